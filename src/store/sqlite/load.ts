import type { CatalogData } from '../../catalog/catalog-data.ts';
import type { Claim } from '../../catalog/claim.ts';
import type { PickRow } from '../../catalog/entries.ts';
import type { Cell, Kind } from '../../catalog/kind.ts';
import { ALL_KINDS, type Contents, KINDS } from '../../catalog/kinds.ts';
import type { Steps } from '../../catalog/steps.ts';
import type { Database } from './open.ts';
import { newestRevision, revisionNumbered } from './revisions.ts';

/** Rows that are read in one step. */
const ROWS = 50;

/**
 * One revision of the catalog, whole; without a number the newest. Within a read transaction, on a connection that does nothing else meanwhile.
 * Throws where there is no such revision.
 */
export function* loadSteps(db: Database, number?: number): Steps<CatalogData> {
  const revision = number === undefined ? newestRevision(db) : revisionNumbered(db, number);
  if (revision === null) throw new Error(number === undefined ? 'the database holds no catalog yet' : `there is no revision ${number}`);
  const contents: Record<string, readonly object[]> = {};
  for (const [member, kind] of ALL_KINDS)
    contents[member] = member === 'claims' ? yield* claimsUpTo(db, revision.number) : yield* entriesIn(db, kind, revision.number);
  const { picks, ...entries } = contents as unknown as Contents & { readonly claims: readonly Claim[]; readonly picks: readonly PickRow[] };
  return {
    ...entries,
    picks: Object.fromEntries(picks.map(({ verdict, pick }) => [verdict, pick])),
    revision: revision.number,
    hash: revision.hash,
    created_at: revision.created_at,
  };
}

/** What a revision holds of a kind, by id. */
function* entriesIn(db: Database, { table, names, key, decode }: Kind<object>, revision: number): Steps<object[]> {
  const rows = db
    .prepare<[number, number], Cell[]>(
      `SELECT ${names.join(', ')} FROM ${table} WHERE added_in <= ? AND (retired_in IS NULL OR retired_in > ?) ORDER BY ${key}`,
    )
    .raw();
  const entries: object[] = [];
  for (const row of rows.iterate(revision, revision)) {
    entries.push(decode(row));
    if (entries.length % ROWS === 0) yield;
  }
  return entries;
}

/** Claims added up to a revision, by id, with the end they had come to by then. One that came back is there once, as it is last. */
function* claimsUpTo(db: Database, revision: number): Steps<Claim[]> {
  const { names, decode } = KINDS.claims;
  const rows = db
    .prepare<[number], Cell[]>(
      `SELECT ${names.join(', ')}, origin, added_in, retired_in FROM claims WHERE added_in <= ? ORDER BY id, added_in`,
    )
    .raw();
  const claims: Claim[] = [];
  for (const row of rows.iterate(revision)) {
    const claim = decode(row);
    const [origin, added_in, retired_in] = row.slice(names.length) as [Claim['origin'], number, number | null];
    const read = { ...claim, origin, added_in, retired_in: retired_in !== null && retired_in <= revision ? retired_in : null };
    if (claims.at(-1)?.id === claim.id) claims.pop();
    if (claims.push(read) % ROWS === 0) yield;
  }
  return claims;
}
