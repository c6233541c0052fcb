import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankOrderCentroid } from '../../../src/scoring/weights/roc.ts';
import { FIXED } from '../../support/catalogs/worlds.ts';

const rounded = (weights: readonly number[], digits: number) => weights.map((weight) => Number(weight.toFixed(digits)));

/** Table of Barron and Barrett 1996, as reprinted since: three or four digits. */
test.each([
  [1, [1]],
  [2, [0.75, 0.25]],
  [3, [0.6111, 0.2778, 0.1111]],
  [4, [0.5208, 0.2708, 0.1458, 0.0625]],
  [5, [0.4567, 0.2567, 0.1567, 0.09, 0.04]],
])('%i criteria in order weigh what is published', (n, published) => {
  expect(rounded(rankOrderCentroid(Array.from({ length: n }, (_, i) => i + 1)), 4)).toEqual(published);
});

test.each<[string, number[], number[]]>([
  ['the two last share', [1, 2, 2], [0.6111, 0.1944, 0.1944]],
  ['the two first share', [1, 1, 2], [0.4444, 0.4444, 0.1111]],
  ['all share', [1, 1, 1, 1], [0.25, 0.25, 0.25, 0.25]],
  ['ranks with gaps are only an order', [10, 70, 30], [0.6111, 0.1111, 0.2778]],
])('ties: %s', (_what, ranks, weights) => {
  expect(rounded(rankOrderCentroid(ranks), 4)).toEqual(weights);
});

test('whatever the ranks, weights sum to 1, go with the order, and do not depend on where a criterion stands', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 50 }), (ranks) => {
      const weights = rankOrderCentroid(ranks);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      ranks.forEach((rank, i) => {
        ranks.forEach((other, j) => {
          if (rank === other) expect(weights[i]).toBeCloseTo(weights[j] as number, 12);
          if (rank < other) expect(weights[i]).toBeGreaterThan(weights[j] as number);
        });
      });
      const turned = rankOrderCentroid([...ranks].reverse()).reverse();
      turned.forEach((weight, i) => {
        expect(weight).toBeCloseTo(weights[i] as number, 12);
      });
    }),
    { ...FIXED, numRuns: 60 },
  );
});
