import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominators } from '../../src/scoring/domination.ts';

const rival = (id: string, ...candidates: number[][]) => ({ id, candidates });

test('names everyone who is at least as good throughout by one candidate for each of the option’s', () => {
  expect(dominators([[1, 2]], [rival('a', [1, 2]), rival('b', [2, 1]), rival('c', [3, 3])])).toEqual(['a', 'c']);
  expect(
    dominators(
      [
        [1, 2],
        [2, 1],
      ],
      [rival('a', [1, 3], [3, 1])],
    ),
  ).toEqual(['a']);
});

test('where nobody does alone, enough who do together; where one candidate is free, nobody', () => {
  const own = [
    [1, 5],
    [5, 1],
  ];
  expect(dominators(own, [rival('a', [2, 6]), rival('b', [6, 2]), rival('c', [2, 7])])).toEqual(['a', 'b']);
  expect(dominators(own, [rival('a', [2, 6])])).toBeNull();
  expect(dominators([], [rival('a', [1])])).toBeNull();
});

test('what is dominated is first under no weights', () => {
  const row = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
  const rows = fc.array(row, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(rows, fc.array(rows, { minLength: 1, maxLength: 3 }), fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), (own, others, weights) => {
      const score = (values: readonly number[]) => values.reduce((sum, value, k) => sum + value * (weights[k] as number), 0);
      const dominatedBy = dominators(
        own,
        others.map((candidates, i) => ({ id: String(i), candidates })),
      );
      if (!dominatedBy) return;
      const best = Math.max(...dominatedBy.flatMap((id) => (others[Number(id)] ?? []).map(score)));
      expect(Math.max(...own.map(score))).toBeLessThanOrEqual(best);
    }),
    { seed: 6, numRuns: 2000 },
  );
});
