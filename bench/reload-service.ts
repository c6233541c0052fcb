import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildApp } from '../src/app.ts';
import { assemble } from '../src/assembly.ts';
import { indexCatalog } from '../src/catalog/derived/index-catalog.ts';
import { createLogger } from '../src/logging.ts';
import { openStore } from '../src/store/sqlite/store.ts';

/** The service as src/main.ts puts it together. Asked, it answers how late its event loop was since it was asked last. */
const database = process.env.DATABASE_FILE ?? '';
const clock = () => new Date();
const store = openStore(database, clock());
const loads: number[] = [];
const { deps } = assemble(store, indexCatalog(await store.catalog.read()), {
  database,
  clock,
  swapped: (_catalog, ms) => loads.push(ms),
});
const app = buildApp({
  ...deps,
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
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
