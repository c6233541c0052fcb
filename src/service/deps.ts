import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionStore, IdempotencyKey } from '../store/contract/decisions.ts';
import type { FeedRefreshes } from '../store/contract/feed-refreshes.ts';
import type { WatchStore } from '../store/contract/watches.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import type { CatalogChanges } from './catalog-changes.ts';
import type { CatalogHistory } from './catalog-history.ts';
import type { OneAtATime } from './one-at-a-time.ts';

/** What the use cases need of the world. A face adds what is its own: over HTTP access, quotas and the log (src/http/deps.ts). */
export type ServiceDeps = {
  /** The current revision; asked once per request. */
  readonly catalog: () => Catalog;
  /** Any revision; null where there is none of that number. */
  readonly catalogAt: (revision: number) => Promise<Catalog | null>;
  /** What became of the catalog so far. */
  readonly history: CatalogHistory;
  readonly clock: () => Date;
  readonly changes: CatalogChanges;
  readonly decisions: DecisionStore;
  /** Left out: nobody is told when a decision drifts. */
  readonly watching?: Watching;
  /** Left out: no feed is refreshed. */
  readonly refreshing?: Refreshing;
};

/** Which feeds the service refreshes by itself, and what became of that. */
export type Refreshing = { readonly feeds: readonly string[]; readonly states: FeedRefreshes['states'] };

/** Who is told when a decision drifts. */
export type Watching = {
  readonly watches: WatchStore;
  /** Why nothing may be posted to a URL; null where it may. */
  readonly urlFault: (url: string) => string | null;
  /** Holds the watched decisions against the catalog, soon and beside other work. */
  readonly check: () => void;
};

/** What every use case is a function of (create-service.ts makes it). All faces of a process share one, and so its bounds. */
export type Service = Required<ServiceDeps> & {
  /** Threads for work that would hold up the event loop. */
  readonly analyses: AnalysisPool;
  /** Saves a decision, unless the same request is still running. */
  readonly saving: OneAtATime;
};

/** Who asks for a write, and which request it is: the same key with the same body is the same request sent again. */
export type Requester = { readonly by: string | null; readonly once: IdempotencyKey | null };
