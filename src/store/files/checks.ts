import { type DecisionEvent, DecisionStatus } from '../../decisions/decision.ts';
import { isChain, withResult } from '../../decisions/record-hash.ts';
import { sha256 } from '../../sha256.ts';
import type { Database } from '../sqlite/open.ts';
import { contentHash, newestRevision } from '../sqlite/revisions.ts';

/** Faults of one kind that are named; more of them say nothing new. */
const MOST_NAMED = 5;

/** What SQLite finds wrong with the pages, the indexes and the constraints of a file; empty where it is sound. Reads every page. */
export function integrityFaults(db: Database): readonly string[] {
  const found = db.prepare<[], string>(`PRAGMA integrity_check(${MOST_NAMED})`).pluck().all();
  return found.length === 1 && found[0] === 'ok' ? [] : found.map((line) => line.replaceAll(/\s+/g, ' '));
}

/** Rows that refer to rows that are not there. */
export function foreignKeyFaults(db: Database): readonly string[] {
  const broken = db.prepare<[], { table: string; parent: string; rows: number }>(
    'SELECT "table", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2',
  );
  return broken.all().map(({ table, parent, rows }) => `${rows} of ${table} refer to what is not in ${parent}`);
}

/** Whether the newest revision is what its hash says. Older ones are not looked at: each costs as much as a load. */
export function revisionFaults(db: Database): readonly string[] {
  const newest = newestRevision(db);
  if (newest === null) return ['there is no revision: the database was never seeded'];
  return contentHash(db, newest.number) === newest.hash ? [] : [`revision ${newest.number} is not what its hash says`];
}

type Record = { readonly id: string; readonly head: string; readonly result: string; readonly sha256: string };

/** Decision records whose text is not what was hashed when they were saved, or whose events do not follow from each other. */
export function decisionFaults(db: Database): readonly string[] {
  const records = db.prepare<[], Record>('SELECT id, head, result, sha256 FROM decisions ORDER BY id');
  const eventsOf = db.prepare<[string], DecisionEvent>(
    'SELECT status, at, by, note, superseded_by, sha256 FROM decision_events WHERE decision = ? ORDER BY number',
  );
  const faults: string[] = [];
  let more = 0;
  const fault = (text: string) => (faults.length < MOST_NAMED ? faults.push(text) : more++);
  for (const { id, head, result, sha256: recorded } of records.all()) {
    if (sha256(withResult(head, result)) !== recorded) fault(`${id} is not what its hash says`);
    const events = eventsOf.all(id);
    if (events[0]?.status !== DecisionStatus.enum.proposed || !isChain(sha256, recorded, events))
      fault(`the events of ${id} do not follow from each other`);
  }
  return more > 0 ? [...faults, `and ${more} more`] : faults;
}
