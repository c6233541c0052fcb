import { mkdirSync, writeFileSync } from 'node:fs';
import { articleVerdict } from './article/article-verdict.ts';
import { compileCatalog } from './catalog/catalog.ts';
import { compareOptions } from './comparing/compare.ts';
import type { ComparisonRequest } from './comparing/request.ts';
import { rankCatalog } from './explaining/rank-catalog.ts';
import type { RankingRequest } from './ranking/ask/request.ts';
import { ANALYSIS_REQUEST } from './routes/analysis-example.ts';
import { COMPARISON_REQUEST } from './routes/comparison-request.ts';
import { RANKING_REQUEST } from './routes/ranking-request.ts';
import { analyse } from './scoring/analysis/analyse.ts';
import { seedFromFolder } from './service/seeding/seed.ts';
import { openStore } from './store/sqlite/store.ts';

/** The examples of the document are answers of the service on the seed, not made up: `npm run openapi` asks for them anew. */
const AS_OF = '2026-11-23';
const FOLDER = new URL('../openapi/examples/', import.meta.url);

const store = openStore(':memory:', new Date(0));
await seedFromFolder(store.catalog, new Date(0));
const catalog = compileCatalog(await store.catalog.read());
await store.close();

mkdirSync(FOLDER, { recursive: true });
write('analysis.json', analyse(ANALYSIS_REQUEST));
write('ranking.json', rankCatalog(catalog, RANKING_REQUEST satisfies RankingRequest, AS_OF));
write('comparison.json', compareOptions(catalog, COMPARISON_REQUEST satisfies ComparisonRequest, AS_OF));
const final = catalog.verdicts.get('av-21');
if (!final) throw new Error('the seed has no verdict av-21');
write('verdict.json', articleVerdict(catalog, final, AS_OF));

function write(name: string, example: unknown): void {
  writeFileSync(new URL(name, FOLDER), `${JSON.stringify(example, null, 2)}\n`);
}
