import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../src/scoring/columns.ts';
import { type Matrix, matrixOf } from '../../src/scoring/matrix.ts';
import type { Method } from '../../src/scoring/methods/method.ts';
import type { PreferenceFunction } from '../../src/scoring/methods/preference-function.ts';
import { prometheeII } from '../../src/scoring/methods/promethee-ii.ts';
import { METHODS } from '../../src/scoring/methods/registry.ts';
import { weightedSum } from '../../src/scoring/methods/weighted-sum.ts';
import { competitionRanks } from '../../src/scoring/ranks.ts';
import { isIncreasing, type NumberScale, rawOf, scaledValue } from '../../src/scoring/value-scale.ts';
import { normaliseWeights } from '../../src/scoring/weights/direct.ts';

type Problem = {
  readonly rows: number[][];
  readonly directions: Direction[];
  readonly weights: number[];
  readonly preferences: PreferenceFunction[];
};

const threshold = fc.integer({ min: 0, max: 40 }).map((k) => k / 4);
const preference: fc.Arbitrary<PreferenceFunction> = fc.oneof(
  fc.constant({ kind: 'usual' as const }),
  fc.record({ kind: fc.constant('u_shape' as const), q: threshold }),
  fc.record({ kind: fc.constant('v_shape' as const), p: threshold }),
  fc
    .tuple(fc.constantFrom('level' as const, 'linear' as const), threshold, threshold)
    .map(([kind, a, b]) => ({ kind, q: Math.min(a, b), p: Math.max(a, b) })),
  fc.record({ kind: fc.constant('gaussian' as const), s: threshold.map((s) => s + 0.25) }),
);
const problems: fc.Arbitrary<Problem> = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 })).chain(([m, n]) =>
  fc.record({
    rows: fc.array(
      fc.array(
        fc.integer({ min: 1, max: 60 }).map((k) => k / 4),
        { minLength: n, maxLength: n },
      ),
      { minLength: m, maxLength: m },
    ),
    directions: fc.array(fc.constantFrom<Direction>('min', 'max'), { minLength: n, maxLength: n }),
    weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }).map(normaliseWeights),
    preferences: fc.array(preference, { minLength: n, maxLength: n }),
  }),
);

/** What the ranks of a method go by, as scores of which more is better. Values run over the range of the problems, 0 to 15. */
function scoresBy(method: Method, raw: Matrix, { directions, weights, preferences }: Problem): Float64Array {
  const value = (cell: number, at: number) => (directions[at % raw.columns] === 'max' ? cell / 15 : 1 - cell / 15);
  const point = { ...raw, cells: raw.cells.map(value) };
  const { scores, rankedBy = scores } = method.run({
    alternatives: Array.from({ length: raw.rows }, (_, i) => `a${i}`),
    criteria: directions.map((direction, j) => ({ direction, preference: preferences[j] })),
    weights,
    raw: () => raw,
    values: () => ({ point, low: point, high: point }),
    settings: undefined,
  });
  return method.better === 'higher' ? rankedBy : rankedBy.map((score) => -score);
}

const EACH = METHODS.map((method) => [method.name, method] as const);

describe.each(EACH)('%s', (_name, method) => {
  const scoresOf = (raw: Matrix, problem: Problem) => scoresBy(method, raw, problem);

  it('does not depend on the order of alternatives or criteria', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 0, max: 11 }), (problem, turn) => {
        const rotated = <T>(list: readonly T[]) => [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)];
        const scores = scoresOf(matrixOf(problem.rows), problem);
        const turned = {
          rows: problem.rows,
          directions: rotated(problem.directions),
          weights: rotated(problem.weights),
          preferences: rotated(problem.preferences),
        };
        const again = scoresOf(matrixOf(rotated(problem.rows).map(rotated)), turned);
        for (const [i, score] of rotated([...scores]).entries()) expect(again[i]).toBeCloseTo(score, 9);
      }),
    );
  });

  it('never ranks an alternative below one that it dominates', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const better = (a: number, b: number, j: number) => (problem.directions[j] === 'max' ? a >= b : a <= b);
        const scores = scoresOf(matrixOf(problem.rows), problem);
        const ranks = competitionRanks(scores, 'higher');
        for (const [a, row] of problem.rows.entries())
          for (const [b, other] of problem.rows.entries())
            if (row.every((value, j) => better(value, other[j] as number, j))) expect(ranks[a]).toBeLessThanOrEqual(ranks[b] as number);
      }),
    );
  });
});

// what is set for a method at a criterion is in the units of that criterion, and so are the anchors of value scales
const WITHOUT_UNITS = EACH.filter(
  ([, { reads, criterionSettings }]) => reads === 'performances' && Object.keys(criterionSettings).length === 0,
);

describe.each(WITHOUT_UNITS)('%s', (_name, method) => {
  const scoresOf = (raw: Matrix, problem: Problem) => scoresBy(method, raw, problem);

  it('does not depend on units', () => {
    fc.assert(
      fc.property(problems, fc.array(fc.constantFrom(1000, 0.001, 1024, 3600), { minLength: 6, maxLength: 6 }), (problem, units) => {
        const ranks = (rows: number[][]) => competitionRanks(scoresOf(matrixOf(rows), problem), 'higher', 1e-9);
        expect(ranks(problem.rows.map((row) => row.map((value, j) => value * (units[j] as number))))).toEqual(ranks(problem.rows));
      }),
    );
  });
});

