import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimalSets, smallestHittingSets } from '../../src/selection/hitting-sets.ts';

const sets = fc.array(fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 7 });
const hits = (given: readonly (readonly number[])[], chosen: readonly number[]) =>
  given.every((set) => set.some((c) => chosen.includes(c)));

/** Every subset of 0 to 6, by brute force. */
function smallestByForce(given: readonly (readonly number[])[]): number[][] {
  const subsets = Array.from({ length: 128 }, (_, bits) => [0, 1, 2, 3, 4, 5, 6].filter((c) => bits & (1 << c))).filter((one) =>
    hits(given, one),
  );
  const least = Math.min(...subsets.map((one) => one.length));
  return subsets.filter((one) => one.length === least);
}

test('the smallest sets that hit all are those that trying every subset finds', () => {
  fc.assert(
    fc.property(sets, (given) => {
      const found = smallestHittingSets(given, 1000);
      const wanted = smallestByForce(given);
      const size = wanted[0]?.length ?? 0;
      if (size <= 4) expect(new Set(found.map((set) => set.join()))).toEqual(new Set(wanted.map((set) => set.join())));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('beyond the searched size one set comes back, and no member of it can be spared', () => {
  const given = [[0], [1], [2], [3], [4], [5, 0], [6, 7]];
  const [found, ...others] = smallestHittingSets(given, 10);
  expect(others).toEqual([]);
  expect(found).toEqual([0, 1, 2, 3, 4, 6]);
});

test('only sets that hold no other are minimal, and hitting them hits all', () => {
  fc.assert(
    fc.property(sets, (given) => {
      const minimal = minimalSets(given);
      for (const set of minimal) expect(minimal.filter((other) => other.every((c) => set.includes(c)))).toEqual([set]);
      for (const set of given) expect(minimal.some((least) => least.every((c) => set.includes(c)))).toBe(true);
    }),
    { seed: 2, numRuns: 300 },
  );
});
