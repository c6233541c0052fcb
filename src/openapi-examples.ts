import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { articleVerdict } from './article/article-verdict.ts';
import { indexCatalog } from './catalog/derived/index-catalog.ts';
import { compareOptions } from './comparing/compare.ts';
import type { ComparisonRequest } from './comparing/request.ts';
import { rankCatalog } from './explaining/rank-catalog.ts';
import type { RankingRequest } from './ranking/ask/request.ts';
import { ANALYSIS_REQUEST } from './routes/analysis-example.ts';
import { CATALOG_REF_EXAMPLE } from './routes/catalog/evidence-examples.ts';
import { COMPARISON_REQUEST } from './routes/comparison-request.ts';
import { RANKING_REQUEST } from './routes/ranking-request.ts';
import { analyse } from './scoring/analysis/analyse.ts';
import { seedFromFolder } from './service/seeding/seed.ts';
import { openStore } from './store/sqlite/store.ts';

/**
 * Writes the examples of the document: answers of the service on the seed, as of a fixed day. `npm run openapi` calls it without arguments;
 * tests name a seed folder and a folder to write to.
 */
const AS_OF = '2026-11-23';
const [seedFolder, outFolder = join(import.meta.dirname, '../openapi/examples')] = process.argv.slice(2);

const store = openStore(':memory:', new Date(0));
await seedFromFolder(store.catalog, new Date(0), seedFolder);
const catalog = indexCatalog(await store.catalog.read());
await store.close();

mkdirSync(outFolder, { recursive: true });
write('analysis.json', analyse(ANALYSIS_REQUEST));
write('ranking.json', withMadeUpStamp(rankCatalog(catalog, RANKING_REQUEST satisfies RankingRequest, AS_OF)));
write('comparison.json', withMadeUpStamp(compareOptions(catalog, COMPARISON_REQUEST satisfies ComparisonRequest, AS_OF)));
const final = catalog.verdicts.get('av-21');
if (!final) throw new Error('the seed has no verdict av-21');
write('verdict.json', articleVerdict(catalog, final, AS_OF));

/** The seed's own hash and count of claims would make every change of the seed a change of the document. */
function withMadeUpStamp<Answer extends { readonly catalog: object }>(answer: Answer): Answer {
  return { ...answer, catalog: CATALOG_REF_EXAMPLE };
}

function write(name: string, example: unknown): void {
  writeFileSync(join(outFolder, name), `${JSON.stringify(example, null, 2)}\n`);
}
