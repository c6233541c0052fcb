import type { Catalog } from './catalog/catalog.ts';
import { catalogHistory } from './service/catalog-history.ts';
import type { ServiceDeps } from './service/deps.ts';
import { changeThread } from './service/imports/change-thread.ts';
import { type LiveCatalog, liveCatalog } from './service/live-catalog.ts';
import type { Store } from './store/contract/store.ts';

type Assembling = {
  /** The database file of the store: changes are made in a thread that opens it anew. */
  readonly database: string;
  readonly clock: () => Date;
  /** Hears of each new revision, and of the ms that loading it took. Left out: nobody does. */
  readonly swapped?: (catalog: Catalog, ms: number) => void;
  /** Hears of a revision that can't be loaded. Left out: it throws. */
  readonly failed?: (error: unknown, revision: number) => void;
};

export type Assembly = {
  /** What the use cases need, but for who is told when a decision drifts. */
  readonly deps: Omit<ServiceDeps, 'watching'>;
  readonly live: LiveCatalog;
  /** Ends what was started, not the store itself: after the app, before `store.close()`. */
  readonly close: () => Promise<void>;
};

/** A service over a store, from the catalog that it has now. The one place that puts the parts together, for servers and tests. */
export function assemble(store: Store, first: Catalog, { database, clock, swapped = () => {}, failed = rethrow }: Assembling): Assembly {
  const live = liveCatalog(store.catalog, first, { clock, swapped, failed });
  const changes = changeThread(store.catalog, { entry: new URL('./change-worker.ts', import.meta.url), database });
  return {
    deps: {
      catalog: live.current,
      catalogAt: live.at,
      history: catalogHistory(store.catalog),
      clock,
      changes,
      decisions: store.decisions,
    },
    live,
    close: async () => {
      await changes.close();
      await live.close();
    },
  };
}

function rethrow(error: unknown): never {
  throw error;
}
