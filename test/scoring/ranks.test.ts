import { expect, test } from 'vitest';
import { matrixOf, rowOf, rowsOf } from '../../src/scoring/matrix.ts';
import { type Better, competitionRanks, orderByRank } from '../../src/scoring/ranks.ts';

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
