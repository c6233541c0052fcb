import { compareIds } from '../../catalog/catalog.ts';
import type { Cell, Kind } from '../../catalog/kind.ts';
import { ALL_KINDS } from '../../catalog/kinds.ts';
import type { Change } from '../../catalog/rows/change.ts';
import { changesOf, type MovedRow } from '../../catalog/rows/row-changes.ts';
import type { Steps } from '../../catalog/steps.ts';
import type { Database } from './open.ts';

/** Rows that are read in one step. */
const ROWS = 50;

type Ends = { readonly since: number; readonly revision: number };

/** What sets a revision apart from an earlier one (0: from nothing), in order of id. */
export function* changeSteps(db: Database, since: number, revision: number): Steps<Change[]> {
  const changes: Change[] = [];
  for (const [, kind] of ALL_KINDS) {
    const gone = yield* movedRows(db, kind, GONE, { since, revision });
    const came = yield* movedRows(db, kind, CAME, { since, revision });
    changes.push(...(yield* changesOf(kind, gone, came)));
  }
  return changes.sort((a, b) => compareIds(a.id, b.id));
}

/** The earlier revision holds it and the later one does not; the other way round. */
const GONE = { where: 'added_in <= @since AND retired_in > @since AND retired_in <= @revision', by: 'retired_in' };
const CAME = { where: 'added_in > @since AND added_in <= @revision AND (retired_in IS NULL OR retired_in > @revision)', by: 'added_in' };

function* movedRows(
  db: Database,
  { table, names, key }: Kind<object>,
  { where, by }: typeof GONE,
  ends: Ends,
): Steps<Map<string, MovedRow>> {
  const rows = db
    .prepare<[Ends], Cell[]>(`SELECT ${names.join(', ')}, origin, ${by}, ${key} FROM ${table} WHERE ${where} ORDER BY ${key}`)
    .raw();
  const found = new Map<string, MovedRow>();
  for (const row of rows.iterate(ends)) {
    const [made, id] = row.slice(-2) as [number, string];
    found.set(id, { id, cells: row.slice(0, -2), revision: made });
    if (found.size % ROWS === 0) yield;
  }
  return found;
}
