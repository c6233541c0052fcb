import { expect, test } from 'vitest';
import { cachedPrice } from '../../../src/feeds/checks/cached-price.ts';
import { entry, rowOf } from './checked-row.ts';

const prices = (input: number, cached: number, when = {}) => [entry('price_input', input, when), entry('price_cache_read', cached, when)];

test('cached input that is dearer than fresh input is marked, with both prices', () => {
  const entries = prices(0.02, 0.025);
  expect(cachedPrice.find(rowOf(entries))).toEqual([
    { entry: entries[1], detail: '0.025 for cached input, 0.02 for fresh', amend: { confidence: 'low' } },
  ]);
});

test.each([
  ['cheaper', prices(1, 0.1)],
  ['the same', prices(1, 1)],
  ['beside a plan’s 0', prices(0, 0.1)],
  ['alone', [entry('price_cache_read', 1)]],
  ['of another tier', [entry('price_input', 1), entry('price_cache_read', 2, { when: { input_tokens_above: 200_000 } })]],
])('%s it is in order', (_what, entries) => {
  expect(cachedPrice.find(rowOf(entries))).toEqual([]);
});

test('a tier is compared with its own input price', () => {
  const above = { when: { input_tokens_above: 200_000 } };
  expect(cachedPrice.find(rowOf([...prices(5, 1), ...prices(2, 3, above)])).map(({ detail }) => detail)).toEqual([
    '3 for cached input, 2 for fresh',
  ]);
});
