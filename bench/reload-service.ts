import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildApp } from '../src/app.ts';
import { compileCatalog } from '../src/catalog/catalog.ts';
import { NO_CHANGES } from '../src/http/catalog-changes.ts';
import { createLogger } from '../src/logging.ts';
import { catalogHistory } from '../src/service/catalog-history.ts';
import { liveCatalog } from '../src/service/live-catalog.ts';
import { openStore } from '../src/store/sqlite/store.ts';

/** The service as src/main.ts puts it together. Asked, it answers how late its event loop was since it was asked last. */
const clock = () => new Date();
const { catalog, decisions } = openStore(process.env.DATABASE_FILE ?? '', clock());
const loads: number[] = [];
const live = liveCatalog(catalog, compileCatalog(await catalog.read()), {
  clock,
  swapped: (_catalog, ms) => loads.push(ms),
  failed: (error) => {
    throw error;
  },
});
const app = buildApp({
  catalog: live.current,
  catalogAt: live.at,
  history: catalogHistory(catalog),
  ready: () => true,
  clock,
  access: { auth: 'open', callerOf: () => null },
  changes: NO_CHANGES,
  decisions,
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
