import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximise } from '../../src/scoring/linear-program.ts';
import { type Matrix, matrixOf, rowOf } from '../../src/scoring/matrix.ts';
import { weightedSum } from '../../src/scoring/methods/weighted-sum.ts';
import { competitionRanks, SCORE_TIE } from '../../src/scoring/ranks.ts';
import { leaderEnvelope } from '../../src/scoring/robustness/leader-envelope.ts';
import { paretoFront } from '../../src/scoring/robustness/pareto.ts';
import { potentialOptimality } from '../../src/scoring/robustness/potential-optimality.ts';
import { tippingPoints } from '../../src/scoring/robustness/tipping.ts';
import { type StabilityInterval, weightStability } from '../../src/scoring/robustness/weight-stability.ts';
import { normaliseWeights } from '../../src/scoring/weights/direct.ts';

/** Values on a grid of twelfths, so that ties, equal rows and dominance all come up. */
const values = (maxRows = 8, maxColumns = 5) =>
  fc
    .tuple(fc.integer({ min: 1, max: maxRows }), fc.integer({ min: 1, max: maxColumns }))
    .chain(([rows, columns]) =>
      fc.array(
        fc.array(
          fc.integer({ min: 0, max: 12 }).map((k) => k / 12),
          { minLength: columns, maxLength: columns },
        ),
        { minLength: rows, maxLength: rows },
      ),
    )
    .map((rows) => matrixOf(rows));
const withWeights = fc.tuple(values(), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 })).map(([matrix, points]) => {
  const own = points.slice(0, matrix.columns);
  return { matrix, weights: normaliseWeights(own.some((point) => point > 0) ? own : own.map(() => 1)) };
});

const leaderOf = (matrix: Matrix, weights: readonly number[]) =>
  competitionRanks(weightedSum(matrix, weights), 'higher', SCORE_TIE).indexOf(1);
const stabilityOf = (matrix: Matrix, weights: readonly number[]): StabilityInterval[] => {
  const ranks = competitionRanks(weightedSum(matrix, weights), 'higher', SCORE_TIE);
  return weightStability(matrix, weights, ranks, ranks.indexOf(1));
};
const at = (weights: readonly number[], criterion: number, t: number) => {
  const rest = 1 - (weights[criterion] as number);
  return weights.map((weight, j) => (j === criterion ? t : ((1 - t) * weight) / rest));
};

