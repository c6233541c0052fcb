import type { Decision, DecisionEvent } from '../../decisions/decision.ts';
import { chained, headText } from '../../decisions/record-hash.ts';
import { statusOf, TRANSITIONS } from '../../decisions/status.ts';
import { sha256 } from '../../sha256.ts';
import type { DecisionFilter, DecisionSummary, NotDone, PageEnd } from '../contract/decisions.ts';
import type { Statements } from './statements.ts';

type Row = {
  readonly head: string;
  readonly sha256: string;
  readonly imported_at: string | null;
  readonly imported_by: string | null;
};

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

export function findDecision(read: Statements, id: string): Decision | null {
  const row = read(`SELECT ${SUMMARY}, result FROM decisions WHERE id = ?`).get(id) as (Row & { readonly result: string }) | undefined;
  return row === undefined ? null : { ...summaryOf(row, eventsOf(read, id)), result: row.result };
}

export function listDecisions(read: Statements, filter: DecisionFilter, limit: number, after: PageEnd | null): DecisionSummary[] {
  const values = Object.entries(filter).filter(([, value]) => value !== undefined);
  const conditions = values.map(([name]) => CONDITIONS[name as keyof DecisionFilter]);
  if (after) conditions.push('(created_at, id) < (@after_created_at, @after_id)');
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = read(`SELECT ${SUMMARY}, id FROM decisions ${where} ORDER BY created_at DESC, id DESC LIMIT @limit`).all({
    ...Object.fromEntries(values),
    ...(after && { after_created_at: after.created_at, after_id: after.id }),
    limit,
  }) as (Row & { readonly id: string })[];
  return rows.map((row) => summaryOf(row, eventsOf(read, row.id)));
}

function summaryOf({ head, sha256: hash, imported_at, imported_by }: Row, events: readonly DecisionEvent[]): DecisionSummary {
  return {
    head: JSON.parse(head),
    sha256: hash,
    imported: imported_at === null ? null : { at: imported_at, by: imported_by },
    events,
  };
}

function eventsOf(read: Statements, id: string): DecisionEvent[] {
  const columns = 'status, at, by, note, superseded_by, sha256';
  return read(`SELECT ${columns} FROM decision_events WHERE decision = ? ORDER BY number`).all(id) as DecisionEvent[];
}

export function insertDecision(write: Statements, { head, result, sha256: hash, imported, events }: Decision): void {
  write('INSERT INTO decisions (id, sha256, imported_at, imported_by, head, result) VALUES (?, ?, ?, ?, ?, ?)').run(
    head.id,
    hash,
    imported?.at ?? null,
    imported?.by ?? null,
    headText(head),
    result,
  );
  for (const [i, event] of events.entries()) insertEvent(write, head.id, i + 1, event);
}

function insertEvent(write: Statements, id: string, number: number, event: DecisionEvent): void {
  const { status, at, by, note, superseded_by, sha256: hash } = event;
  write('INSERT INTO decision_events (decision, number, status, at, by, note, superseded_by, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    id,
    number,
    status,
    at,
    by,
    note,
    superseded_by,
    hash,
  );
}

/** Appends an event to what became of a record so far; null, or why it can't be. */
export function appendEvent(write: Statements, id: string, event: Omit<DecisionEvent, 'sha256'>): NotDone | null {
  const record = write('SELECT sha256 FROM decisions WHERE id = ?').get(id) as { readonly sha256: string } | undefined;
  if (record === undefined) return { refused: 'unknown' };
  const events = eventsOf(write, id);
  if (!TRANSITIONS[statusOf({ events })].includes(event.status)) return { refused: 'closed' };
  insertEvent(write, id, events.length + 1, chained(sha256, events.at(-1)?.sha256 ?? record.sha256, event));
  return null;
}
