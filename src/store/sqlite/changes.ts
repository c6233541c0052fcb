import { compareIds } from '../../catalog/catalog.ts';
import type { Change, ClaimChange, RowChange } from '../../catalog/change.ts';
import type { SeedClaim } from '../../catalog/seed/check-seed.ts';
import type { Steps } from '../../catalog/steps.ts';
import type { Database } from './open.ts';
import { ALL_TABLES, type SqlValue, TABLES, type Table } from './tables.ts';

/** A row that stands in one of the two revisions and not in the other, and the revision that made it so. */
type Moved = { readonly id: string; readonly cells: readonly SqlValue[]; readonly revision: number };

/** Rows that are read in one step. */
const ROWS = 50;

/**
 * What sets a revision apart from an earlier one (0: from nothing), in order of id. Only the two ends count: what came and went in between,
 * or went and came back as it was, is no change.
 */
export function* changeSteps(db: Database, since: number, revision: number): Steps<Change[]> {
  const changes: Change[] = [];
  for (const [, table] of ALL_TABLES) {
    const gone = yield* moved(db, table, GONE, since, revision);
    const came = yield* moved(db, table, CAME, since, revision);
    const own = table.name === TABLES.claims.name ? claimChanges : rowChanges;
    changes.push(...(yield* own(table, gone, came)));
  }
  return changes.sort((a, b) => compareIds(a.id, b.id));
}

/** Stood in the earlier revision and does not stand in the later one; the other way round. */
const GONE = { where: 'added_in <= @since AND retired_in > @since AND retired_in <= @revision', by: 'retired_in' };
const CAME = { where: 'added_in > @since AND added_in <= @revision AND (retired_in IS NULL OR retired_in > @revision)', by: 'added_in' };

function* moved(
  db: Database,
  { name, columns, key }: Table<object>,
  { where, by }: typeof GONE,
  since: number,
  revision: number,
): Steps<Map<string, Moved>> {
  const rows = db
    .prepare<[{ since: number; revision: number }], SqlValue[]>(
      `SELECT ${columns.join(', ')}, origin, ${by}, ${key} FROM ${name} WHERE ${where} ORDER BY ${key}`,
    )
    .raw();
  const found = new Map<string, Moved>();
  for (const row of rows.iterate({ since, revision })) {
    const [made, id] = row.slice(-2) as [number, string];
    found.set(id, { id, cells: row.slice(0, -2), revision: made });
    if (found.size % ROWS === 0) yield;
  }
  return found;
}

function* rowChanges(
  { name, columns }: Table<object>,
  gone: ReadonlyMap<string, Moved>,
  came: ReadonlyMap<string, Moved>,
): Steps<RowChange[]> {
  const changes: RowChange[] = [];
  for (const id of new Set([...gone.keys(), ...came.keys()])) {
    if (changes.length % ROWS === ROWS - 1) yield;
    const [before, after] = [gone.get(id), came.get(id)];
    const what = before && after ? 'changed' : after ? 'added' : 'retired';
    const fields = before && after ? [...columns, 'origin'].filter((_, i) => before.cells[i] !== after.cells[i]) : [];
    if (what === 'changed' && fields.length === 0) continue;
    changes.push({ id: `${name}/${id}`, what, revision: (after ?? (before as Moved)).revision, table: name, row: id, fields });
  }
  return changes;
}

type MovedClaim = Moved & { readonly claim: SeedClaim };

/** A claim that went and one that came are one change where source, subject and attribute are one, and the conditions are too. */
function* claimChanges(table: Table<object>, gone: ReadonlyMap<string, Moved>, came: ReadonlyMap<string, Moved>): Steps<ClaimChange[]> {
  const decoded = (row: Moved): MovedClaim => ({ ...row, claim: table.decode(row.cells) as SeedClaim });
  const places = new Map<string, { before: MovedClaim[]; after: MovedClaim[] }>();
  let read = 0;
  for (const [side, rows, others] of [
    ['before', gone, came],
    ['after', came, gone],
  ] as const) {
    for (const row of rows.values()) {
      if (++read % ROWS === 0) yield;
      const same = others.get(row.id);
      if (same?.cells.every((cell, i) => cell === row.cells[i])) continue;
      const moved = decoded(row);
      const place = placeOf(moved.claim);
      const at = places.get(place) ?? { before: [], after: [] };
      places.set(place, at);
      at[side].push(moved);
    }
  }
  const changes: ClaimChange[] = [];
  for (const { before, after } of places.values()) {
    if (changes.length % ROWS === ROWS - 1) yield;
    for (let i = 0; i < Math.max(before.length, after.length); i++) changes.push(claimChange(before[i], after[i]));
  }
  return changes;
}

function placeOf({ subject, attribute, source, when, conditions }: SeedClaim): string {
  return JSON.stringify([subject, attribute, source, when, conditions]);
}

function claimChange(before: MovedClaim | undefined, after: MovedClaim | undefined): ClaimChange {
  const newest = after ?? (before as MovedClaim);
  const { subject, attribute, source } = newest.claim;
  return {
    id: `claims/${subject}/${attribute}/${newest.id}`,
    what: before && after ? 'changed' : after ? 'added' : 'retired',
    revision: newest.revision,
    table: 'claims',
    subject,
    attribute,
    source,
    before: before ? stated(before.claim) : null,
    after: after ? stated(after.claim) : null,
  };
}

function stated({ id, value, value_status, qualifier, as_of }: SeedClaim): ClaimChange['before'] {
  return { claim: id, value, value_status, qualifier: qualifier ?? null, as_of };
}