describe('weight stability', () => {
  it('gives up the leader at the turnover weight 52.1: Goodwin and Wright, Decision Analysis for Management Judgment, figure 3.7', () => {
    // swing points 100, 80, 70 (turnover) and 30, 20, 10 (working conditions), ch. 3; the two branches of the value tree as criteria
    const branch = (points: number[], rows: number[][]) =>
      weightedSum(matrixOf(rows.map((row) => row.map((value) => value / 100))), normaliseWeights(points));
    const turnover = branch(
      [100, 80, 70],
      [
        [100, 60, 100],
        [20, 80, 10],
        [80, 70, 0],
        [70, 50, 30],
        [40, 60, 90],
        [0, 0, 70],
        [60, 100, 20],
      ],
    );
    const conditions = branch(
      [30, 20, 10],
      [
        [75, 0, 90],
        [30, 100, 30],
        [0, 10, 100],
        [55, 30, 90],
        [100, 60, 70],
        [0, 80, 0],
        [50, 50, 80],
      ],
    );
    const offices = matrixOf(Array.from(turnover, (value, i) => [value, conditions[i] as number]));
    const [interval] = stabilityOf(offices, [250 / 310, 60 / 310]);
    expect(Number(((interval?.leader?.lo as number) * 100).toFixed(1))).toBe(52.1);
    expect(interval?.leader).toMatchObject({ hi: 1, below: 4, above: null });
    // the ends of Elton Street's line, as printed
    expect(Number(((turnover[4] as number) * 100).toFixed(1))).toBe(60.4);
    expect(Number(((conditions[4] as number) * 100).toFixed(1))).toBe(81.7);
    expect(leaderEnvelope(offices, [250 / 310, 60 / 310], 0).map(({ leaders }) => leaders)).toEqual([[4], [0]]);
  });

  it('contains the present weight, holds inside and ends at the ends', () => {
    fc.assert(
      fc.property(withWeights, fc.double({ min: 0, max: 1, noNaN: true }), ({ matrix, weights }, share) => {
        const leader = leaderOf(matrix, weights);
        for (const { criterion, weight, leader: interval } of stabilityOf(matrix, weights)) {
          if (interval === null) {
            expect(weight).toBeCloseTo(1, 12);
            continue;
          }
          expect(interval.lo).toBeLessThanOrEqual(weight);
          expect(interval.hi).toBeGreaterThanOrEqual(weight);
          const lead = (t: number) => {
            const scores = weightedSum(matrix, at(weights, criterion, t));
            return (scores[leader] as number) - Math.max(...scores);
          };
          expect(lead(interval.lo + share * (interval.hi - interval.lo))).toBeGreaterThan(-1e-9);
          if (interval.hi < 0.999) expect(lead(interval.hi + 0.001)).toBeLessThan(0);
          if (interval.lo > 0.001) expect(lead(interval.lo - 0.001)).toBeLessThan(0);
          expect(interval.above === null).toBe(interval.hi === 1);
          expect(interval.below === null).toBe(interval.lo === 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of the whole ranking keeps every rank inside it, and lies within that of the leader', () => {
    fc.assert(
      fc.property(withWeights, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ matrix, weights }, share) => {
        const ranks = competitionRanks(weightedSum(matrix, weights), 'higher', SCORE_TIE);
        for (const { criterion, leader, ranking } of stabilityOf(matrix, weights)) {
          if (!leader || !ranking) continue;
          expect(ranking.lo).toBeGreaterThanOrEqual(leader.lo - 1e-9);
          expect(ranking.hi).toBeLessThanOrEqual(leader.hi + 1e-9);
          if (ranking.hi - ranking.lo < 1e-6) continue;
          const inside = ranking.lo + share * (ranking.hi - ranking.lo);
          expect(competitionRanks(weightedSum(matrix, at(weights, criterion, inside)), 'higher', SCORE_TIE)).toEqual(ranks);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no interval for a criterion with all the weight: the others have no proportions to keep', () => {
    expect(
      stabilityOf(
        matrixOf([
          [1, 0],
          [0, 1],
        ]),
        [1, 0],
      )[0],
    ).toEqual({ criterion: 0, weight: 1, leader: null, ranking: null });
  });

  it('closes on the side where a tied alternative gains', () => {
    const [first] = stabilityOf(
      matrixOf([
        [1, 0],
        [0, 1],
      ]),
      [0.5, 0.5],
    );
    expect(first?.leader).toEqual({ lo: 0.5, hi: 1, below: 1, above: null });
    expect(first?.ranking).toMatchObject({ lo: 0.5, hi: 0.5 });
  });
});

describe('the leader envelope', () => {
  it('covers 0 to 1 without gaps, and names the leader of every weight', () => {
    fc.assert(
      fc.property(withWeights, fc.double({ min: 0, max: 1, noNaN: true }), ({ matrix, weights }, t) => {
        for (let criterion = 0; criterion < matrix.columns; criterion++) {
          const segments = leaderEnvelope(matrix, weights, criterion);
          if ((weights[criterion] as number) > 1 - 1e-12) {
            expect(segments).toEqual([]);
            continue;
          }
          expect(segments[0]?.from).toBe(0);
          expect(segments.at(-1)?.to).toBe(1);
          for (let i = 1; i < segments.length; i++) expect(segments[i]?.from).toBe(segments[i - 1]?.to);
          const segment = segments.find(({ from, to }) => from <= t && t <= to);
          const scores = weightedSum(matrix, at(weights, criterion, t));
          for (const leader of segment?.leaders ?? []) expect(scores[leader]).toBeGreaterThan(Math.max(...scores) - 1e-9);
          expect(segment?.leaders.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('tipping points', () => {
  it('make the two tie when they are applied', () => {
    fc.assert(
      fc.property(
        withWeights.filter(({ matrix }) => matrix.rows > 1),
        ({ matrix, weights }) => {
          const points = tippingPoints(matrix, weights, 0, 1);
          const gapAt = (changed: Matrix, by: ArrayLike<number>) => {
            const scores = weightedSum(changed, by);
            return (scores[0] as number) - (scores[1] as number);
          };
          expect(gapAt(matrix, weights)).toBeCloseTo(points.gap, 12);
          for (let j = 0; j < matrix.columns; j++) {
            const weight = points.weight[j] ?? null;
            if (weight !== null) expect(gapAt(matrix, at(weights, j, weight))).toBeCloseTo(0, 9);
            for (const [row, value] of [
              [0, points.firstAt[j]],
              [1, points.secondAt[j]],
            ] as const) {
              if (typeof value !== 'number') continue;
              const cells = matrix.cells.slice();
              cells[row * matrix.columns + j] = value;
              expect(gapAt({ ...matrix, cells }, weights)).toBeCloseTo(0, 9);
            }
          }
          if (points.leastChange) expect(gapAt(matrix, points.leastChange.weights)).toBeCloseTo(0, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('change no weight of two that are 1e-12 apart, which is no gap', () => {
    const { gap, leastChange } = tippingPoints(matrixOf([[1e-12], [0]]), [1], 0, 1);
    expect(gap).toBe(1e-12);
    expect(leastChange).toEqual({ total: 0, weights: Float64Array.of(1) });
  });

  it('by least total weight change are the optimum of the linear program', () => {
    fc.assert(
      fc.property(
        withWeights.filter(({ matrix }) => matrix.rows > 1),
        ({ matrix, weights }) => {
          const n = matrix.columns;
          const difference = (j: number) => (matrix.cells[j] as number) - (matrix.cells[n + j] as number);
          const gap = weights.reduce((sum, weight, j) => sum + weight * difference(j), 0);
          // variables: what is added to each weight, then what is taken from it
          const signed = (coefficient: (j: number) => number) =>
            Float64Array.from({ length: 2 * n }, (_, k) => (k < n ? coefficient(k) : -coefficient(k - n)));
          const least = maximise({
            objective: new Float64Array(2 * n).fill(-1),
            rows: [
              { coefficients: signed(() => 1), limits: { equal: 0 } },
              { coefficients: signed(difference), limits: { equal: -gap } },
              ...weights.map((weight, j) => ({
                coefficients: Float64Array.from({ length: 2 * n }, (_, k) => (k === n + j ? 1 : 0)),
                limits: { max: weight },
              })),
            ],
          });
          const { leastChange } = tippingPoints(matrix, weights, 0, 1);
          if (least === null) expect(leastChange).toBeNull();
          else expect(leastChange?.total).toBeCloseTo(-least.value, 8);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('Pareto dominance', () => {
  it('keeps exactly those that none is at least as good as everywhere and better somewhere', () => {
    fc.assert(
      fc.property(values(), (matrix) => {
        const better = (a: number, b: number) => {
          const [x, y] = [[...rowOf(matrix, a)], [...rowOf(matrix, b)]];
          return x.every((value, j) => value >= (y[j] as number)) && x.some((value, j) => value > (y[j] as number));
        };
        const all = Array.from({ length: matrix.rows }, (_, i) => i);
        const front = paretoFront(matrix, matrix);
        expect(front.nondominated).toEqual(all.filter((i) => !all.some((k) => better(k, i))));
        expect(new Set([...front.dominated.values()].flat()).size).toBe(front.dominatedCount);
        for (const [a, list] of front.dominated) expect(list).toEqual(all.filter((b) => better(a, b)));
      }),
    );
  });

  it('says nothing about a value that may be anything', () => {
    const low = matrixOf([
      [1, 1],
      [0.5, Number.NEGATIVE_INFINITY],
    ]);
    const high = matrixOf([
      [1, 1],
      [0.5, Number.POSITIVE_INFINITY],
    ]);
    expect(paretoFront(low, high).nondominated).toEqual([0, 1]);
  });
});

describe('potential optimality', () => {
  it('tells strict, weak and never apart, with the widest margin', () => {
    const found = potentialOptimality(
      matrixOf([
        [1, 0],
        [0, 1],
        [0.5, 0.5],
        [0.4, 0.4],
      ]),
      {},
    );
    expect(found.map(({ kind }) => kind)).toEqual(['strict', 'strict', 'weak', 'no']);
    expect(found[0]?.margin).toBeCloseTo(0.5, 9);
    expect(found[3]?.margin).toBeCloseTo(-0.1, 9);
    expect(found[3]?.witnessWeights).toBeNull();
  });

  it('keeps to the constraints on the weights', () => {
    const [first, second] = potentialOptimality(
      matrixOf([
        [1, 0],
        [0, 1],
      ]),
      { order: [0, 1] },
    );
    expect(first?.kind).toBe('strict');
    expect(second).toMatchObject({ kind: 'weak' });
    expect(
      potentialOptimality(
        matrixOf([
          [1, 0],
          [0, 1],
        ]),
        { bounds: [[0, 0.6, 1]] },
      )[1]?.margin,
    ).toBeCloseTo(-0.2, 9);
  });

  it('agrees with the program over all rivals at once, and its witness attains the margin', () => {
    fc.assert(
      fc.property(values(30, 6), (matrix) => {
        for (const { alternative, margin, kind, witnessWeights } of potentialOptimality(matrix, {})) {
          const rivals = Array.from({ length: matrix.rows }, (_, i) => i).filter((i) => i !== alternative);
          const n = matrix.columns;
          const eps = Float64Array.from({ length: n + 1 }, (_, k) => (k === n ? 1 : 0));
          const whole = maximise({
            objective: eps,
            rows: [
              { coefficients: new Float64Array(n + 1).fill(1, 0, n), limits: { equal: 1 } },
              { coefficients: eps, limits: { max: 2 } },
              ...rivals.map((rival) => ({
                coefficients: Float64Array.from({ length: n + 1 }, (_, j) =>
                  j === n ? -1 : (matrix.cells[alternative * n + j] as number) - (matrix.cells[rival * n + j] as number),
                ),
                limits: { min: -1 },
              })),
            ],
          });
          expect(margin).toBeCloseTo((whole?.value as number) - 1, 8);
          if (kind === 'no' || !witnessWeights) continue;
          const scores = weightedSum(matrix, witnessWeights);
          for (const rival of rivals) expect((scores[alternative] as number) - (scores[rival] as number)).toBeGreaterThan(margin - 1e-8);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a linear program', () => {
  it('that is bounded by nothing is a fault of the caller', () => {
    expect(() => maximise({ objective: Float64Array.of(1), rows: [] })).toThrow('linear program: unbounded');
  });

  it('that nothing satisfies has no solution', () => {
    const only = (min: number, max: number) => ({ coefficients: Float64Array.of(1), limits: { min, max } });
    expect(maximise({ objective: Float64Array.of(1), rows: [only(2, 5), only(0, 1)] })).toBeNull();
    expect(maximise({ objective: Float64Array.of(1), rows: [only(2, 5), only(0, 3)] })).toEqual({ value: 3, x: Float64Array.of(3) });
  });
});
