import { hash, randomBytes } from 'node:crypto';
import type { Drift, DriftChange } from '../../decisions/drift/drift-answer.ts';
import { changesToReport, driftMessage } from '../../decisions/drift/drift-message.ts';
import { type Delivery, MOST_WATCHES, type Watch } from '../../decisions/drift/watch.ts';
import type { DueMessage, Outbox, Outcome, WatchStore } from '../../decisions/drift/watch-store.ts';
import type { Database } from './open.ts';
import { inWriteTransaction } from './write.ts';

const WATCH = 'id, decision, url, severity, created_at, created_by, ended_at';
const STANDS = `(SELECT status FROM decision_events WHERE decision = decisions.id ORDER BY number DESC LIMIT 1) IN ('proposed', 'accepted')`;
/** Why a message was given up that nobody waits for any more. */
const WATCH_ENDED = "'the watch was ended'";
/** The same for the same changes, whatever the revision and the day. */
const fingerprintOf = (changes: readonly DriftChange[]) => hash('sha256', JSON.stringify(changes));
/** What nothing told is like. */
const NOTHING = fingerprintOf([]);

type DeliveryRow = Omit<Delivery, 'state' | 'done_at'> & { readonly delivered_at: string | null; readonly given_up_at: string | null };

export function outbox(db: Database): Outbox {
  const counted = db
    .prepare<[], Outbox>(
      `SELECT count(*) FILTER (WHERE due_at IS NOT NULL) AS waiting,
         count(*) FILTER (WHERE given_up_at IS NOT NULL AND last_error <> ${WATCH_ENDED}) AS givenUp FROM deliveries`,
    )
    .get();
  return counted as Outbox;
}

