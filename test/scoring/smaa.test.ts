import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matrix, matrixOf, rowOf } from '../../src/scoring/matrix.ts';
import { confidenceFactors, MAX_CONFIDENCE_DRAWS } from '../../src/scoring/robustness/confidence.ts';
import { hitAndRun, thinningOf } from '../../src/scoring/robustness/hit-and-run.ts';
import { potentialOptimality } from '../../src/scoring/robustness/potential-optimality.ts';
import { seededRandom } from '../../src/scoring/robustness/random.ts';
import { type Smaa, type SmaaProblem, smaa } from '../../src/scoring/robustness/smaa.ts';
import { weightSampler } from '../../src/scoring/robustness/weight-sampling.ts';
import {
  type HalfSpace,
  halfSpacesOf,
  type Interior,
  interiorOf,
  type WeightConstraints,
} from '../../src/scoring/robustness/weight-space.ts';
import { rankOrderCentroid } from '../../src/scoring/weights/roc.ts';

const SAMPLES = 20_000;
const run = (rows: number[][], rest: Partial<SmaaProblem> = {}): Smaa => {
  const found = smaa({ values: matrixOf(rows), uncertain: [], constraints: {}, samples: SAMPLES, seed: 7, ...rest });
  if (found === null) throw new Error('infeasible');
  return found;
};
const cell = (matrix: Matrix, i: number, j: number) => rowOf(matrix, i)[j] as number;
/** Within four standard errors of an exact probability. */
const expectShare = (share: number, exact: number, samples = SAMPLES) =>
  expect(Math.abs(share - exact)).toBeLessThanOrEqual(4 * Math.sqrt((exact * (1 - exact)) / samples) + 1e-12);

describe('SMAA-2 on two criteria, where acceptability is a length', () => {
  it('gives the seven offices their stretches of the turnover weight: Goodwin and Wright, figure 3.7', () => {
    // the two branches as criteria; Elton Street leads up to 0.52115 = 29.1667/55.9667, Addison Square from there
    const found = run([
      [0.872, 0.525],
      [0.604, 81.66666666666667 / 100],
      [0.6, 0.1],
    ]);
    const crossing = (0.8166666666666667 - 0.525) / (0.8166666666666667 - 0.525 + 0.872 - 0.604);
    expectShare(cell(found.acceptability, 1, 0), crossing);
    expectShare(cell(found.acceptability, 0, 0), 1 - crossing);
    expect(cell(found.acceptability, 2, 2)).toBe(1);
    expect(found.centralWeights[2]).toBeNull();
    expect(found.confidenceFactor).toEqual([1, 1, null]);
    // the middle of each stretch
    expect(found.centralWeights[0]?.[0]).toBeCloseTo((1 + crossing) / 2, 2);
    expect(found.centralWeights[1]?.[0]).toBeCloseTo(crossing / 2, 2);
  });

  it('gives (1, 0), (0, 1) and (0.6, 0.6) the thirds 0.4, 0.4 and 0.2, and every rank its share', () => {
    const found = run([
      [1, 0],
      [0, 1],
      [0.6, 0.6],
    ]);
    for (const [i, exact] of [
      [0.4, 0.1, 0.5],
      [0.4, 0.1, 0.5],
      [0.2, 0.8, 0],
    ].entries())
      for (const [rank, share] of exact.entries()) expectShare(cell(found.acceptability, i, rank), share);
    expectShare(cell(found.pairwise, 0, 1), 0.5);
    expectShare(cell(found.pairwise, 0, 2), 0.4);
    expectShare(cell(found.pairwise, 2, 0), 0.6);
    expect(found.sampling).toBe('exact');
  });
});

