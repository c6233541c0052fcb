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

type Job = { readonly run: (alone: boolean) => void; readonly fail: (error: unknown) => void; readonly done: () => void };

/**
 * Writes that come in the same turn of the event loop share one transaction, each whole or not at all within it: most of what a small write
 * costs is the commit, and the pages that all of them touch are written once. A write is done when the transaction is.
 */
export function writeQueue(db: Database): <T>(work: () => T) => Promise<T> {
  let waiting: Job[] = [];
  let running = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const jobs = waiting;
      waiting = [];
      try {
        const failed = await inWriteTransaction(db, () => runAll(db, jobs));
        for (const job of jobs) if (!failed.includes(job)) job.done();
      } catch (error) {
        for (const job of jobs) job.fail(error);
      }
    }
    running = false;
  }

  return <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      let result: T;
      waiting.push({
        run: (alone) => {
          // A savepoint keeps it whole beside others; alone, the transaction does.
          result = alone ? work() : db.transaction(work)();
        },
        fail: reject,
        done: () => resolve(result),
      });
      if (running) return;
      running = true;
      setImmediate(writeAll);
    });
}

/** Those that failed while the others go on; throws where it is the transaction that fails. */
function runAll(db: Database, jobs: readonly Job[]): readonly Job[] {
  const alone = jobs.length === 1;
  return jobs.filter((job) => {
    try {
      job.run(alone);
      return false;
    } catch (error) {
      if (alone || !db.inTransaction || (error instanceof SQLite.SqliteError && STORAGE.test(error.code))) throw error;
      job.fail(error);
      return true;
    }
  });
}

/** What has nothing to do with the one write. */
const STORAGE = /^SQLITE_(?:FULL|IOERR|READONLY|BUSY|NOMEM|CORRUPT)/;
