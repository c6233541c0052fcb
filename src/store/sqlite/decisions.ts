import { randomUUID } from 'node:crypto';
import type { Decision, DecisionEvent, RecordHead } from '../../decisions/decision.ts';
import { chained, headText, recordHash } from '../../decisions/record-hash.ts';
import { statusOf, TRANSITIONS } from '../../decisions/status.ts';
import { sha256 } from '../../sha256.ts';
import type {
  DecisionFilter,
  DecisionStore,
  DecisionSummary,
  Done,
  IdempotencyKey,
  NotDone,
  Place,
  Writing,
} from '../contract/decisions.ts';
import type { Database } from './open.ts';
import { writeQueue } from './write.ts';

/** How long the answer to a request with an Idempotency-Key is given again. */
export const KEY_HOURS = 24;
/** Expired keys that one write clears away. */
const CLEARED = 100;

type Row = {
  readonly head: string;
  readonly sha256: string;
  readonly imported_at: string | null;
  readonly imported_by: string | null;
};
type KeyRow = { readonly fingerprint: string; readonly status: number; readonly decision: string; readonly events: number };

const SUMMARY = 'head, sha256, imported_at, imported_by';
const LAST_STATUS = '(SELECT status FROM decision_events WHERE decision = decisions.id ORDER BY number DESC LIMIT 1)';
/** By filter: what a record has to meet. */
const CONDITIONS: Readonly<Record<keyof DecisionFilter, string>> = {
  status: `${LAST_STATUS} = @status`,
  tag: 'EXISTS (SELECT 1 FROM json_each(tags) WHERE value = @tag)',
  owner: 'owner = @owner',
  model: 'chosen_model = @model',
  catalog_revision: 'catalog_revision = @catalog_revision',
  created_before: 'created_at < @created_before',
  created_after: 'created_at > @created_after',
};

