import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/scoring/analysis/analyse.ts';
import { analysisFaults } from '../../src/scoring/analysis/check.ts';
import { AnalysisRequest } from '../../src/scoring/analysis/request.ts';
import { matrixOf } from '../../src/scoring/matrix.ts';
import type { PreferenceFunction } from '../../src/scoring/methods/preference-function.ts';
import { prometheeII } from '../../src/scoring/methods/promethee-ii.ts';
import { MethodName } from '../../src/scoring/methods/registry.ts';
import { topsis } from '../../src/scoring/methods/topsis.ts';
import { vikor } from '../../src/scoring/methods/vikor.ts';
import { weightedProduct } from '../../src/scoring/methods/weighted-product.ts';
import { weightedSumMinmax } from '../../src/scoring/methods/weighted-sum-minmax.ts';
import { competitionRanks } from '../../src/scoring/ranks.ts';

const MAX2 = ['max', 'max'] as const;
const HALVES = [0.5, 0.5];
const usual = (n: number): PreferenceFunction[] => new Array(n).fill({ kind: 'usual' });

describe('a column in which all are equal', () => {
  const raw = matrixOf([
    [1, 7],
    [2, 7],
  ]);
  it('gives 0 to all by min-max, where pymcdm gives 1 and pyrepo-mcda NaN', () =>
    expect([...weightedSumMinmax(raw, MAX2, HALVES)]).toEqual([0, 0.5]));
  it('adds no distance to TOPSIS', () => expect([...topsis(raw, MAX2, HALVES).closeness]).toEqual([0, 1]));
  it('adds no regret to VIKOR, where pymcdm refuses and pyrepo-mcda gives NaN', () =>
    expect([...vikor(raw, MAX2, HALVES, 0.5).q]).toEqual([1, 0]));
  it('adds no flow to PROMETHEE II', () => expect([...prometheeII(raw, MAX2, HALVES, usual(2)).phi]).toEqual([-0.5, 0.5]));
});

describe('one alternative', () => {
  const raw = matrixOf([[3, 4]]);
  it('has closeness 1, Q 0 as its own compromise, flows 0 and ratio 1', () => {
    expect([...topsis(raw, MAX2, HALVES).closeness]).toEqual([1]);
    expect(vikor(raw, MAX2, HALVES, 0.5)).toMatchObject({
      q: Float64Array.of(0),
      compromise: { alternatives: [0], acceptableAdvantage: true, acceptableStability: true },
    });
    expect([...prometheeII(raw, MAX2, HALVES, usual(2)).phi]).toEqual([0]);
    expect([...weightedProduct(raw, MAX2, HALVES).ratioToBest]).toEqual([1]);
    expect([...weightedSumMinmax(raw, MAX2, HALVES)]).toEqual([0]);
  });
});

describe('ties that are exact in decimals and not in floats', () => {
  // each row scores 0.5 on paper; in binary they differ by 1e-16
  const rows = [
    [0.1, 0.9],
    [0.2, 0.8],
    [0.3, 0.7],
    [0.1 + 0.2, 1 - (0.1 + 0.2)],
    [0.6, 0.4],
  ];

  it('share rank 1 in a weighted sum', () => {
    const scores = rows.map(([a, b]) => 0.5 * (a as number) + 0.5 * (b as number));
    expect(competitionRanks(scores, 'higher')).toEqual([1, 1, 1, 1, 1]);
  });

  it('give Q by the regret alone in VIKOR, where four libraries are wrong by 0.5', () => {
    const raw = matrixOf([
      [0, 1],
      [0.25, 0.75],
      [0.1 + 0.2, 1 - (0.1 + 0.2)],
      [0.6, 0.4],
      [1, 0],
    ]);
    const { s, q } = vikor(raw, MAX2, HALVES, 0.5);
    for (const utility of s) expect(utility).toBeCloseTo(0.5, 12);
    // R from 0.3 (at 0.6, 0.4) to 0.5 (the two ends), half of its share of that range
    expect(q[0]).toBeCloseTo(0.5, 9);
    expect(q[3]).toBeCloseTo(0, 9);
    expect(q[2]).toBeCloseTo(0.125, 9);
  });

  it('are no difference to the usual preference, nor more than a threshold that they equal', () => {
    expect([...prometheeII(matrixOf([[0.3], [0.1 + 0.2]]), ['max'], [1], usual(1)).phi]).toEqual([0, 0]);
    // 0.8 - 0.6 is 0.20000000000000007
    expect([...prometheeII(matrixOf([[0.8], [0.6]]), ['max'], [1], [{ kind: 'u_shape', q: 0.2 }]).phi]).toEqual([0, 0]);
    expect([...prometheeII(matrixOf([[0.8], [0.6]]), ['max'], [1], [{ kind: 'level', q: 0.1, p: 0.2 }]).phi]).toEqual([0.5, -0.5]);
  });

  it('are no difference beside a zero either: what floats can tell is measured by the largest in the column', () =>
    expect([...prometheeII(matrixOf([[0], [0.3], [0.1 + 0.2]]), ['max'], [1], usual(1)).phi]).toEqual([-1, 0.5, 0.5]));

  it('make a column flat: TOPSIS does not rank by them', () => {
    const { closeness } = topsis(
      matrixOf([
        [0.3, 1],
        [0.1 + 0.2, 1],
      ]),
      MAX2,
      HALVES,
    );
    expect([...closeness]).toEqual([1, 1]);
  });
});

