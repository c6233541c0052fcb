import { analysisPool } from './analysis-pool.ts';
import { boundedWait } from './bounded-wait.ts';
import type { Service, ServiceDeps } from './deps.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { NO_REFRESHING, NO_WATCHING } from './without-database.ts';

/** Bounds what may wait for old revisions, and makes the threads. Whoever calls this closes `analyses` in the end. */
export function createService({
  catalog,
  catalogAt,
  history,
  clock,
  changes,
  decisions,
  watching = NO_WATCHING,
  refreshing = NO_REFRESHING,
}: ServiceDeps): Service {
  return {
    catalog,
    catalogAt: boundedWait(catalogAt),
    history: { ...history, changes: boundedWait(history.changes) },
    clock,
    changes,
    decisions,
    watching,
    refreshing,
    analyses: analysisPool(),
    saving: oneAtATime(),
  };
}