/** `reader` is for a connection of its own where `db` is one that does not wait (`openWriter`). */
export function decisionStore(db: Database, reader: Database = db): DecisionStore {
  const on = (connection: Database) => {
    const statements = new Map<string, ReturnType<typeof statementOn>>();
    return (sql: string) => {
      const known = statements.get(sql) ?? statementOn(connection, sql);
      statements.set(sql, known);
      return known;
    };
  };
  const write = on(db);
  const queued = writeQueue(db);
  const read = on(reader);

  function eventsOf(id: string, sql = read): DecisionEvent[] {
    const columns = 'status, at, by, note, superseded_by, sha256';
    return sql(`SELECT ${columns} FROM decision_events WHERE decision = ? ORDER BY number`).all(id) as DecisionEvent[];
  }

  function summaryOf({ head, sha256: hash, imported_at, imported_by }: Row, events: readonly DecisionEvent[]): DecisionSummary {
    return {
      head: JSON.parse(head),
      sha256: hash,
      imported: imported_at === null ? null : { at: imported_at, by: imported_by },
      events,
    };
  }

  function find(id: string, sql = read): Decision | null {
    const row = sql(`SELECT ${SUMMARY}, result FROM decisions WHERE id = ?`).get(id) as (Row & { readonly result: string }) | undefined;
    return row === undefined ? null : { ...summaryOf(row, eventsOf(id, sql)), result: row.result };
  }

  function list(filter: DecisionFilter, limit: number, after: Place | null): DecisionSummary[] {
    const given = Object.entries(filter).filter(([, value]) => value !== undefined);
    const wanted = given.map(([name]) => CONDITIONS[name as keyof DecisionFilter]);
    if (after) wanted.push('(created_at, id) < (@after_created_at, @after_id)');
    const where = wanted.length > 0 ? `WHERE ${wanted.join(' AND ')}` : '';
    const rows = read(`SELECT ${SUMMARY}, id FROM decisions ${where} ORDER BY created_at DESC, id DESC LIMIT @limit`).all({
      ...Object.fromEntries(given),
      ...(after && { after_created_at: after.created_at, after_id: after.id }),
      limit,
    }) as (Row & { readonly id: string })[];
    return rows.map((row) => summaryOf(row, eventsOf(row.id)));
  }

  function before({ caller, operation, key, fingerprint }: IdempotencyKey, now: Date, sql = read): Done | NotDone | null {
    const row = sql(
      'SELECT fingerprint, status, decision, events FROM idempotency_keys WHERE caller = ? AND operation = ? AND key = ? AND expires_at > ?',
    ).get(caller, operation, key, now.toISOString()) as KeyRow | undefined;
    if (row === undefined) return null;
    if (row.fingerprint !== fingerprint) return { refused: 'other_payload' };
    const decision = find(row.decision, sql);
    if (decision === null) throw new Error('an idempotency key names a decision that is not there');
    return { status: row.status, decision: { ...decision, events: decision.events.slice(0, row.events) }, replayed: true };
  }

  function insert({ head, result, sha256: hash, imported, events }: Decision): void {
    write('INSERT INTO decisions (id, sha256, imported_at, imported_by, head, result) VALUES (?, ?, ?, ?, ?, ?)').run(
      head.id,
      hash,
      imported?.at ?? null,
      imported?.by ?? null,
      headText(head),
      result,
    );
    for (const [i, event] of events.entries()) insertEvent(head.id, i + 1, event);
  }

  function insertEvent(id: string, number: number, { status, at, by, note, superseded_by, sha256: hash }: DecisionEvent): void {
    write(
      'INSERT INTO decision_events (decision, number, status, at, by, note, superseded_by, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(id, number, status, at, by, note, superseded_by, hash);
  }

  function appendTo(id: string, event: Omit<DecisionEvent, 'sha256'>): NotDone | null {
    const known = write('SELECT sha256 FROM decisions WHERE id = ?').get(id) as { readonly sha256: string } | undefined;
    if (known === undefined) return { refused: 'unknown' };
    const events = eventsOf(id, write);
    if (!TRANSITIONS[statusOf({ events })].includes(event.status)) return { refused: 'closed' };
    insertEvent(id, events.length + 1, chained(sha256, events.at(-1)?.sha256 ?? known.sha256, event));
    return null;
  }

  /** One transaction: what the key did before, or the work and the key with it. */
  function once(
    { once, now }: Writing,
    work: () => { readonly status: number; readonly decision: Decision } | NotDone,
  ): Promise<Done | NotDone> {
    return queued(() => {
      const known = once && before(once, now, write);
      if (known) return known;
      const done = work();
      if ('refused' in done) return done;
      if (once) remember(once, done, now);
      return { ...done, replayed: false };
    });
  }

  function remember(
    { caller, operation, key, fingerprint }: IdempotencyKey,
    { status, decision }: { readonly status: number; readonly decision: Decision },
    now: Date,
  ): void {
    const expiry = new Date(now.getTime() + KEY_HOURS * 3_600_000).toISOString();
    write(`DELETE FROM idempotency_keys WHERE (caller, operation, key) IN
      (SELECT caller, operation, key FROM idempotency_keys WHERE expires_at <= ? ORDER BY expires_at LIMIT ${CLEARED})`).run(
      now.toISOString(),
    );
    // In the place of one that has expired and was not among those: any other would have been found.
    write(
      'INSERT OR REPLACE INTO idempotency_keys (caller, operation, key, fingerprint, status, decision, events, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(caller, operation, key, fingerprint, status, decision.head.id, decision.events.length, expiry);
  }

  return {
    find: (id) => find(id),
    list,
    before: (key, now) => before(key, now),
    save(content, result, writing) {
      const { by, now } = writing;
      const at = now.toISOString();
      const head: RecordHead = { id: newId(), created_at: at, created_by: by, ...content };
      const hash = recordHash(sha256, head, result);
      const proposed = chained(sha256, hash, { status: 'proposed', at, by, note: null, superseded_by: null });
      const decision: Decision = { head, result, sha256: hash, imported: null, events: [proposed] };
      return once(writing, () => {
        const older = head.supersedes;
        const refused = older === null ? null : appendTo(older, { status: 'superseded', at, by, note: null, superseded_by: head.id });
        if (refused) return refused;
        insert(decision);
        return { status: 201, decision };
      });
    },
    adopt(given, writing) {
      const decision: Decision = { ...given, imported: { at: writing.now.toISOString(), by: writing.by } };
      return once(writing, () => {
        const known = find(decision.head.id, write);
        if (known) return known.sha256 === decision.sha256 ? { status: 200, decision: known } : { refused: 'differs' };
        insert(decision);
        return { status: 201, decision };
      });
    },
    append(id, { status, note }, writing) {
      const { by, now } = writing;
      return once(writing, () => {
        const refused = appendTo(id, { status, at: now.toISOString(), by, note, superseded_by: null });
        if (refused) return refused;
        return { status: 201, decision: find(id, write) as Decision };
      });
    },
  };
}

/** 122 random bits; Node makes those of UUIDs by the batch. */
function newId(): string {
  return `dec_${randomUUID().replaceAll('-', '')}`;
}

function statementOn(db: Database, sql: string) {
  return db.prepare<unknown[]>(sql);
}
