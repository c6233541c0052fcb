import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseWeights } from '../../../src/scoring/weights/direct.ts';
import { FIXED } from '../../support/catalogs/worlds.ts';

test.each<[number[], number[]]>([
  [[1], [1]],
  [
    [1, 3],
    [0.25, 0.75],
  ],
  [
    [2, 0, 2],
    [0.5, 0, 0.5],
  ],
  [
    [1.7e308, 1.7e308],
    [0.5, 0.5],
  ],
  [
    [5e-324, 5e-324],
    [0.5, 0.5],
  ],
])('%j normalise to %j', (weights, normal) => {
  expect(normaliseWeights(weights)).toEqual(normal);
});

test.each([[[]], [[0, 0]], [[1, -1]], [[1, Number.NaN]], [[1, Number.POSITIVE_INFINITY]]])('%j are no weights', (weights) => {
  expect(() => normaliseWeights(weights)).toThrow(RangeError);
});

test('weights sum to 1 and keep their proportions', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 }), (weights) => {
      const normal = normaliseWeights(weights);
      expect(normal.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (const [i, weight] of weights.entries())
        expect((normal[i] as number) / (normal[0] as number)).toBeCloseTo(weight / (weights[0] as number), 6);
    }),
    { ...FIXED, numRuns: 300 },
  );
});
