import { buildApp } from '../src/app.ts';
import { compileCatalog } from '../src/catalog/catalog.ts';
import { createLogger } from '../src/logging.ts';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { withoutDatabase } from '../src/service/without-database.ts';
import { decisionStore } from '../src/store/sqlite/decisions.ts';
import { loadCatalog } from '../src/store/sqlite/load.ts';
import { migrate } from '../src/store/sqlite/migrate.ts';
import { openDatabase, openWriter } from '../src/store/sqlite/open.ts';

/** The service as src/main.ts puts it together, on a port of its own; logging is off, as it is in the bare one. */
const db = openDatabase(process.env.DATABASE_FILE ?? ':memory:');
migrate(db, new Date());
seedFromFolder(db, new Date());
const catalog = compileCatalog(loadCatalog(db));
const app = buildApp({
  ...withoutDatabase(catalog, () => new Date()),
  decisions: decisionStore(db.memory ? db : openWriter(db.name), db),
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
  logger: createLogger('silent'),
});
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
