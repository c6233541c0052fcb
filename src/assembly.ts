import type { Catalog } from './catalog/catalog.ts';
import { compileCatalog } from './catalog/catalog.ts';
import type { ServiceDeps } from './service/deps.ts';
import { changeThread } from './service/imports/change-thread.ts';
import { type LiveCatalog, liveCatalog } from './service/live-catalog.ts';
import { decisionStore } from './store/sqlite/decisions.ts';
import { catalogHistory } from './store/sqlite/history.ts';
import { loadCatalog } from './store/sqlite/load.ts';
import { type Database, openWriter } from './store/sqlite/open.ts';
import { watchStore } from './store/sqlite/watches.ts';

/** What is told of the catalog while it changes; left out: nobody hears of a new revision, and one that can't be loaded throws. */
type Assembling = {
  readonly clock: () => Date;
  readonly swapped?: (catalog: Catalog, ms: number) => void;
  readonly failed?: (error: unknown, revision: number) => void;
};

export type Assembly = {
  /** What the use cases need, but for who is told when a decision drifts. */
  readonly deps: Omit<ServiceDeps, 'watching'>;
  readonly live: LiveCatalog;
  readonly watches: ReturnType<typeof watchStore>;
  /** Ends what was started, not the database itself: after the app, before `db.close()`. */
  readonly close: () => Promise<void>;
};

/** A service over a database that has its migrations and a first revision. The one place that puts its parts together, for servers and tests. */
export function assemble(db: Database, { clock, swapped = () => {}, failed = rethrow }: Assembling): Assembly {
  const live = liveCatalog(db, compileCatalog(loadCatalog(db)), { clock, swapped, failed });
  const changes = changeThread(db);
  const writer = db.memory ? db : openWriter(db.name);
  return {
    deps: {
      catalog: live.current,
      catalogAt: live.at,
      history: catalogHistory(db),
      clock,
      changes,
      decisions: decisionStore(writer, db),
    },
    live,
    watches: watchStore(writer, db),
    close: async () => {
      await changes.close();
      await live.close();
      if (writer !== db) writer.close();
    },
  };
}

function rethrow(error: unknown): never {
  throw error;
}
