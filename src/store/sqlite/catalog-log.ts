import { finish, type Steps } from '../../catalog/steps.ts';
import type { CatalogLog } from '../contract/catalog-log.ts';
import { inSlices } from '../in-slices.ts';
import { feedApplied, parkedRows, seedApplied } from './applied-files.ts';
import { applySteps, stepsOf } from './apply-change.ts';
import { changeSteps } from './changes.ts';
import { loadSteps } from './load.ts';
import { type Database, openReader } from './open.ts';
import { listRevisions, newestRevision, revisionNumbered } from './revisions.ts';
import { liveRows } from './rows.ts';
import { inWriteTransaction } from './write.ts';

/** The catalog of a database. `writer` is a connection that does not wait (`openWriter`), or the same one. */
export function catalogLog(db: Database, writer: Database): CatalogLog {
  return {
    newest: async () => newestRevision(db),
    revision: async (number) => revisionNumbered(db, number),
    revisions: async () => listRevisions(db),
    read: (number, signal) => readInSlices(db, (reader) => loadSteps(reader, number), signal),
    changes: (since, revision) => readInSlices(db, (reader) => changeSteps(reader, since, revision)),
    liveRows: async () => liveRows(db),
    claimsTakenBack: async () => claimsTakenBack(db),
    importedOffers: async () => importedOffers(db),
    async apply(change, record, beside = {}) {
      const steps = stepsOf(change);
      return inWriteTransaction(writer, () => applySteps(writer, steps, record, beside));
    },
    seedApplied: async () => seedApplied(db),
    feedApplied: async (format) => feedApplied(db, format),
    parked: async (format) => parkedRows(db, format),
  };
}

/**
 * On a connection of its own and in one read transaction, so that nothing that is committed meanwhile is seen. A database in memory has one
 * connection: there nothing may come between the rows, and all is done at once.
 */
async function readInSlices<T>(db: Database, stepsOn: (reader: Database) => Steps<T>, signal: AbortSignal = NEVER): Promise<T> {
  signal.throwIfAborted();
  if (db.memory) return finish(stepsOn(db));
  const reader = openReader(db.name);
  try {
    reader.exec('BEGIN');
    return await inSlices(stepsOn(reader), signal);
  } finally {
    reader.close();
  }
}

const NEVER = new AbortController().signal;

function claimsTakenBack(db: Database): Set<string> {
  const ids = db.prepare<[], string>(
    `SELECT id FROM claims JOIN revisions ON number = retired_in WHERE revisions.origin <> 'seed'
     EXCEPT SELECT id FROM claims WHERE retired_in IS NULL`,
  );
  return new Set(ids.pluck().all());
}

function importedOffers(db: Database): Set<string> {
  return new Set(db.prepare<[], string>("SELECT id FROM offers WHERE retired_in IS NULL AND origin = 'import'").pluck().all());
}
