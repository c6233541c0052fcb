import type { CatalogData } from '../catalog/catalog-data.ts';
import type { SeedClaim } from '../catalog/check-seed.ts';
import type { Claim } from '../catalog/claim.ts';
import type { Database } from './open.ts';
import { currentRevision, type Revision, revisionNumbered } from './revision.ts';
import { type SqlValue, TABLES, type Table } from './tables.ts';

/** One revision of the catalog, whole; without a number the newest. Throws where there is no such revision. */
export function loadCatalog(db: Database, number?: number): CatalogData {
  // One read transaction: what another process commits meanwhile is not seen in part.
  return db.transaction(() => {
    const revision = number === undefined ? currentRevision(db) : revisionNumbered(db, number);
    if (revision === null) throw new Error(number === undefined ? 'the database holds no catalog yet' : `there is no revision ${number}`);
    return loadRevision(db, revision);
  })();
}

function loadRevision(db: Database, { number, hash, created_at }: Revision): CatalogData {
  const rows = <T>(table: Table<T>) => standing(db, table, number);
  return {
    revision: number,
    hash,
    created_at,
    attributes: rows(TABLES.attributes),
    sources: rows(TABLES.sources),
    families: rows(TABLES.families),
    models: rows(TABLES.models),
    providers: rows(TABLES.providers),
    offers: rows(TABLES.offers),
    claims: claimsUpTo(db, number),
    groups: rows(TABLES.groups),
    profiles: rows(TABLES.profiles),
    verdicts: rows(TABLES.verdicts),
    picks: Object.fromEntries(rows(TABLES.picks).map(({ verdict, pick }) => [verdict, pick])),
    claim_checks: rows(TABLES.claim_checks),
    contradictions: rows(TABLES.contradictions),
    licenses: rows(TABLES.licenses),
    aliases: rows(TABLES.aliases),
  };
}

/** What stands in a revision, by id. */
function standing<T>(db: Database, { name, columns, key, decode }: Table<T>, revision: number): T[] {
  return db
    .prepare<[number, number], SqlValue[]>(
      `SELECT ${columns.join(', ')} FROM ${name} WHERE added_in <= ? AND (retired_in IS NULL OR retired_in > ?) ORDER BY ${key}`,
    )
    .raw()
    .all(revision, revision)
    .map(decode);
}

/** Claims added up to a revision, by id, with the end they had come to by then. One that came back is there once, as it stands last. */
function claimsUpTo(db: Database, revision: number): Claim[] {
  const { columns, decode } = TABLES.claims;
  const rows = db
    .prepare<[number], SqlValue[]>(
      `SELECT ${columns.join(', ')}, origin, added_in, retired_in FROM claims WHERE added_in <= ? ORDER BY id, added_in`,
    )
    .raw()
    .all(revision);
  const claims = new Map<string, Claim>();
  for (const row of rows) {
    const claim: SeedClaim = decode(row);
    const [origin, added_in, retired_in] = row.slice(columns.length) as [Claim['origin'], number, number | null];
    claims.set(claim.id, { ...claim, origin, added_in, retired_in: retired_in !== null && retired_in <= revision ? retired_in : null });
  }
  return [...claims.values()];
}