describe('ranks', () => {
  it('are 1, 2, 2, 4: rank r says that r - 1 are better', () =>
    expect(competitionRanks([0.9, 0.5, 0.5, 0.1], 'higher')).toEqual([1, 2, 2, 4]));
  it('run the other way where low is best', () => expect(competitionRanks([0.9, 0.5, 0.5, 0.1], 'lower')).toEqual([4, 2, 2, 1]));
  it('take the width of a tie from the range of all scores, in whatever order they come', () =>
    expect(competitionRanks([1 - 5e-10, 0, 1], 'higher')).toEqual([1, 3, 1]));
  it('tie at the tolerance itself', () => expect(competitionRanks([1, 0.5, 0], 'higher', 0.5)).toEqual([1, 1, 3]));
  it('do not chain ties along a slope', () => expect(competitionRanks([1, 1 - 0.8e-9, 1 - 1.6e-9, 0], 'higher')).toEqual([1, 1, 3, 4]));
});

describe('extreme magnitudes', () => {
  const grown = (factor: number) =>
    matrixOf([
      [1 * factor, 5],
      [3 * factor, 4],
      [2 * factor, 1],
    ]);
  it.each([1e200, 1e-200])('of %d change nothing that does not depend on units', (factor) => {
    const close = (a: Float64Array, b: Float64Array) => {
      for (const [i, value] of a.entries()) expect(value).toBeCloseTo(b[i] as number, 10);
    };
    close(topsis(grown(factor), MAX2, HALVES).closeness, topsis(grown(1), MAX2, HALVES).closeness);
    close(vikor(grown(factor), MAX2, HALVES, 0.5).q, vikor(grown(1), MAX2, HALVES, 0.5).q);
    close(weightedSumMinmax(grown(factor), MAX2, HALVES), weightedSumMinmax(grown(1), MAX2, HALVES));
    close(weightedProduct(grown(factor), MAX2, HALVES).ratioToBest, weightedProduct(grown(1), MAX2, HALVES).ratioToBest);
    close(
      prometheeII(grown(factor), MAX2, HALVES, [{ kind: 'linear', q: 0.5 * factor, p: 1.5 * factor }, { kind: 'usual' }]).phi,
      prometheeII(grown(1), MAX2, HALVES, [{ kind: 'linear', q: 0.5, p: 1.5 }, { kind: 'usual' }]).phi,
    );
  });
});

describe('preference functions where p = q', () => {
  it('are steps', () => {
    const phi = (preference: PreferenceFunction) => [...prometheeII(matrixOf([[0], [1], [3]]), ['max'], [1], [preference]).phi];
    expect(phi({ kind: 'linear', q: 1, p: 1 })).toEqual(phi({ kind: 'u_shape', q: 1 }));
    expect(phi({ kind: 'level', q: 1, p: 1 })).toEqual(phi({ kind: 'u_shape', q: 1 }));
    expect(phi({ kind: 'linear', q: 0, p: 0 })).toEqual(phi({ kind: 'usual' }));
    expect(phi({ kind: 'v_shape', p: 0 })).toEqual(phi({ kind: 'usual' }));
  });
});

