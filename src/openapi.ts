import { writeFileSync } from 'node:fs';
import { buildApp } from './app.ts';
import { compileCatalog } from './catalog/catalog.ts';
import { EMPTY_CATALOG } from './catalog/catalog-data.ts';
import { NO_CHANGES } from './http/catalog-changes.ts';
import { NO_DECISIONS } from './http/no-decisions.ts';

/** The document depends on the code alone, so an empty catalog will do: `npm run openapi` writes what GET /openapi.json answers. */
const EMPTY = compileCatalog(EMPTY_CATALOG);

const app = buildApp({
  catalog: () => EMPTY,
  catalogAt: async (revision) => (revision === EMPTY.revision ? EMPTY : null),
  history: { revisions: async () => [], changes: async () => [] },
  ready: () => true,
  clock: () => new Date(0),
  access: { auth: 'open', callerOf: () => null },
  changes: NO_CHANGES,
  decisions: NO_DECISIONS,
});
const answer = await app.inject('/openapi.json');
if (answer.statusCode !== 200) throw new Error(answer.body);
writeFileSync(new URL('../openapi/openapi.json', import.meta.url), answer.body);
await app.close();
