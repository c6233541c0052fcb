import { buildApp } from '../../../src/app.ts';
import { assemble } from '../../../src/assembly.ts';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import { createLogger } from '../../../src/logging.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

/** The service as src/main.ts puts it together, over a database that is seeded already: a start takes no more than a test can spare. */
const database = process.env.DATABASE_FILE ?? '';
const clock = () => new Date();
const store = openStore(database, clock());
const { deps } = assemble(store, indexCatalog(await store.catalog.read()), { database, clock });
const app = buildApp({
  ...deps,
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
  logger: createLogger('error'),
});
console.log(`listening at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
