import { setTimeout as wait } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import type { Database } from './open.ts';

/** How long a write waits for another's to end: less than a client of ours would. */
const PATIENCE_MS = 5000;
/** Between two tries; the longer one spreads those who wait for the same lock. */
const PAUSE_MS = [2, 20] as const;

/**
 * Runs `work` in one write transaction. On a connection without a busy timeout (`openWriter`) the wait for another writer is not spent inside
 * SQLite, which would hold up everything else in this process. Throws SQLITE_BUSY when the other does not end.
 */
export async function inWriteTransaction<T>(db: Database, work: () => T, patience: number = PATIENCE_MS): Promise<T> {
  const transaction = db.transaction(work);
  const end = performance.now() + patience;
  for (let tries = 0; ; tries++) {
    try {
      return transaction.immediate();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await wait(Math.min(PAUSE_MS[1], PAUSE_MS[0] * 2 ** tries) * (0.5 + Math.random() / 2));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
