import { buildApp } from '../../../src/app.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { createLogger } from '../../../src/logging.ts';
import { NO_CHANGES } from '../../../src/service/catalog-changes.ts';
import { liveCatalog } from '../../../src/service/live-catalog.ts';
import { decisionStore } from '../../../src/store/sqlite/decisions.ts';
import { catalogHistory } from '../../../src/store/sqlite/history.ts';
import { loadCatalog } from '../../../src/store/sqlite/load.ts';
import { openDatabase, openWriter } from '../../../src/store/sqlite/open.ts';

/** The service as src/main.ts puts it together, over a database that is seeded already: a start takes no more than a test can spare. */
const db = openDatabase(process.env.DATABASE_FILE ?? '');
const clock = () => new Date();
const live = liveCatalog(db, compileCatalog(loadCatalog(db)), {
  clock,
  swapped: () => {},
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
  decisions: decisionStore(openWriter(db.name), db),
  logger: createLogger('error'),
});
console.log(`listening at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
