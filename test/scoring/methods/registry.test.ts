import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/scoring/analysis/analyse.ts';
import { analysisFaults } from '../../../src/scoring/analysis/check.ts';
import { AnalysisCriterion, AnalysisRequest } from '../../../src/scoring/analysis/request.ts';
import type { Direction } from '../../../src/scoring/columns.ts';
import { matrixOf } from '../../../src/scoring/matrix.ts';
import { methodResult, scoresOnValues } from '../../../src/scoring/methods/method-result.ts';
import { DEFAULT_METHOD, METHODS, MethodName, methodNamed } from '../../../src/scoring/methods/registry.ts';
import { weightedSum } from '../../../src/scoring/methods/weighted-sum.ts';
import { normaliseWeights } from '../../../src/scoring/weights/direct.ts';

const values = fc.constantFrom(0, 0.1, 0.25, 0.5, 0.9, 1);
const tables = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 })).chain(([m, n]) =>
  fc.record({
    rows: fc.array(fc.array(values, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
    weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }).map(normaliseWeights),
  }),
);
const names = (rows: readonly unknown[]) => rows.map((_, i) => `a${i}`);

describe('the registry', () => {
  test('names each method once, and what ranks by default is additive and compared', () => {
    expect(new Set(MethodName.options).size).toBe(METHODS.length);
    expect(MethodName.options).toEqual(METHODS.map(({ name }) => name));
    const { isAdditive, comparedInRobustness, onValues } = methodNamed(DEFAULT_METHOD);
    expect([isAdditive, comparedInRobustness, onValues]).toEqual([true, true, 'run']);
  });

  test('has no two methods that set different things under one name', () => {
    const members = METHODS.flatMap(({ criterionSettings }) => Object.keys(criterionSettings));
    expect(new Set(members).size).toBe(members.length);
    const own = ['id', 'direction', 'scale'];
    expect(Object.keys(AnalysisCriterion.shape)).toEqual([...own, ...members]);
    const settings = METHODS.filter((method) => method.settings !== null).map(({ name }) => name);
    expect(Object.keys(AnalysisRequest.shape).filter((key) => MethodName.safeParse(key).success)).toEqual(settings);
  });

  test('is the only place that names methods: the rest asks what a method declares', () => {
    const quoted = new RegExp(`['"\`](${MethodName.options.join('|')})['"\`]`);
    const naming = sources('src').filter((path) => !path.startsWith('src/scoring/methods/') && quoted.test(readFileSync(path, 'utf8')));
    expect(naming).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`);
}

describe.each(METHODS.map((method) => [method.name, method] as const))('%s', (name, method) => {
  test('scores any values of [0, 1] with finite numbers, as rankings and their robustness ask', () => {
    fc.assert(
      fc.property(tables, ({ rows, weights }) => {
        const { scores, ranks } = scoresOnValues(method, matrixOf(rows), weights, names(rows));
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(ranks).toContain(1);
      }),
    );
  });

  test('is additive as it says: then its scores are weighted sums', () => {
    const isSum = ({ rows, weights }: { rows: number[][]; weights: number[] }) => {
      const { scores } = scoresOnValues(method, matrixOf(rows), weights, names(rows));
      return weightedSum(matrixOf(rows), weights).every((sum, i) => Math.abs(sum - (scores[i] ?? Number.NaN)) < 1e-12);
    };
    const found = fc.check(fc.property(tables, isSum), { numRuns: 300, seed: 1 });
    expect(found.failed).toBe(!method.isAdditive);
  });

  test('is relative as it says: then an alternative that comes moves the scores of others', () => {
    const isUnmoved = ({ rows, weights }: { rows: number[][]; weights: number[] }) => {
      const before = scoresOnValues(method, matrixOf(rows), weights, names(rows)).scores;
      const more = [...rows, weights.map((_, j) => (j === 0 ? 0 : 1))];
      const after = scoresOnValues(method, matrixOf(more), weights, names(more)).scores;
      return before.every((score, i) => Math.abs(score - (after[i] ?? Number.NaN)) < 1e-9);
    };
    const found = fc.check(fc.property(tables, isUnmoved), { numRuns: 300, seed: 1 });
    expect(found.failed).toBe(method.isRelative);
    if (method.departure) expect(method.departure.reason === 'relative_to_candidates').toBe(method.isRelative);
  });

  test('of what is zero, negative, huge, tiny, alone or alike: answers with finite numbers, or refuses at the cell', () => {
    const extreme = fc.constantFrom(0, -1, 1, 3, -2.5, 1e300, -1e300, 1e-300, 5e-324, -5e-324, 1e150);
    const requests = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.boolean())
      .chain(([m, n, alike]) =>
        fc.record({
          matrix: alike
            ? fc.array(extreme, { minLength: n, maxLength: n }).map((row) => new Array<number[]>(m).fill(row))
            : fc.array(fc.array(extreme, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
          directions: fc.array(fc.constantFrom<Direction>('min', 'max'), { minLength: n, maxLength: n }),
          weights: fc
            .array(fc.constantFrom(0, 1, 5), { minLength: n, maxLength: n })
            .map((list) => list.map((weight, j) => weight + (j === 0 ? 1 : 0))),
        }),
      )
      .map(({ matrix, directions, weights }) =>
        AnalysisRequest.parse({
          alternatives: names(matrix),
          criteria: directions.map((direction, j) => {
            const [worst, best] = direction === 'max' ? [-1e300, 1e300] : [1e300, -1e300];
            return { id: `c${j}`, direction, scale: { worst, best } };
          }),
          matrix,
          weights,
          methods: [name],
        }),
      );
    let answered = 0;
    fc.assert(
      fc.property(requests, (request) => {
        const { invalid, impossible } = analysisFaults(request);
        expect(invalid).toEqual([]);
        if (impossible.length > 0) {
          for (const { path } of impossible) {
            const [part, i, j] = path as [string, number, number];
            expect([part, method.refusal(request.matrix[i]?.[j] as number, request.criteria[j]?.direction as Direction)]).toEqual([
              'matrix',
              expect.anything(),
            ]);
          }
          return;
        }
        answered++;
        const { results } = analyse(request);
        expect(results?.[name]?.scores.every(Number.isFinite)).toBe(true);
        expect(JSON.stringify(results)).not.toContain('null');
      }),
      { numRuns: 300 },
    );
    expect(answered).toBeGreaterThan(10);
  });

  test('takes more work for more alternatives', () => {
    const criteria = ['c0', 'c1'].map((id) => ({ id, direction: 'max' as const }));
    expect(method.units({ alternatives: 3, criteria })).toBeGreaterThan(0);
    expect(method.units({ alternatives: 30, criteria })).toBeGreaterThan(method.units({ alternatives: 3, criteria }));
  });

  test('is run on a problem by the shape that it declares, and no other member', () => {
    const raw = matrixOf([
      [0.2, 0.9],
      [0.7, 0.4],
    ]);
    const result = methodResult(method, {
      alternatives: ['a', 'b'],
      criteria: [{ direction: 'max' }, { direction: 'max' }],
      weights: [0.5, 0.5],
      raw: () => raw,
      values: () => ({ point: raw, low: raw, high: raw }),
      settings: undefined,
    });
    expect(Object.keys(result)).toEqual(['better', 'scores', 'ranks', ...Object.keys(method.details)]);
    expect(result.better).toBe(method.better);
  });
});
