import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { articleVerdict } from '../../src/article/article-verdict.ts';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { type CatalogData, EMPTY_CATALOG } from '../../src/catalog/catalog-data.ts';
import { checkComparison } from '../../src/comparing/check-request.ts';
import { compareOptions } from '../../src/comparing/compare.ts';
import { ANALYSIS_REQUEST } from '../../src/routes/analysis-example.ts';
import { COMPARISON_REQUEST } from '../../src/routes/comparison-request.ts';
import { RANKING_REQUEST } from '../../src/routes/ranking-request.ts';
import { analyse } from '../../src/scoring/analysis/analyse.ts';
import { MethodName } from '../../src/scoring/methods/registry.ts';
import { ask } from '../support/requests/ask.ts';
import { CASES, inFull, withOperator } from '../support/requests/corpus.ts';
import type { Answered } from './record.ts';

const FROZEN = new URL('frozen-catalog.json.gz', import.meta.url);
const AS_OF = '2026-11-23';

/**
 * The catalog that the engine is asked on: the seed of the day on which it was frozen. The seed itself changes, and its answers with it,
 * while the engine stays as it is. Of kinds that have come since it has nothing.
 */
export function frozenCatalog(): CatalogData {
  return { ...EMPTY_CATALOG, ...JSON.parse(gunzipSync(readFileSync(FROZEN)).toString('utf8')) };
}

export function freeze(data: CatalogData): void {
  writeFileSync(FROZEN, gzipSync(JSON.stringify(data), { level: 9 }));
}

/**
 * Every question of the decision corpus, the article's verdicts, and what the corpus leaves out: other methods, robustness, comparisons, the bare
 * engine. The stamp of the catalog and the version of the engine are not part of an answer here.
 */
export function engineAnswers(data: CatalogData): Answered[] {
  const catalog = compileCatalog(data);
  const cases = CASES.map(([name, { request, operator }]) =>
    answered(`case ${name}`, { request, operator }, () =>
      ask(operator ? compileCatalog(withOperator(data, operator)) : catalog, inFull(request)),
    ),
  );
  const verdicts = [...catalog.verdicts.values()].map((verdict) =>
    answered(`verdict ${verdict.id}`, verdict, () => articleVerdict(catalog, verdict, AS_OF)),
  );
  const methods = MethodName.options.flatMap((method) => {
    const ranking = { ...RANKING_REQUEST, method, robustness: { samples: 200, seed: 1 } };
    const { criteria, alternatives, weights } = ANALYSIS_REQUEST;
    const matrix = [
      [1400, 70, 15],
      [1100, 48, 30],
      [900, 95, 60],
    ];
    return [
      answered(`ranking by ${method}`, ranking, () => ask(catalog, ranking)),
      answered(`analysis by ${method}`, matrix, () => analyse({ alternatives, criteria, matrix, weights, methods: [method] })),
    ];
  });
  const families = { view: 'article', models: ['meta/llama-4', 'deepseek/deepseek'] };
  const comparisons = Object.entries({ models: COMPARISON_REQUEST, families }).map(([name, body]) =>
    answered(`comparison of ${name}`, body, () => {
      const { request } = checkComparison(catalog, body, AS_OF);
      if (!request) throw new Error(`refused: ${JSON.stringify(body)}`);
      return compareOptions(catalog, request, AS_OF);
    }),
  );
  return [...cases, ...verdicts, ...methods, ...comparisons, answered('analysis', ANALYSIS_REQUEST, () => analyse(ANALYSIS_REQUEST))];
}

function answered(name: string, question: unknown, answer: () => object): Answered {
  const { catalog, engine, ...rest } = answer() as { readonly catalog?: unknown; readonly engine?: unknown };
  return { name, question: digest(question), answer: digest(rest) };
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value)).slice(0, 16);
}
