import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matrixOf, rowOf, rowsOf } from '../../src/scoring/matrix.ts';
import { type Better, competitionRanks, orderByRank, rankWithTies } from '../../src/scoring/ranks.ts';

test.each<[string, number[], Better, number | undefined, number[]]>([
  ['the highest first', [0.2, 0.9, 0.5], 'higher', undefined, [3, 1, 2]],
  ['the lowest first', [0.2, 0.9, 0.5], 'lower', undefined, [1, 3, 2]],
  ['tied ones share the better rank, and the next is ranked behind both', [1, 3, 3, 2], 'higher', undefined, [4, 1, 1, 3]],
  ['within the tolerance of the best of their group', [1, 0.95, 0.88, 0.85], 'higher', 0.1, [1, 1, 3, 3]],
  ['exactly the tolerance behind is tied', [2, 1.5, 1], 'higher', 0.5, [1, 1, 3]],
  ['a billionth of the range, where no tolerance is given', [0, 1000, 999.9999995, 999.99], 'higher', undefined, [4, 1, 1, 3]],
  ['noise of floats, however small the range', [0.3, 0.1 + 0.2], 'higher', undefined, [1, 1]],
  ['nothing', [], 'higher', undefined, []],
])('competition ranks: %s', (_what, scores, better, tolerance, ranks) => {
  expect(competitionRanks(scores, better, tolerance)).toEqual(ranks);
});

test('those that tie come in ascending order, whichever of them scores a hair more; only those named are ranked', () => {
  const scores = [0.5, Number.NaN, 0.5 + 1e-10, 0.9, 0.5 - 1e-10];
  expect(rankWithTies([4, 3, 2, 0], scores, 'higher', 1e-9)).toEqual([
    { candidate: 3, rank: 1 },
    { candidate: 0, rank: 2 },
    { candidate: 2, rank: 2 },
    { candidate: 4, rank: 2 },
  ]);
  expect(rankWithTies([], scores, 'higher', 1e-9)).toEqual([]);
});

test('a rank is one more than how many are ahead of the best of its group', () => {
  const scores = fc.array(
    fc.integer({ min: 0, max: 30 }).map((step) => step / 30),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(scores, fc.constantFrom<Better>('higher', 'lower'), fc.constantFrom(0, 0.01, 0.05, 0.2), (given, better, tolerance) => {
      const ranked = rankWithTies([...given.keys()], given, better, tolerance);
      expect(ranked.map(({ candidate }) => candidate).sort((a, b) => a - b)).toEqual([...given.keys()]);
      const at = (i: number) => given[i] as number;
      const ahead = (i: number, j: number) => (better === 'higher' ? at(i) - at(j) : at(j) - at(i));
      for (const [position, { candidate, rank }] of ranked.entries()) {
        const group = ranked.filter((other) => other.rank === rank).map((other) => other.candidate);
        expect(group).toEqual([...group].sort((a, b) => a - b));
        const best = group.reduce((first, other) => (ahead(other, first) > 0 ? other : first));
        expect(ahead(best, candidate)).toBeLessThanOrEqual(tolerance);
        expect(rank).toBe(1 + given.filter((_, i) => ahead(i, best) > 0).length);
        const next = ranked[position + 1];
        if (next && next.rank !== rank)
          for (const other of ranked.slice(position + 1)) expect(ahead(best, other.candidate)).toBeGreaterThan(tolerance);
      }
    }),
    { seed: 21, numRuns: 500 },
  );
});

test('the order of ranks goes by id where they tie, and leaves what has one id as it stands', () => {
  expect(orderByRank([2, 1, 1, 4, 2], ['e', 'b', 'a', 'a', 'd'])).toEqual([2, 1, 4, 0, 3]);
  expect(orderByRank([1, 1, 1], ['b', 'a', 'b'])).toEqual([1, 0, 2]);
});

test('a matrix is its rows in one block; of no rows there are no columns, unless it is said how many', () => {
  const matrix = matrixOf([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(matrix).toEqual({ rows: 2, columns: 3, cells: Float64Array.of(1, 2, 3, 4, 5, 6) });
  expect([...rowOf(matrix, 1)]).toEqual([4, 5, 6]);
  expect(rowsOf(matrix)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(matrixOf([])).toEqual({ rows: 0, columns: 0, cells: new Float64Array(0) });
  expect(matrixOf([], 4)).toEqual({ rows: 0, columns: 4, cells: new Float64Array(0) });
});
