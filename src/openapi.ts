import { writeFileSync } from 'node:fs';
import { buildApp } from './app.ts';
import { compileCatalog } from './catalog/catalog.ts';
import { withoutDatabase } from './service/without-database.ts';

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
  ...withoutDatabase(EMPTY, () => new Date(0)),
  ready: () => true,
  access: { auth: 'open', callerOf: () => null },
});
const answer = await app.inject('/openapi.json');
if (answer.statusCode !== 200) throw new Error(answer.body);
writeFileSync(new URL('../openapi/openapi.json', import.meta.url), answer.body);
await app.close();
