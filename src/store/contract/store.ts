import type { CatalogLog } from './catalog-log.ts';
import type { DecisionStore } from './decisions.ts';
import type { FeedRefreshes } from './feed-refreshes.ts';
import type { KeyStore } from './keys.ts';
import type { WatchStore } from './watches.ts';

/**
 * All that the rest needs of storage, by capability. Every method answers later, though an embedded store may do its work at once: who waits
 * for a promise gives up no more than a turn of the microtask queue. A method rejects where the storage itself fails, with the error of the
 * engine, and then has changed nothing. What a caller may get wrong is an answer (`refused`), not an error. `test/store-contract` is what any
 * store has to pass.
 */
export type Store = {
  readonly catalog: CatalogLog;
  readonly decisions: DecisionStore;
  readonly watches: WatchStore;
  readonly keys: KeyStore;
  readonly refreshes: FeedRefreshes;
  /** Whether the storage can be read and has a catalog: true after the first revision. Rejects where it can't be read. */
  readonly isReady: () => Promise<boolean>;
  /** Lets go of everything, after what is being written. Nothing may be asked of it afterwards; closing twice is no error. */
  readonly close: () => Promise<void>;
};
