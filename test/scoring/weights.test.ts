import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairwiseFaults, pairwiseWeights } from '../../src/scoring/weights/pairwise.ts';
import { rankReciprocal } from '../../src/scoring/weights/rank-reciprocal.ts';
import { rankSum } from '../../src/scoring/weights/rank-sum.ts';
import { rankOrderCentroid } from '../../src/scoring/weights/roc.ts';
import { resolveWeights } from '../../src/scoring/weights/scheme.ts';

const rounded = (weights: readonly number[], digits: number) => weights.map((weight) => Number(weight.toFixed(digits)));
const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + weight, 0);

describe('rank weights', () => {
  it('of four ranks are 25/48, 13/48, 7/48 and 3/48 by centroid, 4/10 to 1/10 by sum, 12/25 to 3/25 by reciprocal', () => {
    expect(rounded(rankOrderCentroid([1, 2, 3, 4]), 12)).toEqual(rounded([25 / 48, 13 / 48, 7 / 48, 3 / 48], 12));
    expect(rounded(rankSum([1, 2, 3, 4]), 12)).toEqual([0.4, 0.3, 0.2, 0.1]);
    expect(rounded(rankReciprocal([1, 2, 3, 4]), 12)).toEqual(rounded([12 / 25, 6 / 25, 4 / 25, 3 / 25], 12));
  });

  it.each([rankOrderCentroid, rankSum, rankReciprocal])('%o gives tied ranks the mean of the positions they occupy', (scheme) => {
    const [first, second, third] = scheme([1, 2, 3]) as [number, number, number];
    const tied = scheme([2, 1, 1]);
    expect(tied[0]).toBeCloseTo(third, 12);
    expect(tied[1]).toBeCloseTo((first + second) / 2, 12);
    expect(tied[2]).toBe(tied[1]);
  });

  it.each([rankOrderCentroid, rankSum, rankReciprocal])('%o sums to 1 and never gives a better rank less', (scheme) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 50 }), (ranks) => {
        const weights = scheme(ranks);
        expect(sum(weights)).toBeCloseTo(1, 10);
        for (const [i, a] of ranks.entries())
          for (const [k, b] of ranks.entries()) if (a < b) expect(weights[i]).toBeGreaterThan(weights[k] as number);
      }),
    );
  });
});

/** The upper triangle, row by row; the rest is reciprocal. */
function judgements(n: number, upper: readonly number[]): number[][] {
  const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(1));
  let at = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++, at++) {
      (matrix[i] as number[])[j] = upper[at] as number;
      (matrix[j] as number[])[i] = 1 / (upper[at] as number);
    }
  return matrix;
}