describe('every method and analysis together', () => {
  // few numbers, extreme ones among them, so that zeros, ties, flat columns and equal rows are common
  const performance = fc.constantFrom(0, 1, 1, 2, 0.3, 0.1 + 0.2, -1, 1e200, 1e-200, -1e200, 5e-324);
  const cell = fc.oneof(
    { weight: 5, arbitrary: performance },
    { weight: 1, arbitrary: fc.constantFrom(null, [0, 1], { mean: 1, sd: 0 }, { mean: 0, sd: 1e200 }) },
  );
  const preference = fc.constantFrom<PreferenceFunction>(
    { kind: 'usual' },
    { kind: 'u_shape', q: 1 },
    { kind: 'v_shape', p: 2 },
    { kind: 'level', q: 1, p: 1 },
    { kind: 'linear', q: 0, p: 1e-300 },
    { kind: 'gaussian', s: 1e-200 },
  );
  const criterion = fc.record({
    direction: fc.constant('max' as const),
    scale: fc.constantFrom(
      { worst: 0, best: 1 },
      { worst: -1e200, best: 1e200 },
      { kind: 'log', worst: 1e-150, best: 1e150 },
      {
        kind: 'steps',
        points: [
          [0, 0],
          [1, 0.5],
          [2, 0.5],
        ],
      },
    ),
    preference,
  });
  const weights = fc.oneof(
    fc
      .array(fc.constantFrom(0, 1, 1e-200, 1e200), { minLength: 3, maxLength: 3 })
      .map((own) => (own.some((weight) => weight > 0) ? own : [1, 1, 1])),
    fc.constant({ scheme: 'roc', ranks: [1, 1, 2] }),
    fc.constant({
      scheme: 'pairwise',
      matrix: [
        [1, 9, 1 / 9],
        [1 / 9, 1, 9],
        [9, 1 / 9, 1],
      ],
    }),
  );
  const constraints = fc.constantFrom(
    undefined,
    { order: ['c0', 'c1'] },
    { bounds: { c0: [0.5, 0.5] } },
    {
      at_least: [
        ['c0', 'c1'],
        ['c1', 'c0'],
      ],
    },
    { ratios: [['c0', 'c1', 0, 0]] },
    { bounds: { c0: [0, 0.1], c1: [0, 0.1], c2: [0, 0.1] } },
  );
  const requests = fc
    .record({
      rows: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      criteria: fc.array(criterion, { minLength: 3, maxLength: 3 }),
      weights,
      constraints,
    })
    .map(({ rows, criteria, weights: scheme, constraints: known }) =>
      AnalysisRequest.parse({
        alternatives: rows.map((_, i) => `a${i}`),
        criteria: criteria.map((one, j) => ({ id: `c${j}`, ...one })),
        matrix: rows,
        weights: scheme,
        ...(known && { constraints: known }),
        methods: MethodName.options,
        analyses: {
          pareto: true,
          weight_stability: true,
          leader_envelope: true,
          ...(rows.length > 1 && { tipping_points: [['a0', 'a1']] }),
          potential_optimality: true,
          rank_acceptability: { samples: 50, seed: 1 },
        },
      }),
    );

  it('answer with finite numbers, or refuse at the cell or the constraints', () => {
    let answered = 0;
    fc.assert(
      fc.property(requests, (request) => {
        const { invalid, impossible } = analysisFaults(request);
        expect(invalid).toEqual([]);
        if (impossible.length > 0) {
          expect(impossible.every(({ path }) => path[0] === 'matrix' || path[0] === 'constraints')).toBe(true);
          if (impossible.some(({ path }) => path[0] === 'constraints')) return;
          request.methods = ['weighted_sum'];
        }
        answered++;
        expectFinite(analyse(request), '');
      }),
      { numRuns: 300 },
    );
    expect(answered).toBeGreaterThan(100);
  });
});

function expectFinite(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) expectFinite(inner, `${path}/${key}`);
}
