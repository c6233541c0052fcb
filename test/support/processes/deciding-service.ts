import { buildApp } from '../../../src/app.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { NO_CHANGES } from '../../../src/http/catalog-changes.ts';
import { createLogger } from '../../../src/logging.ts';
import { catalogHistory } from '../../../src/service/catalog-history.ts';
import { liveCatalog } from '../../../src/service/live-catalog.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

/** The service as src/main.ts puts it together, over a database that is seeded already: a start takes no more than a test can spare. */
const clock = () => new Date();
const { catalog, decisions } = openStore(process.env.DATABASE_FILE ?? '', clock());
const live = liveCatalog(catalog, compileCatalog(await catalog.read()), {
  clock,
  swapped: () => {},
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
  logger: createLogger('error'),
});
console.log(`listening at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
