import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { explain } from '../../src/explaining/explain.ts';
import { answerOf, answerText } from '../../src/explaining/ranking-members.ts';
import type { RankingRequest } from '../../src/ranking/ask/request.ts';
import { rankingState } from '../../src/ranking/pipeline.ts';
import { MethodName } from '../../src/scoring/methods/registry.ts';
import { seededCatalog, TODAY } from '../support/catalogs/seeded.ts';
import { FIXED, WORLDS } from '../support/catalogs/worlds.ts';

/** The JSON that the route sends beside that of the plain answer. */
function bothTexts(catalog: Catalog, request: RankingRequest): [string, string] {
  const explanation = explain(rankingState(catalog, request, TODAY));
  return [answerText(explanation), JSON.stringify(answerOf(explanation))];
}

describe.each(WORLDS)('on $name', ({ questions, share }) => {
  test.each(MethodName.options)('the text of an answer by %s is the JSON of its value, to the byte', (method) => {
    fc.assert(
      fc.property(questions('sometimes'), ({ catalog, request }) => {
        const [text, json] = bothTexts(catalog, { ...request, method, limit: 100, excluded_limit: 200 });
        expect(text).toBe(json);
      }),
      { ...FIXED, numRuns: (method === 'weighted_sum' ? 200 : 20) * share },
    );
  });
});

test('text of the catalog that needs an escape gets one', () => {
  const catalog = seededCatalog();
  const conditions = new Map([...catalog.attributes].map(([id, attribute]) => [id, { ...attribute, unit: 'a "unit"\n\u2028' }]));
  const odd: Catalog = { ...catalog, attributes: conditions };
  const [text, json] = bothTexts(odd, { prefer: { weights: { price_input: 1, context_window: 1 } } });
  expect(text).toBe(json);
  expect(JSON.parse(text).ranking[0].contributions[0].unit).toBe('a "unit"\n\u2028');
});

test.each(['worst', 'neutral'] as const)('each policy on what is not known keeps its own compiled texts (%s)', (if_unknown) => {
  const request: RankingRequest = { prefer: { weights: { gpqa_diamond: 1, price_output: 1 } }, if_unknown, limit: 100 };
  const [text, json] = bothTexts(seededCatalog(), request);
  expect(text).toBe(json);
  const values = JSON.parse(text).ranking.flatMap((entry: { contributions: { status: string; value: number }[] }) =>
    entry.contributions.filter(({ status }) => status === 'unknown').map(({ value }) => value),
  );
  expect([...new Set(values)]).toEqual([if_unknown === 'worst' ? 0 : 0.5]);
});