describe('PROMETHEE II', () => {
  it('has net flows that sum to 0, and agrees with the sum over all pairs', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { phi, phiPlus, phiMinus } = prometheeII(matrixOf(problem.rows), problem.directions, problem.weights, problem.preferences);
        expect(phi.reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(0, 10);
        const m = problem.rows.length;
        const preferred = (a: number[], b: number[]) =>
          a.reduce(
            (sum, value, j) =>
              sum +
              (problem.weights[j] as number) *
                byDefinition(
                  problem.preferences[j] as PreferenceFunction,
                  (problem.directions[j] === 'max' ? 1 : -1) * (value - (b[j] as number)),
                ),
            0,
          );
        for (const [i, row] of problem.rows.entries()) {
          const plus = problem.rows.reduce((sum, other) => sum + preferred(row, other), 0);
          const minus = problem.rows.reduce((sum, other) => sum + preferred(other, row), 0);
          expect(phiPlus[i]).toBeCloseTo(m > 1 ? plus / (m - 1) : 0, 10);
          expect(phiMinus[i]).toBeCloseTo(m > 1 ? minus / (m - 1) : 0, 10);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Brans, Vincke and Mareschal 1986, table 1, as printed. */
function byDefinition(preference: PreferenceFunction, d: number): number {
  if (d <= 0) return 0;
  switch (preference.kind) {
    case 'usual':
      return 1;
    case 'u_shape':
      return d > preference.q ? 1 : 0;
    case 'v_shape':
      return d > preference.p ? 1 : d / preference.p;
    case 'level':
      return d > preference.p ? 1 : d > preference.q ? 0.5 : 0;
    case 'linear':
      return d > preference.p ? 1 : d > preference.q ? (d - preference.q) / (preference.p - preference.q) : 0;
    case 'gaussian':
      return 1 - Math.exp(-(d * d) / (2 * preference.s ** 2));
  }
}

describe('the weighted sum over fixed scales', () => {
  it('never moves when alternatives come or go', () => {
    fc.assert(
      fc.property(problems, problems, ({ rows, weights }, { rows: newcomers }) => {
        const n = weights.length;
        const fitted = newcomers.map((row) => Array.from({ length: n }, (_, j) => row[j % row.length] as number));
        const before = weightedSum(matrixOf(rows), weights);
        const after = weightedSum(matrixOf([...rows, ...fitted]), weights);
        expect([...after.subarray(0, rows.length)]).toEqual([...before]);
      }),
    );
  });
});

describe('a value scale', () => {
  const scales: fc.Arbitrary<NumberScale> = fc.oneof(
    fc
      .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 500 }), fc.boolean())
      .map(([worst, range, rising]) => ({ kind: 'linear' as const, worst, best: rising ? worst + range : worst - range })),
    fc
      .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 500 }), fc.boolean())
      .map(([low, factor, rising]) => ({ kind: 'log' as const, worst: rising ? low : low * factor, best: rising ? low * factor : low })),
    fc.constantFrom<NumberScale>(
      {
        kind: 'steps',
        points: [
          [0, 0],
          [10, 0.2],
          [11, 0.9],
          [50, 1],
        ],
      },
      {
        kind: 'steps',
        points: [
          [-5, 1],
          [0, 0.4],
          [1, 0],
        ],
      },
    ),
  );

  it('is undone by rawOf', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (scale, value) => {
        const raw = rawOf(scale, value);
        expect(raw).not.toBeNull();
        expect(scaledValue(scale, raw as number)).toBeCloseTo(value, 8);
      }),
    );
  });

  it('gives more to what is better, 0 to 1, clamped', () => {
    fc.assert(
      fc.property(
        scales,
        fc.double({ min: -2000, max: 600000, noNaN: true }),
        fc.double({ min: -2000, max: 600000, noNaN: true }),
        (scale, a, b) => {
          const [low, high] = [scaledValue(scale, Math.min(a, b)), scaledValue(scale, Math.max(a, b))];
          expect(isIncreasing(scale) ? high - low : low - high).toBeGreaterThanOrEqual(0);
          for (const value of [low, high]) expect(value >= 0 && value <= 1).toBe(true);
        },
      ),
    );
  });

  it('has no raw number for a value that it never takes, and the least of a level stretch', () => {
    expect(
      rawOf(
        {
          kind: 'steps',
          points: [
            [0, 0.2],
            [10, 0.8],
          ],
        },
        0.1,
      ),
    ).toBeNull();
    expect(
      rawOf(
        {
          kind: 'steps',
          points: [
            [0, 0],
            [10, 0.5],
            [20, 0.5],
            [30, 1],
          ],
        },
        0.5,
      ),
    ).toBe(10);
    expect(rawOf({ kind: 'linear', worst: 0, best: 1 }, 1.1)).toBeNull();
  });
});