describe('pairwise weights', () => {
  it('of seven drinks by how much is drunk: Saaty 2008, Int. J. Services Sciences 1(1), 83-98: CR 0.022', () => {
    const drinks = judgements(7, [
      9,
      5,
      2,
      1,
      1,
      1 / 2,
      1 / 3,
      1 / 9,
      1 / 9,
      1 / 9,
      1 / 9,
      1 / 3,
      1 / 4,
      1 / 3,
      1 / 9,
      1 / 2,
      1,
      1 / 3,
      2,
      1 / 2,
      1 / 3,
    ]);
    const { weights, ri, cr, consistent } = pairwiseWeights(drinks);
    expect(rounded(weights, 3)).toEqual([0.177, 0.019, 0.042, 0.116, 0.19, 0.129, 0.327]);
    expect(ri).toBe(1.32);
    expect(rounded([cr as number], 3)).toEqual([0.022]);
    expect(consistent).toBe(true);
  });

  it('of the six criteria of a school: Saaty 1980, ch. 2, whose weights are printed to two digits; its judgements are inconsistent', () => {
    const school = judgements(6, [4, 3, 1, 3, 4, 7, 3, 1 / 5, 1, 1 / 5, 1 / 5, 1 / 6, 1, 1 / 3, 3]);
    const { weights, lambdaMax, consistent } = pairwiseWeights(school);
    expect(rounded(weights, 2)).toEqual([0.32, 0.14, 0.03, 0.13, 0.24, 0.14]);
    expect(consistent).toBe(false);
    for (const [i, row] of school.entries())
      expect(sum(row.map((judgement, j) => judgement * (weights[j] as number)))).toBeCloseTo(lambdaMax * (weights[i] as number), 10);
  });

  it('of three leaders by experience, the example after Saaty in the encyclopedia: 0.217, 0.717, 0.066, consistent', () => {
    const { weights, consistent } = pairwiseWeights(judgements(3, [1 / 4, 4, 9]));
    expect(rounded(weights, 3)).toEqual([0.217, 0.717, 0.066]);
    expect(consistent).toBe(true);
  });

  it('of facility location: Papathanasiou and Ploskas 2018, ch. 5: the overall priorities follow', () => {
    const criteria = pairwiseWeights(judgements(4, [1, 5, 3, 5, 3, 1 / 3])).weights;
    const sites = [
      judgements(6, [5, 1, 1, 1 / 3, 3, 1 / 3, 1 / 5, 1 / 7, 1, 1 / 3, 1 / 5, 1, 1 / 3, 3, 7]),
      judgements(6, [7, 3, 1 / 3, 1 / 3, 1 / 3, 1 / 3, 1 / 7, 1 / 9, 1 / 7, 1 / 5, 1 / 5, 1 / 5, 1, 1, 1]),
      judgements(6, [1 / 9, 1 / 7, 1 / 9, 1, 1 / 5, 1, 1, 5, 3, 1, 5, 1, 7, 3, 1 / 3]),
      judgements(6, [1 / 5, 1 / 5, 1 / 3, 1 / 7, 1 / 5, 1, 3, 1 / 3, 1, 1, 1 / 3, 1, 1 / 7, 1, 5]),
    ].map((matrix) => pairwiseWeights(matrix).weights);
    const overall = [0, 1, 2, 3, 4, 5].map((site) => sum(criteria.map((weight, j) => weight * (sites[j]?.[site] as number))));
    // printed: 0.117, 0.071, 0.095, 0.212, 0.350, 0.155, from judgement matrices that are not quite reciprocal
    for (const [site, printed] of [0.117, 0.071, 0.095, 0.212, 0.35, 0.155].entries())
      expect(Math.abs((overall[site] as number) - printed)).toBeLessThan(0.002);
  });

  it('finds the true eigenvalue 8.6982 of an eight by eight matrix for which a mean of ratios gives 8.7264', () => {
    const upper = [
      7,
      1 / 5,
      1 / 8,
      1 / 2,
      1 / 3,
      1 / 5,
      1,
      1 / 8,
      1 / 9,
      1 / 4,
      1 / 5,
      1 / 9,
      1 / 8,
      1 / 3,
      4,
      2,
      1,
      1,
      7,
      5,
      3,
      3,
      1 / 2,
      1 / 5,
      1 / 5,
      1 / 3,
      1 / 3,
      1,
    ];
    expect(pairwiseWeights(judgements(8, upper)).lambdaMax).toBeCloseTo(8.6982, 4);
  });

  it('needs no consistency below three criteria', () => {
    expect(pairwiseWeights([[1]])).toMatchObject({ weights: [1], lambdaMax: 1, ci: 0, cr: 0, consistent: true, worstTriple: null });
    expect(pairwiseWeights(judgements(2, [4]))).toMatchObject({ ci: 0, cr: 0, consistent: true });
    expect(rounded(pairwiseWeights(judgements(2, [4])).weights, 12)).toEqual([0.8, 0.2]);
  });

  it('names the three judgements that contradict one another most', () => {
    const { worstTriple } = pairwiseWeights(judgements(4, [2, 4, 8, 2, 4, 1 / 9]));
    expect(worstTriple?.criteria).toEqual([0, 2, 3]);
    expect(worstTriple?.inconsistency).toBeCloseTo(1 - 4 / 9 / 8, 10);
  });

  it('recovers the weights that consistent judgements were made from, whatever their size', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 1, maxLength: 12 }), (logs) => {
        const judged = logs.map((a) => logs.map((b) => 10 ** (a - b)));
        const { weights, lambdaMax, ci } = pairwiseWeights(
          judged.map((row) => row.map((ratio) => Math.min(1e300, Math.max(1e-300, ratio)))),
        );
        const top = Math.max(...logs);
        if (Math.max(...logs) - Math.min(...logs) > 299) return;
        const total = sum(logs.map((log) => 10 ** (log - top)));
        for (const [i, log] of logs.entries()) expect(weights[i]).toBeCloseTo(10 ** (log - top) / total, 8);
        expect(lambdaMax).toBeCloseTo(logs.length, 8);
        expect(ci).toBeLessThan(1e-9);
      }),
    );
  });

  it('stays finite on a wild cycle of judgements, and says it is inconsistent', () => {
    const { weights, lambdaMax, cr, consistent } = pairwiseWeights(judgements(4, [1e80, 1, 1e-80, 1e80, 1, 1e80]));
    for (const figure of [...weights, lambdaMax, cr as number]) expect(Number.isFinite(figure)).toBe(true);
    expect(sum(weights)).toBeCloseTo(1, 10);
    expect(consistent).toBe(false);
  });

  it('has no consistency ratio beyond the table, which ends at fifteen criteria', () => {
    expect(pairwiseWeights(judgements(16, new Array(120).fill(1)))).toMatchObject({ ci: 0, ri: null, cr: null, consistent: null });
  });

  it('refuses what is not square, not positive or not reciprocal, at each place', () => {
    expect(
      pairwiseFaults([
        [1, 2],
        [0.4, 1],
      ]).map(({ path, code }) => [path, code]),
    ).toEqual([[[1, 0], 'not_reciprocal']]);
    expect(
      pairwiseFaults([
        [1, 0],
        [0, 2],
      ]).map(({ path, code }) => [path, code]),
    ).toEqual([
      [[0, 1], 'not_positive'],
      [[1, 0], 'not_positive'],
      [[1, 1], 'not_reciprocal'],
    ]);
    expect(pairwiseFaults([[1, 2]]).map(({ code }) => code)).toContain('not_square');
    expect(
      pairwiseFaults([
        [1, 3],
        [0.3333333333, 1],
      ]),
    ).toEqual([]);
  });
});

