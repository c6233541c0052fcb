import { buildApp } from '../../../src/app.ts';
import { assemble } from '../../../src/assembly.ts';
import { createLogger } from '../../../src/logging.ts';
import { openDatabase } from '../../../src/store/sqlite/open.ts';

/** The service as src/main.ts puts it together, over a database that is seeded already: a start takes no more than a test can spare. */
const { deps } = assemble(openDatabase(process.env.DATABASE_FILE ?? ''), { clock: () => new Date() });
const app = buildApp({
  ...deps,
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
  logger: createLogger('error'),
});
console.log(`listening at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