describe('SMAA-2 on three criteria, where acceptability is an area', () => {
  it('gives each corner of the triangle a third', () => {
    const found = run([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    for (const i of [0, 1, 2]) for (const rank of [0, 1, 2]) expectShare(cell(found.acceptability, i, rank), 1 / 3);
    // mean of the largest, and of the two others, of three spacings
    for (const i of [0, 1, 2]) expect(found.centralWeights[i]?.[i]).toBeCloseTo(11 / 18, 2);
  });

  it('gives a constant 1/2 the middle triangle, a quarter, and each corner a quarter', () => {
    // w_j > 1/2 is a corner triangle of half the side
    const found = run([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0.5, 0.5, 0.5],
    ]);
    for (const i of [0, 1, 2, 3]) expectShare(cell(found.acceptability, i, 0), 1 / 4);
    for (const i of [0, 1, 2]) expectShare(cell(found.pairwise, i, 3), 1 / 4);
  });

  it('with a full order gives the first corner all, with w1 >= w2 alone two thirds and a sixth', () => {
    const corners = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect([...rowOf(run(corners, { constraints: { order: [0, 1, 2] } }).acceptability, 0)]).toEqual([1, 0, 0]);
    const half = run(corners, { constraints: { atLeast: [[0, 1]] } });
    expect(half.sampling).toBe('rejection');
    expectShare(cell(half.acceptability, 0, 0), 2 / 3);
    expectShare(cell(half.acceptability, 2, 0), 1 / 3);
    expect(cell(half.acceptability, 1, 0)).toBe(0);
  });

  it('with bounds and ratios gives the exact shares of what is left', () => {
    // w1 in [0.5, 1]: w1 = 0.5 + u/2 of a uniform simplex draw; w2 > w3 half the time
    const bounded = run(
      [
        [0, 1, 0],
        [0, 0, 1],
      ],
      { constraints: { bounds: [[0, 0.5, 1]] } },
    );
    expect(bounded.sampling).toBe('exact');
    expectShare(cell(bounded.acceptability, 0, 0), 1 / 2);
    // 1 <= w1/w2 <= 2: of the simplex, the share 2/3 - 1/2 of each line through the third corner
    const rated = run(
      [
        [0.6, 0, 0],
        [0, 1, 0],
      ],
      { constraints: { ratios: [[0, 1, 1, 2]] } },
    );
    // w2 > 0.6 w1: w1/w2 < 5/3, the share 5/8 - 1/2 of those lines
    expectShare(cell(rated.acceptability, 1, 0), (5 / 8 - 1 / 2) / (2 / 3 - 1 / 2));
  });
});

describe('SMAA-2 with uncertain performances', () => {
  const scale = { kind: 'linear', worst: 0, best: 100 } as const;

  it('draws an unknown anywhere on the scale: it beats 0.7 three times in ten', () => {
    const found = run([[0.7], [0]], { uncertain: [{ row: 1, column: 0, kind: 'unknown' }] });
    expectShare(cell(found.acceptability, 1, 0), 0.3);
    // at any weights the runner needs the same luck: the confidence factor is that luck
    expectShare(found.confidenceFactor[1] as number, 0.3, 10_000);
    expectShare(found.confidenceFactor[0] as number, 0.7, 10_000);
  });

  it('draws an interval uniformly and a normal one by its deviation, both clamped', () => {
    const interval = run([[0.7], [0]], { uncertain: [{ row: 1, column: 0, kind: 'uniform', lo: 60, hi: 140, scale }] });
    expectShare(cell(interval.acceptability, 1, 0), 70 / 80);
    const normal = run([[0.7], [0]], { uncertain: [{ row: 1, column: 0, kind: 'normal', mean: 60, sd: 10, scale }] });
    expectShare(cell(normal.acceptability, 1, 0), 0.158655253931457);
  });
});

describe('the confidence factor', () => {
  // 0.7 against anything from 0 to 1, on one criterion
  const uncertain = [{ row: 1, column: 0, kind: 'unknown' }] as const;
  const factors = (samples: number) =>
    confidenceFactors({ values: matrixOf([[0.7], [0]]), uncertain, samples, seed: 7 }, [Float64Array.of(1), null]);

  it('counts wins over as many draws as were asked for: of four draws it is a whole number of quarters', () =>
    expect([0, 1, 2, 3, 4]).toContain(4 * (factors(4)[0] as number)));

  it('is null of one that has no central weights', () => expect(factors(4)[1]).toBeNull());

  it('takes no more than ten thousand draws', () => expect(factors(11_000)).toEqual(factors(MAX_CONFIDENCE_DRAWS)));
});

describe('weights sampled under constraints', () => {
  const moments = (n: number, constraints: WeightConstraints, draws: number) => {
    const interior = interiorOf(n, constraints);
    if (!interior) throw new Error('infeasible');
    const { sample, method } = weightSampler(n, constraints, interior, seededRandom(11));
    const weights = new Float64Array(n);
    const [sum, squares] = [new Float64Array(n), new Float64Array(n)];
    const spaces = halfSpacesOf(constraints);
    for (let draw = 0; draw < draws; draw++) {
      sample(weights);
      let total = 0;
      for (const [j, weight] of weights.entries()) {
        total += weight;
        sum[j] = (sum[j] as number) + weight;
        squares[j] = (squares[j] as number) + weight * weight;
        if (!(weight >= -1e-12)) throw new Error(`weight ${weight}`);
      }
      if (Math.abs(total - 1) > 1e-9) throw new Error(`sum ${total}`);
      for (const { entries, atLeast } of spaces)
        if (entries.reduce((held, [j, coefficient]) => held + coefficient * (weights[j] as number), 0) < atLeast - 1e-9)
          throw new Error('a constraint is violated');
    }
    const mean = sum.map((total) => total / draws);
    return { mean, error: squares.map((total, j) => Math.sqrt(Math.max(0, total / draws - (mean[j] as number) ** 2) / draws)), method };
  };
  const expectMean = ({ mean, error }: ReturnType<typeof moments>, exact: readonly number[], slack = 4) => {
    for (const [j, weight] of exact.entries())
      expect(Math.abs((mean[j] as number) - weight)).toBeLessThanOrEqual(slack * (error[j] as number) + 1e-9);
  };

  it.each([2, 3, 5, 10, 20])('of a full order of %i criteria have the rank-order centroid as their mean', (n) => {
    const order = Array.from({ length: n }, (_, j) => j);
    expectMean(moments(n, { order }, 20_000), rankOrderCentroid(order.map((j) => j + 1)));
  });

  it('of the same order, given pair by pair and too rare to keep by chance, have the same mean by hit-and-run', () => {
    const n = 8;
    const found = moments(n, { atLeast: Array.from({ length: n - 1 }, (_, j) => [j, j + 1] as const) }, 10_000);
    expect(found.method).toBe('hit_and_run');
    // thinned draws are nearly independent: the error is a little more than of independent ones
    expectMean(found, rankOrderCentroid(Array.from({ length: n }, (_, j) => j + 1)), 5);
  });

  it('with lower bounds alone share what those leave evenly, and exactly', () => {
    const bounded = moments(
      3,
      {
        bounds: [
          [0, 0.4, 1],
          [1, 0.1, 1],
        ],
      },
      10_000,
    );
    expect(bounded.method).toBe('exact');
    // 1 - 0.4 - 0.1 is left
    expectMean(bounded, [0.4 + 0.5 / 3, 0.1 + 0.5 / 3, 0.5 / 3]);
  });

  it('with a weight fixed by lo = hi, or by a ratio, keep to it exactly and share the rest evenly', () => {
    const fixed = moments(4, { bounds: [[0, 0.4, 0.4]] }, 10_000);
    expect(fixed.method).toBe('hit_and_run');
    expectMean(fixed, [0.4, 0.2, 0.2, 0.2], 5);
    const tied = moments(3, { ratios: [[0, 1, 2, 2]] }, 10_000);
    // w = (2u, u, 1 - 3u), u uniform on [0, 1/3]
    expectMean(tied, [1 / 3, 1 / 6, 1 / 2], 5);
    expectMean(
      moments(
        3,
        {
          bounds: [
            [0, 0.5, 0.5],
            [1, 0.3, 0.3],
          ],
        },
        100,
      ),
      [0.5, 0.3, 0.2],
    );
    expectMean(
      moments(
        2,
        {
          bounds: [
            [0, 0.25, 1],
            [1, 0.75, 1],
          ],
        },
        100,
      ),
      [0.25, 0.75],
    );
  });

  it('are not bound by a criterion that is held against itself', () => {
    expect(halfSpacesOf({ order: [1], atLeast: [[0, 0]] })).toEqual([]);
    expect(halfSpacesOf({ order: [2, 0], atLeast: [[1, 2]], bounds: [[0, 0.1, 0.4]], ratios: [[0, 1, 0.5, 2]] })).toEqual([
      {
        entries: [
          [2, 1],
          [0, -1],
        ],
        atLeast: 0,
      },
      {
        entries: [
          [1, 1],
          [2, -1],
        ],
        atLeast: 0,
      },
      { entries: [[0, 1]], atLeast: 0.1 },
      { entries: [[0, -1]], atLeast: -0.4 },
      {
        entries: [
          [0, 1],
          [1, -0.5],
        ],
        atLeast: 0,
      },
      {
        entries: [
          [0, -1],
          [1, 2],
        ],
        atLeast: 0,
      },
    ]);
    // a bound or a ratio that says nothing is none
    expect(halfSpacesOf({ bounds: [[0, 0, 1]], ratios: [[0, 1, 0, 2]] })).toEqual([
      {
        entries: [
          [0, -1],
          [1, 2],
        ],
        atLeast: 0,
      },
    ]);
  });

  it('are refused where none exist', () => {
    expect(
      interiorOf(2, {
        bounds: [
          [0, 0, 0.4],
          [1, 0, 0.4],
        ],
      }),
    ).toBeNull();
    expect(interiorOf(3, { bounds: [[0, 0.6, 1]], ratios: [[1, 0, 1, 2]] })).toBeNull();
    expect(
      smaa({
        values: matrixOf([[1, 0]]),
        uncertain: [],
        constraints: {
          bounds: [
            [0, 0, 0.1],
            [1, 0, 0.1],
          ],
        },
        samples: 10,
        seed: 1,
      }),
    ).toBeNull();
  });
});

describe('SMAA-2 of many alternatives', () => {
  const scattered = (count: number) => Array.from({ length: count }, (_, i) => (i * 7) % count);

  it('pairs all of 50, and of more the 25 with the best mean rank, in the order of the rows', () => {
    const all = scattered(50).map((value) => [value / 50, value / 50]);
    expect(run(all, { samples: 10 }).contenders).toEqual(all.map((_, i) => i));
    const values = scattered(60);
    const found = run(
      values.map((value) => [value / 60, value / 60]),
      { samples: 10 },
    );
    expect(found.contenders).toEqual(values.flatMap((value, i) => (value >= 35 ? [i] : [])));
    expect([found.pairwise.rows, found.pairwise.columns]).toEqual([25, 25]);
    for (const [a, i] of found.contenders.entries())
      for (const [b, k] of found.contenders.entries())
        expect(cell(found.pairwise, a, b)).toBe((values[i] as number) > (values[k] as number) ? 1 : 0);
    for (const [i, value] of values.entries()) expect(cell(found.acceptability, i, 59 - value)).toBe(1);
  });

  it('does not pair one that is first for few weights and last for many, and counts it in the ranks all the same', () => {
    const middling = Array.from({ length: 50 }, (_, i) => [0.5 + i / 200, 0.5 + i / 200]);
    const found = run([[1, 0], ...middling]);
    // of the 50, row 26 stands at place 25 from below: rows 26 to 50 are the best
    expect(found.contenders).toEqual(Array.from({ length: 25 }, (_, i) => 26 + i));
    // 1 * w beats the best of the others, 0.745, for w from there on
    expectShare(cell(found.acceptability, 0, 0), 1 - 0.745);
    expectShare(cell(found.acceptability, 0, 50), 0.5);
    for (let a = 0; a < 25; a++) for (let b = 0; b < 25; b++) expect(cell(found.pairwise, a, b)).toBe(a > b ? 1 : 0);
  });

  it('pairs the first 25 of 51 that are all alike', () => {
    const found = run(
      Array.from({ length: 51 }, () => [0.5, 0.5]),
      { samples: 10 },
    );
    expect(found.contenders).toEqual(Array.from({ length: 25 }, (_, i) => i));
    expect(found.pairwise.cells.every((share) => share === 0)).toBe(true);
  });
});

describe('hit-and-run', () => {
  const below = (j: number): HalfSpace => ({ entries: [[j, 1]], atLeast: 0 });
  const meanOf = (interior: Interior, draws: number) => {
    const draw = hitAndRun(3, interior, seededRandom(5));
    const [weights, sum] = [new Float64Array(3), new Float64Array(3)];
    for (let i = 0; i < draws; i++) {
      draw(weights);
      for (const [j, weight] of weights.entries()) sum[j] = (sum[j] as number) + weight;
    }
    return Array.from(sum, (total) => total / draws);
  };

  it('goes along a half-space as far as the others let it, and not beyond it', () => {
    // w3 falls as 2 (1 - w3) over [0, 1/2]: its mean is (1/4 - 1/12) / (3/4)
    const together: HalfSpace = {
      entries: [
        [0, 1],
        [1, 1],
      ],
      atLeast: 0.5,
    };
    const interior = { point: Float64Array.of(0.4, 0.4, 0.2), equalities: [], inequalities: [together, below(0), below(1), below(2)] };
    const mean = meanOf(interior, 20_000);
    for (const [j, exact] of [7 / 18, 7 / 18, 2 / 9].entries()) expect(Math.abs((mean[j] as number) - exact)).toBeLessThan(0.008);
  });

  it('stays where it is on a line that nothing bounds', () => {
    const point = Float64Array.of(0.2, 0.3, 0.5);
    expect(meanOf({ point, equalities: [], inequalities: [] }, 1)).toEqual([0.2, 0.3, 0.5]);
    const fixed: HalfSpace = { entries: [[0, 1]], atLeast: 0.2 };
    expect(meanOf({ point, equalities: [fixed], inequalities: [] }, 1)).toEqual([0.2, 0.3, 0.5]);
  });

  it('thins by 4 n^2 for few criteria and by n^3 ln(n + 1) / 4 for many', () => {
    expect([1, 2, 5].map(thinningOf)).toEqual([4, 16, 100]);
    expect(thinningOf(20)).toBe(Math.ceil(2000 * Math.log(21)));
  });
});

describe('SMAA-2 always', () => {
  const problems = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

  it('sums to 1 by alternative, and by rank where nothing ties', () => {
    fc.assert(
      fc.property(problems, (rows) => {
        const { acceptability } = run(rows, { samples: 200 });
        for (let i = 0; i < rows.length; i++) expect(rowOf(acceptability, i).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        const apart = (a: number[], b: number[]) => a.every((value, j) => Math.abs(value - (b[j] as number)) > 1e-3);
        if (!rows.every((a, i) => rows.every((b, k) => i === k || apart(a, b)))) return;
        for (let rank = 0; rank < rows.length; rank++)
          expect(rows.reduce((sum, _, i) => sum + cell(acceptability, i, rank), 0)).toBeCloseTo(1, 12);
      }),
      { numRuns: 200 },
    );
  });

  it('finds nothing first that is not potentially optimal', () => {
    fc.assert(
      fc.property(problems, (rows) => {
        const { acceptability } = run(rows, { samples: 200 });
        for (const { alternative, kind } of potentialOptimality(matrixOf(rows), {}))
          if (cell(acceptability, alternative, 0) > 0) expect(kind).not.toBe('no');
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    const rows = [
      [1, 0, 0.2],
      [0, 1, 0.5],
      [0.6, 0.6, 0.1],
    ];
    const text = (seed: number) => JSON.stringify(run(rows, { seed, samples: 1000, uncertain: [{ row: 2, column: 0, kind: 'unknown' }] }));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });

  it('reports sqrt(b (1 - b) / K) beside each share', () => {
    const { acceptability, standardError } = run(
      [
        [1, 0],
        [0, 1],
      ],
      { samples: 100 },
    );
    const b = cell(acceptability, 0, 0);
    expect(cell(standardError, 0, 0)).toBeCloseTo(Math.sqrt((b * (1 - b)) / 100), 12);
  });

  it('gives equal alternatives the better rank together', () => {
    const { acceptability, pairwise } = run(
      [
        [0.1 + 0.2, 0.5],
        [0.3, 0.5],
        [0, 0],
      ],
      { samples: 100 },
    );
    expect([...acceptability.cells]).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect(cell(pairwise, 0, 1)).toBe(0);
    expect(cell(pairwise, 0, 2)).toBe(1);
  });
});
