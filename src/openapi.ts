import { writeFileSync } from 'node:fs';
import { buildApp } from './app.ts';
import { compileCatalog } from './catalog/catalog.ts';
import { EMPTY_CATALOG } from './catalog/catalog-data.ts';
import { withoutDatabase } from './service/without-database.ts';

/** The document depends on the code alone, so an empty catalog will do: `npm run openapi` writes what GET /openapi.json answers. */
const EMPTY = compileCatalog(EMPTY_CATALOG);

const app = buildApp({
  ...withoutDatabase(EMPTY, () => new Date(0)),
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
});
const answer = await app.inject('/openapi.json');
if (answer.statusCode !== 200) throw new Error(answer.body);
writeFileSync(new URL('../openapi/openapi.json', import.meta.url), answer.body);
await app.close();