describe('a weight scheme', () => {
  it('may give points for swings, or any non-negative numbers', () => {
    expect(resolveWeights({ scheme: 'swing', points: [100, 60, 40] })).toEqual({ values: [0.5, 0.3, 0.2], scheme: 'swing' });
    expect(resolveWeights([0, 1e308, 1e308]).values).toEqual([0, 0.5, 0.5]);
    expect(resolveWeights([1e-200, 3e-200]).values).toEqual([0.25, 0.75]);
  });

  it('may rank the criteria: by centroid, by sum or by reciprocal', () => {
    const by = (scheme: 'roc' | 'rank_sum' | 'rank_reciprocal') => {
      const resolved = resolveWeights({ scheme, ranks: [2, 1] });
      return { ...resolved, values: rounded(resolved.values, 12) };
    };
    expect(by('roc')).toEqual({ values: [0.25, 0.75], scheme: 'roc' });
    expect(by('rank_sum')).toEqual({ values: rounded([1 / 3, 2 / 3], 12), scheme: 'rank_sum' });
    expect(by('rank_reciprocal')).toEqual({ values: rounded([1 / 3, 2 / 3], 12), scheme: 'rank_reciprocal' });
    expect(rounded(resolveWeights({ scheme: 'rank_sum', ranks: [3, 2, 1] }).values, 12)).toEqual(rounded([1 / 6, 2 / 6, 3 / 6], 12));
    expect(rounded(resolveWeights({ scheme: 'rank_reciprocal', ranks: [3, 2, 1] }).values, 12)).toEqual(
      rounded([2 / 11, 3 / 11, 6 / 11], 12),
    );
  });
});
