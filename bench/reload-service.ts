import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildApp } from '../src/app.ts';
import { compileCatalog } from '../src/catalog/catalog.ts';
import { createLogger } from '../src/logging.ts';
import { NO_CHANGES } from '../src/service/catalog-changes.ts';
import { liveCatalog } from '../src/service/live-catalog.ts';
import { decisionStore } from '../src/store/sqlite/decisions.ts';
import { catalogHistory } from '../src/store/sqlite/history.ts';
import { loadCatalog } from '../src/store/sqlite/load.ts';
import { openDatabase } from '../src/store/sqlite/open.ts';

/** The service as src/main.ts puts it together. Asked, it answers how late its event loop was since it was asked last. */
const db = openDatabase(process.env.DATABASE_FILE ?? '');
const clock = () => new Date();
const loads: number[] = [];
const live = liveCatalog(db, compileCatalog(loadCatalog(db)), {
  clock,
  swapped: (_catalog, ms) => loads.push(ms),
  failed: (error) => {
    throw error;
  },
});
const app = buildApp({
  catalog: live.current,
  catalogAt: live.at,
  history: catalogHistory(db),
  ready: () => true,
  clock,
  access: { auth: 'open', callerOf: () => null },
  changes: NO_CHANGES,
  decisions: decisionStore(db),
  logger: createLogger('silent'),
});
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', () => {
  const at = (percent: number) => delay.percentile(percent) / 1e6;
  process.send?.({ p50: at(50), p99: at(99), p999: at(99.9), max: delay.max / 1e6, loads: loads.splice(0) });
  delay.reset();
});
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
