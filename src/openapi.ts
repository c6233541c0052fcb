import { writeFileSync } from 'node:fs';
import { buildApp } from './app.ts';
import { compileCatalog } from './catalog/catalog.ts';
import { NO_DECISIONS } from './http/no-decisions.ts';
import { NO_CHANGES } from './service/catalog-changes.ts';

/** The document depends on the code alone, so an empty catalog will do: `npm run openapi` writes what GET /openapi.json answers. */
const EMPTY = compileCatalog({
  revision: 0,
  hash: 'sha256:',
  created_at: '1970-01-01T00:00:00Z',
  attributes: [],
  sources: [],
  families: [],
  models: [],
  providers: [],
  offers: [],
  claims: [],
  groups: [],
  profiles: [],
  verdicts: [],
  picks: {},
  claim_checks: [],
  contradictions: [],
  licenses: [],
  aliases: [],
  gpus: [],
});

const app = buildApp({
  catalog: () => EMPTY,
  catalogAt: async (revision) => (revision === EMPTY.revision ? EMPTY : null),
  history: { revisions: () => [], changes: async () => [] },
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
