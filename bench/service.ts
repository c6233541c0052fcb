import { buildApp } from '../src/app.ts';
import { compileCatalog } from '../src/catalog/catalog.ts';
import { NO_CHANGES } from '../src/http/catalog-changes.ts';
import { createLogger } from '../src/logging.ts';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { openStore } from '../src/store/sqlite/store.ts';

/** The service as src/main.ts puts it together, on a port of its own; logging is off, as it is in the bare one. */
const store = openStore(process.env.DATABASE_FILE ?? ':memory:', new Date());
await seedFromFolder(store.catalog, new Date());
const catalog = compileCatalog(await store.catalog.read());
const app = buildApp({
  catalog: () => catalog,
  catalogAt: async (revision) => (revision === catalog.revision ? catalog : null),
  history: { revisions: async () => [], changes: async () => [] },
  ready: () => true,
  clock: () => new Date(),
  access: { auth: 'open', callerOf: () => null },
  changes: NO_CHANGES,
  decisions: store.decisions,
  logger: createLogger('silent'),
});
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
