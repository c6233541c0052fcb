import { buildApp } from '../src/app.ts';
import { indexCatalog } from '../src/catalog/derived/index-catalog.ts';
import { createLogger } from '../src/logging.ts';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { withoutDatabase } from '../src/service/without-database.ts';
import { openStore } from '../src/store/sqlite/store.ts';

/** The service as src/main.ts puts it together, on a port of its own; logging is off, as it is in the bare one. */
const store = openStore(process.env.DATABASE_FILE ?? ':memory:', new Date());
await seedFromFolder(store.catalog, new Date());
const catalog = indexCatalog(await store.catalog.read());
const app = buildApp({
  ...withoutDatabase(catalog, () => new Date()),
  decisions: store.decisions,
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
  logger: createLogger('silent'),
});
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
