import { pendingMigrations } from '../sqlite/migrate.ts';
import { type Database, openReader } from '../sqlite/open.ts';
import { newestRevision } from '../sqlite/revisions.ts';
import { decisionFaults, foreignKeyFaults, integrityFaults, revisionFaults } from './checks.ts';
import { failureText } from './storage-advice.ts';

/** What a database file holds. */
export type Holdings = {
  readonly revision: number;
  readonly hash: string;
  readonly revised_at: string;
  readonly claims: number;
  readonly decisions: number;
  readonly watches: number;
  readonly api_keys: number;
};

export type Verified = {
  readonly faults: readonly string[];
  /** Migrations that the next start will apply. */
  readonly pending: number;
  /** Null where there is no revision, or a schema too old to be read. */
  readonly holds: Holdings | null;
};

/** Looks through a database file without writing to it: every page, every reference, the newest revision, every decision. */
export function verifyFile(file: string): Verified {
  let db: Database | undefined;
  try {
    db = openReader(file);
    return verify(db);
  } catch (error) {
    return { faults: [failureText(error)], pending: 0, holds: null };
  } finally {
    db?.close();
  }
}

function verify(db: Database): Verified {
  const damaged = integrityFaults(db);
  if (damaged.length > 0) return { faults: damaged, pending: 0, holds: null };
  const pending = pendingMigrations(db);
  const references = foreignKeyFaults(db);
  // tables of an older schema may lack what the other checks read
  if (pending > 0) return { faults: references, pending, holds: null };
  const faults = [...references, ...revisionFaults(db), ...decisionFaults(db)];
  return { faults, pending, holds: holdingsOf(db) };
}

function holdingsOf(db: Database): Holdings | null {
  const revision = newestRevision(db);
  if (revision === null) return null;
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    revision: revision.number,
    hash: revision.hash,
    revised_at: revision.created_at,
    claims: count('SELECT count(*) FROM claims WHERE retired_in IS NULL'),
    decisions: count('SELECT count(*) FROM decisions'),
    watches: count('SELECT count(*) FROM watches'),
    api_keys: count('SELECT count(*) FROM api_keys WHERE revoked_at IS NULL'),
  };
}
