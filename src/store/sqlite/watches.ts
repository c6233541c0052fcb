import { hash, randomBytes } from 'node:crypto';
import type { Drift, DriftChange } from '../../decisions/drift/drift-answer.ts';
import { changesToReport, driftMessage } from '../../decisions/drift/drift-message.ts';
import { MOST_WATCHES, type Watch } from '../../decisions/drift/watch.ts';
import type { Watches, WatchStore } from '../contract/watches.ts';
import type { Database } from './open.ts';
import { countMessages, deliveriesOf, giveUpMessages, hasDue, takeMessages, writeOutcome } from './outbox.ts';
import { type Statements, statementsOn } from './statements.ts';
import { inWriteTransaction } from './write.ts';

const WATCH = 'id, decision, url, severity, created_at, created_by, ended_at';
const IS_OPEN = `(SELECT status FROM decision_events WHERE decision = decisions.id ORDER BY number DESC LIMIT 1) IN ('proposed', 'accepted')`;
/** The same for the same changes, whatever the revision and the day. */
const fingerprintOf = (changes: readonly DriftChange[]) => hash('sha256', JSON.stringify(changes));
/** What nothing told is like. */
const NOTHING = fingerprintOf([]);

/** Watches and their messages in a database. `writer` is a connection that does not wait (`openWriter`), or the same one. */
export function watchStore(db: Database, writer: Database): WatchStore {
  const [read, write] = [statementsOn(db), statementsOn(writer)];
  const writing = <T>(work: () => T) => inWriteTransaction(writer, work);
  return {
    add: (watch, by, now) => writing(() => addWatch(write, watch, by, now)),
    of: async (decision) => watchesOf(read, decision),
    end: (decision, id, now) => writing(() => endWatch(write, decision, id, now)),
    deliveries: async (watch, limit) => deliveriesOf(read, watch, limit),
    watched: async () => watchedDecisions(read),
    found: (decision, title, drift, now) => writing(() => keepFinding(write, { decision, title, drift, now })),
    outbox: async () => countMessages(read),
    hasDue: async (now) => hasDue(read, now),
    take: (now, limit, until) => writing(() => takeMessages(write, now, limit, until)),
    tried: (id, outcome, now) => writing(() => writeOutcome(write, id, outcome, now)),
  };
}

/** Null where there is no such decision. */
function isOpen(sql: Statements, decision: string): boolean | null {
  const row = sql(`SELECT ${IS_OPEN} AS is_open FROM decisions WHERE id = ?`).get(decision) as { readonly is_open: 0 | 1 } | undefined;
  return row === undefined ? null : row.is_open === 1;
}

function watchesOf(sql: Statements, decision: string): Watch[] {
  return sql(`SELECT ${WATCH} FROM watches WHERE decision = ? ORDER BY id`).all(decision) as Watch[];
}

function liveWatchesOf(sql: Statements, decision: string): Watch[] {
  return sql(`SELECT ${WATCH} FROM watches WHERE decision = ? AND ended_at IS NULL ORDER BY id`).all(decision) as Watch[];
}

function watchedDecisions(read: Statements): string[] {
  const rows = read(
    `SELECT id FROM decisions WHERE id IN (SELECT decision FROM watches WHERE ended_at IS NULL) AND ${IS_OPEN} ORDER BY catalog_revision, id`,
  ).all() as { readonly id: string }[];
  return rows.map(({ id }) => id);
}

function addWatch(
  write: Statements,
  { decision, url, severity }: Parameters<Watches['add']>[0],
  by: string | null,
  now: Date,
): Awaited<ReturnType<Watches['add']>> {
  const open = isOpen(write, decision);
  if (open === null) return { refused: 'unknown' };
  if (!open) return { refused: 'closed' };
  const others = liveWatchesOf(write, decision);
  if (others.some((other) => other.url === url)) return { refused: 'twice' };
  if (others.length >= MOST_WATCHES) return { refused: 'too_many' };
  const id = `wat_${randomBytes(16).toString('hex')}`;
  const watch: Watch = { id, decision, url, severity, created_at: now.toISOString(), created_by: by, ended_at: null };
  const secret = randomBytes(32);
  write(`INSERT INTO watches (${WATCH}) VALUES (@id, @decision, @url, @severity, @created_at, @created_by, NULL)`).run(watch);
  write('INSERT INTO watch_secrets (watch, secret) VALUES (?, ?)').run(id, secret);
  return { watch, secret };
}

function endWatch(write: Statements, decision: string, id: string, now: Date): Watch | null {
  const at = now.toISOString();
  const ended = write(`UPDATE watches SET ended_at = ? WHERE decision = ? AND id = ? AND ended_at IS NULL RETURNING ${WATCH}`).get(
    at,
    decision,
    id,
  ) as Watch | undefined;
  if (ended === undefined) return null;
  giveUpMessages(write, id, at);
  write('DELETE FROM watch_secrets WHERE watch = ?').run(id);
  return ended;
}

type Found = { readonly decision: string; readonly title: string; readonly drift: Drift; readonly now: Date };

function keepFinding(write: Statements, found: Found): number {
  if (!isOpen(write, found.decision)) return 0;
  findingNumber(write, found);
  return liveWatchesOf(write, found.decision).filter((watch) => tell(write, watch, found)).length;
}

/** The number of the finding: of the last one, if it says the same, or of a new one. */
function findingNumber(write: Statements, { decision, drift, now }: Found): number {
  const last = write('SELECT number, drift FROM drift_findings WHERE decision = ? ORDER BY number DESC LIMIT 1').get(decision) as
    | { readonly number: number; readonly drift: string }
    | undefined;
  const before = last ? (JSON.parse(last.drift) as Drift).changes : [];
  if (fingerprintOf(before) === fingerprintOf(drift.changes)) return last?.number ?? 0;
  const number = (last?.number ?? 0) + 1;
  const { severity, to } = drift;
  write(`INSERT INTO drift_findings (decision, number, revision, as_of, severity, drift, found_at)
    VALUES (@decision, @number, @revision, @as_of, @severity, @drift, @found_at)`).run({
    decision,
    number,
    revision: to.revision,
    as_of: to.as_of,
    severity,
    drift: JSON.stringify(drift),
    found_at: now.toISOString(),
  });
  return number;
}

/** Writes a message to a watch, unless it was told the same last; answers whether it did. */
function tell(write: Statements, watch: Watch, found: Found): boolean {
  const { title, drift, now } = found;
  const told = changesToReport(drift, watch.severity);
  const fingerprint = fingerprintOf(told);
  const last = write('SELECT number, fingerprint FROM deliveries WHERE watch = ? ORDER BY number DESC LIMIT 1').get(watch.id) as
    | { readonly number: number; readonly fingerprint: string }
    | undefined;
  if (fingerprint === (last?.fingerprint ?? NOTHING)) return false;
  write(`INSERT INTO deliveries (id, watch, number, decision, finding, fingerprint, body, created_at, due_at)
    VALUES (@id, @watch, @number, @decision, @finding, @fingerprint, @body, @created_at, @created_at)`).run({
    id: `msg_${randomBytes(16).toString('hex')}`,
    watch: watch.id,
    number: (last?.number ?? 0) + 1,
    decision: watch.decision,
    finding: findingNumber(write, found),
    fingerprint,
    body: JSON.stringify(driftMessage({ id: watch.decision, title }, watch.id, drift, told, now)),
    created_at: now.toISOString(),
  });
  return true;
}
