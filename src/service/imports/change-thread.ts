import { Piscina } from 'piscina';
import type { ClaimsOutcome } from '../../feeds/claims/claims-change.ts';
import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ImportReport } from '../../feeds/import-report.ts';
import type { ImportRefusal, ParkedFeedRow } from '../../feeds/plan/change-plan.ts';
import type { CatalogLog } from '../../store/contract/catalog-log.ts';
import type { ClaimsTask, ImportTask } from './change-tasks.ts';

/** Changes of the catalog in one thread of their own: reading a feed and hashing a revision would hold up the event loop for seconds. */
export type ChangeThread = {
  readonly importFeed: (format: FeedFormat, order: ImportTask['order']) => Promise<ImportReport | ImportRefusal>;
  readonly addClaims: (body: ClaimsTask['body'], by: ClaimsTask['by']) => Promise<ClaimsOutcome>;
  readonly parked: (format: FeedFormat | undefined) => Promise<readonly ParkedFeedRow[]>;
  readonly close: () => Promise<void>;
};

/** What the thread runs, and where it finds the database: it opens it anew. */
export type Worker = {
  /** Exports `importTask` and `claimsTask`, both of `{ database, task }`. */
  readonly entry: URL;
  readonly database: string;
};

/** One after the other, as the database would have it anyway; more than these wait for nothing. */
const WAITING = 16;
/** Soon: what a change has read leaves hundreds of MB of garbage that V8 is in no hurry to collect. A new thread takes 0.15 s to start. */
const IDLE_MS = 1000;

export function changeThread(log: Pick<CatalogLog, 'parked'>, { entry, database }: Worker): ChangeThread {
  let pool: Piscina | null = null;
  const started = (): Piscina => {
    if (pool) return pool;
    pool = new Piscina({ filename: entry.href, minThreads: 0, maxThreads: 1, maxQueue: WAITING, idleTimeout: IDLE_MS });
    // a thread that dies while it has nothing to do: without a listener that would end the process; the next change starts another
    pool.on('error', () => {});
    return pool;
  };
  return {
    importFeed: (format, order) => started().run({ database, task: { format, order } satisfies ImportTask }, { name: 'importTask' }),
    addClaims: (body, by) => started().run({ database, task: { body, by } satisfies ClaimsTask }, { name: 'claimsTask' }),
    parked: (format) => log.parked(format),
    close: async () => {
      await pool?.destroy();
    },
  };
}