/** `reader` is for a connection of its own where `db` is one that does not wait (`openWriter`). */
export function watchStore(db: Database, reader: Database = db): WatchStore {
  const of = reader.prepare<[string], Watch>(`SELECT ${WATCH} FROM watches WHERE decision = ? ORDER BY id`);
  const deliveries = reader.prepare<[string, number], DeliveryRow>(
    `SELECT deliveries.id, created_at, severity, revision, attempts, due_at, delivered_at, given_up_at, last_status, last_error
     FROM deliveries JOIN drift_findings ON drift_findings.decision = deliveries.decision AND drift_findings.number = finding
     WHERE watch = ? ORDER BY deliveries.number DESC LIMIT ?`,
  );
  const watched = reader.prepare<[], { readonly id: string }>(
    `SELECT id FROM decisions WHERE id IN (SELECT decision FROM watches WHERE ended_at IS NULL) AND ${STANDS} ORDER BY catalog_revision, id`,
  );
  const stands = db.prepare<[string], { readonly stands: 0 | 1 }>(`SELECT ${STANDS} AS stands FROM decisions WHERE id = ?`);
  const live = db.prepare<[string], Watch>(`SELECT ${WATCH} FROM watches WHERE decision = ? AND ended_at IS NULL ORDER BY id`);
  const insertWatch = db.prepare(`INSERT INTO watches (${WATCH}) VALUES (@id, @decision, @url, @severity, @created_at, @created_by, NULL)`);
  const insertSecret = db.prepare('INSERT INTO watch_secrets (watch, secret) VALUES (?, ?)');
  const endWatch = db.prepare<[string, string, string], Watch>(
    `UPDATE watches SET ended_at = ? WHERE decision = ? AND id = ? AND ended_at IS NULL RETURNING ${WATCH}`,
  );
  const forget = db.prepare('DELETE FROM watch_secrets WHERE watch = ?');
  const giveUp = db.prepare(`UPDATE deliveries SET due_at = NULL, given_up_at = ?, last_error = ${WATCH_ENDED}
    WHERE watch = ? AND due_at IS NOT NULL`);
  const lastFinding = db.prepare<[string], { readonly number: number; readonly drift: string }>(
    'SELECT number, drift FROM drift_findings WHERE decision = ? ORDER BY number DESC LIMIT 1',
  );
  const insertFinding = db.prepare(`INSERT INTO drift_findings (decision, number, revision, as_of, severity, drift, found_at)
    VALUES (@decision, @number, @revision, @as_of, @severity, @drift, @found_at)`);
  const lastTold = db.prepare<[string], { readonly number: number; readonly fingerprint: string }>(
    'SELECT number, fingerprint FROM deliveries WHERE watch = ? ORDER BY number DESC LIMIT 1',
  );
  const insertDelivery = db.prepare(`INSERT INTO deliveries (id, watch, number, decision, finding, fingerprint, body, created_at, due_at)
    VALUES (@id, @watch, @number, @decision, @finding, @fingerprint, @body, @created_at, @created_at)`);
  const due = reader.prepare<[string]>('SELECT 1 FROM deliveries WHERE due_at <= ? LIMIT 1');
  const take = db.prepare<[string, string, number], { readonly id: string }>(
    `UPDATE deliveries SET due_at = ? WHERE id IN (SELECT id FROM deliveries WHERE due_at <= ? ORDER BY due_at, id LIMIT ?) RETURNING id`,
  );
  const message = db.prepare<[string], DueMessage>(
    `SELECT deliveries.id, watch, url, secret, body, attempts
     FROM deliveries JOIN watches ON watches.id = watch JOIN watch_secrets USING (watch) WHERE deliveries.id = ?`,
  );
  const setTried = db.prepare(`UPDATE deliveries SET attempts = attempts + 1, due_at = @due_at, delivered_at = @delivered_at,
    given_up_at = @given_up_at, last_status = @last_status, last_error = @last_error WHERE id = @id AND due_at IS NOT NULL`);

  /** The findings so far, and this one if it is another than the last: its number. */
  function finding(decision: string, drift: Drift, now: Date): number {
    const last = lastFinding.get(decision);
    const before = last ? (JSON.parse(last.drift) as Drift).changes : [];
    if (fingerprintOf(before) === fingerprintOf(drift.changes)) return last?.number ?? 0;
    const number = (last?.number ?? 0) + 1;
    const { severity, to } = drift;
    const row = { decision, number, revision: to.revision, as_of: to.as_of, severity, drift: JSON.stringify(drift) };
    insertFinding.run({ ...row, found_at: now.toISOString() });
    return number;
  }

  function tell(watch: Watch, title: string, drift: Drift, now: Date): boolean {
    const told = changesToReport(drift, watch.severity);
    const fingerprint = fingerprintOf(told);
    const last = lastTold.get(watch.id);
    if (fingerprint === (last?.fingerprint ?? NOTHING)) return false;
    insertDelivery.run({
      id: `msg_${randomBytes(16).toString('hex')}`,
      watch: watch.id,
      number: (last?.number ?? 0) + 1,
      decision: watch.decision,
      finding: finding(watch.decision, drift, now),
      fingerprint,
      body: JSON.stringify(driftMessage({ id: watch.decision, title }, watch.id, drift, told, now)),
      created_at: now.toISOString(),
    });
    return true;
  }

  return {
    add: ({ decision, url, severity }, by, now) =>
      inWriteTransaction(db, () => {
        const known = stands.get(decision);
        if (!known) return { refused: 'unknown' as const };
        if (known.stands === 0) return { refused: 'closed' as const };
        const others = live.all(decision);
        if (others.some((other) => other.url === url)) return { refused: 'twice' as const };
        if (others.length >= MOST_WATCHES) return { refused: 'too_many' as const };
        const id = `wat_${randomBytes(16).toString('hex')}`;
        const watch: Watch = { id, decision, url, severity, created_at: now.toISOString(), created_by: by, ended_at: null };
        const secret = randomBytes(32);
        insertWatch.run(watch);
        insertSecret.run(id, secret);
        return { watch, secret };
      }),
    of: (decision) => of.all(decision),
    end: (decision, id, now) =>
      inWriteTransaction(db, () => {
        const ended = endWatch.get(now.toISOString(), decision, id);
        if (!ended) return null;
        giveUp.run(now.toISOString(), id);
        forget.run(id);
        return ended;
      }),
    deliveries: (watch, limit) => deliveries.all(watch, limit).map(deliveryOf),
    watched: () => watched.all().map(({ id }) => id),
    found: (decision, title, drift, now) =>
      inWriteTransaction(db, () => {
        if (stands.get(decision)?.stands !== 1) return 0;
        finding(decision, drift, now);
        return live.all(decision).filter((watch) => tell(watch, title, drift, now)).length;
      }),
    outbox: () => outbox(reader),
    hasDue: (now) => due.get(now.toISOString()) !== undefined,
    take: (now, limit, until) =>
      inWriteTransaction(db, () =>
        take.all(until.toISOString(), now.toISOString(), limit).flatMap(({ id }): DueMessage[] => {
          const due = message.get(id);
          return due ? [due] : [];
        }),
      ),
    tried: (id, outcome, now) => inWriteTransaction(db, () => void setTried.run({ id, ...resultOf(outcome, now) })),
  };
}

function resultOf(outcome: Outcome, now: Date): Record<string, string | number | null> {
  const at = now.toISOString();
  const none = { due_at: null, delivered_at: null, given_up_at: null };
  if (outcome.delivered) return { ...none, delivered_at: at, last_status: outcome.status, last_error: null };
  const { status, error, retryAt } = outcome;
  const next = retryAt === null ? { given_up_at: at } : { due_at: retryAt.toISOString() };
  return { ...none, ...next, last_status: status, last_error: error.slice(0, 500) };
}

function deliveryOf({ delivered_at, given_up_at, ...row }: DeliveryRow): Delivery {
  const state = delivered_at !== null ? 'delivered' : given_up_at !== null ? 'given_up' : 'pending';
  return {
    id: row.id,
    created_at: row.created_at,
    severity: row.severity,
    revision: row.revision,
    state,
    attempts: row.attempts,
    due_at: row.due_at,
    done_at: delivered_at ?? given_up_at,
    last_status: row.last_status,
    last_error: row.last_error,
  };
}
