import { afterAll, expect, test } from 'vitest';
import { rankCatalog } from '../../../src/explaining/rank-catalog.ts';
import { analyse } from '../../../src/service/asking/analyse.ts';
import { askRanking } from '../../../src/service/asking/ask-ranking.ts';
import { compare } from '../../../src/service/asking/compare.ts';
import { createService } from '../../../src/service/create-service.ts';
import { withoutDatabase } from '../../../src/service/without-database.ts';
import { seededCatalog, TODAY } from '../../support/catalogs/seeded.ts';

/** The use cases as a face other than HTTP has them. */

const catalog = seededCatalog();
const service = createService(withoutDatabase(catalog, () => new Date(`${TODAY}T12:00:00Z`)));
afterAll(() => service.analyses.close());
const never = () => new AbortController().signal;

test('a ranking is asked with plain data and answered with the bytes that the core gives', async () => {
  const request = { require: { open_weights: { is: true } }, prefer: { weights: { price_output: 1 } }, limit: 3 };
  const expected = rankCatalog(catalog, request, TODAY);
  expect(await askRanking(service, request, never)).toEqual({ json: JSON.stringify(expected), verdict: expected.verdict.code ?? null });
});

test('no signal is asked for where no thread is needed, one for a robustness', async () => {
  let asked = 0;
  const stop = () => {
    asked++;
    return new AbortController().signal;
  };
  const request = { prefer: { weights: { price_output: 1, context_window: 1 } }, limit: 1 };
  await askRanking(service, request, stop);
  expect(asked).toBe(0);
  expect(await askRanking(service, { ...request, robustness: { samples: 100 } }, stop)).toHaveProperty('json');
  expect(asked).toBeGreaterThan(0);
});

test('what a shape gets wrong and what is at odds with the catalog are told apart', async () => {
  const outcome = await askRanking(service, { require: { context_windw: { at_least: 1 } }, limt: 3, revision: 999 }, never);
  expect(outcome).toMatchObject({
    refused: 'faults',
    shape: [{ pointer: '#/limt', code: 'unknown_field', nearest: ['limit'] }],
    meaning: [
      { pointer: '#/require/context_windw', code: 'unknown_attribute', nearest: ['context_window'] },
      { pointer: '#/revision', code: 'unknown_revision' },
    ],
  });
});

test('a comparison and an analysis are refused in the same way', async () => {
  expect(await compare(service, { models: ['nobody/nothing', 'meta/llama-4-scout'] })).toMatchObject({
    refused: 'faults',
    shape: [],
    meaning: [{ pointer: '#/models/0', code: 'unknown_model' }],
  });
  const matrix = {
    alternatives: ['a', 'b'],
    criteria: [{ id: 'x', direction: 'max' as const, scale: { kind: 'linear' as const, worst: 0, best: 1 } }],
    matrix: [[0], [1], [2]],
    methods: ['weighted_sum' as const],
  };
  expect(await analyse(service, matrix, never)).toMatchObject({ refused: 'faults', meaning: [] });
});
