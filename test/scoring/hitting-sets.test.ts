import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimalSets, smallestHittingSets } from '../../src/scoring/hitting-sets.ts';

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

test('where nothing has to be hit, nothing does it', () => {
  expect(smallestHittingSets([], 10)).toEqual([]);
  expect(minimalSets([])).toEqual([]);
});

test('what was taken first is spared where what came later hits the same', () => {
  expect(smallestHittingSets([[0, 1], [1], [2], [3], [4], [5]], 10)).toEqual([[1, 2, 3, 4, 5]]);
});

test('four are searched for: all of them, in the order in which they are found, and no more than asked for', () => {
  const given = [[0], [1], [2], [3, 4, 5]];
  expect(smallestHittingSets(given, 10)).toEqual([
    [0, 1, 2, 3],
    [0, 1, 2, 4],
    [0, 1, 2, 5],
  ]);
  expect(smallestHittingSets(given, 2)).toEqual([
    [0, 1, 2, 3],
    [0, 1, 2, 4],
  ]);
});

test('minimal sets come smallest first, each once', () => {
  expect(minimalSets([[1, 2], [3], [1, 2], [4, 5, 1], [3, 4]])).toEqual([[3], [1, 2], [4, 5, 1]]);
});

test('of very many sets each is compared with the first 200', () => {
  const singles = Array.from({ length: 201 }, (_, i) => [i]);
  const [seen, unseen] = [
    [199, 500],
    [200, 500],
  ];
  expect(minimalSets([...singles, seen, unseen])).toEqual([...singles, unseen]);
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
