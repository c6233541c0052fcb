import type { Claim } from '../../catalog/claim.ts';
import type { CatalogData } from '../../catalog/kinds/entries.ts';
import type { SeedClaim } from '../../catalog/seed/check-seed.ts';
import { finish, type Steps } from '../../catalog/steps.ts';
import type { Database } from './open.ts';
import { currentRevision, type Revision, revisionNumbered } from './revisions.ts';
import { type SqlValue, TABLES, type Table } from './tables.ts';

/** Rows that are read in one step. */
const ROWS = 50;

/** One revision of the catalog, whole; without a number the newest. Throws where there is no such revision. */
export function loadCatalog(db: Database, number?: number): CatalogData {
  // One read transaction: what another process commits meanwhile is not seen in part.
  return db.transaction(() => finish(loadSteps(db, number)))();
}

/** The same in steps: within a read transaction, on a connection that does nothing else meanwhile. */
export function* loadSteps(db: Database, number?: number): Steps<CatalogData> {
  const revision = number === undefined ? currentRevision(db) : revisionNumbered(db, number);
  if (revision === null) throw new Error(number === undefined ? 'the database holds no catalog yet' : `there is no revision ${number}`);
  return yield* loadRevision(db, revision);
}

function* loadRevision(db: Database, { number, hash, created_at }: Revision): Steps<CatalogData> {
  const rows = <T>(table: Table<T>) => standing(db, table, number);
  return {
    revision: number,
    hash,
    created_at,
    attributes: yield* rows(TABLES.attributes),
    sources: yield* rows(TABLES.sources),
    families: yield* rows(TABLES.families),
    models: yield* rows(TABLES.models),
    providers: yield* rows(TABLES.providers),
    offers: yield* rows(TABLES.offers),
    claims: yield* claimsUpTo(db, number),
    groups: yield* rows(TABLES.groups),
    profiles: yield* rows(TABLES.profiles),
    verdicts: yield* rows(TABLES.verdicts),
    picks: Object.fromEntries((yield* rows(TABLES.picks)).map(({ verdict, pick }) => [verdict, pick])),
    claim_checks: yield* rows(TABLES.claim_checks),
    contradictions: yield* rows(TABLES.contradictions),
    licenses: yield* rows(TABLES.licenses),
    aliases: yield* rows(TABLES.aliases),
    gpus: yield* rows(TABLES.gpus),
  };
}

/** What stands in a revision, by id. */
function* standing<T>(db: Database, { name, columns, key, decode }: Table<T>, revision: number): Steps<T[]> {
  const rows = db
    .prepare<[number, number], SqlValue[]>(
      `SELECT ${columns.join(', ')} FROM ${name} WHERE added_in <= ? AND (retired_in IS NULL OR retired_in > ?) ORDER BY ${key}`,
    )
    .raw();
  const values: T[] = [];
  for (const row of rows.iterate(revision, revision)) {
    values.push(decode(row));
    if (values.length % ROWS === 0) yield;
  }
  return values;
}

/** Claims added up to a revision, by id, with the end they had come to by then. One that came back is there once, as it stands last. */
function* claimsUpTo(db: Database, revision: number): Steps<Claim[]> {
  const { columns, decode } = TABLES.claims;
  const rows = db
    .prepare<[number], SqlValue[]>(
      `SELECT ${columns.join(', ')}, origin, added_in, retired_in FROM claims WHERE added_in <= ? ORDER BY id, added_in`,
    )
    .raw();
  const claims: Claim[] = [];
  for (const row of rows.iterate(revision)) {
    const claim: SeedClaim = decode(row);
    const [origin, added_in, retired_in] = row.slice(columns.length) as [Claim['origin'], number, number | null];
    const read = { ...claim, origin, added_in, retired_in: retired_in !== null && retired_in <= revision ? retired_in : null };
    if (claims.at(-1)?.id === claim.id) claims.pop();
    if (claims.push(read) % ROWS === 0) yield;
  }
  return claims;
}
