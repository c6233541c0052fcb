import fc from 'fast-check';
import type { AnalysisRequest } from '../../src/scoring/analysis/request.ts';
import { reciprocal } from './requests.ts';

/** Valid questions to the bare engine: every scheme of weights, method, analysis and kind of cell. */

type Sizes = { readonly rows: number; readonly columns: number };
type Analyses = NonNullable<AnalysisRequest['analyses']>;

const OF_KNOWN = ['weighted_sum_minmax', 'weighted_product', 'topsis', 'vikor', 'promethee_ii', 'weighted_sum'] as const;
const OF_ALL = ['weighted_sum'] as const;
const PREFERENCES = [
  { kind: 'usual' },
  { kind: 'u_shape', q: 5 },
  { kind: 'v_shape', p: 20 },
  { kind: 'level', q: 5, p: 20 },
  { kind: 'linear', q: 5, p: 20 },
  { kind: 'gaussian', s: 10 },
] as const;

export function randomAnalyses(count: number, seed: number): AnalysisRequest[] {
  const sizes = fc.record({ rows: fc.integer({ min: 2, max: 9 }), columns: fc.integer({ min: 1, max: 5 }) });
  return fc.sample(
    sizes.chain((size) => fc.boolean().chain((known) => analysis(size, known))),
    { numRuns: count, seed },
  );
}

const named = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

/** `known`: whether every performance is; only then the methods but the weighted sum can be asked for. */
function analysis({ rows, columns }: Sizes, known: boolean): fc.Arbitrary<AnalysisRequest> {
  const alternatives = named('a', rows);
  const ids = named('c', columns);
  const each = <T>(arbitrary: fc.Arbitrary<T>, count: number) => fc.array(arbitrary, { minLength: count, maxLength: count });
  return fc
    .record({
      criteria: fc.tuple(...ids.map(criterion)),
      matrix: each(each(known ? KNOWN : CELL, columns), rows),
      weights: weights(columns),
      methods: fc.subarray(known ? [...OF_KNOWN] : [...OF_ALL], { minLength: 1 }),
      constraints: fc.constantFrom(undefined, ...constraints(ids)),
      vikor: fc.constantFrom(undefined, { v: 0.3 }),
      analyses: analyses(alternatives),
    })
    .map(({ constraints: under, vikor, ...asked }) => ({
      alternatives,
      ...asked,
      ...(under && { constraints: under }),
      ...(vikor && { vikor }),
    }));
}

const KNOWN = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(50, 50, 99.5));
const CELL = fc.oneof(
  { weight: 6, arbitrary: KNOWN },
  {
    weight: 2,
    arbitrary: fc.tuple(KNOWN, KNOWN).map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]),
  },
  { weight: 1, arbitrary: fc.record({ mean: KNOWN, sd: fc.constantFrom(0, 5) }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

type Criterion = AnalysisRequest['criteria'][number];
type Scale = NonNullable<Criterion['scale']>;
const RISING: Scale[] = [
  { kind: 'linear', worst: 0, best: 100 },
  { worst: 10, best: 80 },
  { kind: 'log', worst: 1, best: 100 },
  {
    kind: 'steps',
    points: [
      [0, 0],
      [40, 0.25],
      [100, 1],
    ],
  },
];
const FALLING: Scale[] = [
  { kind: 'linear', worst: 100, best: 0 },
  { kind: 'log', worst: 90, best: 2 },
];

function criterion(id: string): fc.Arbitrary<Criterion> {
  const preferences = fc.constantFrom(...PREFERENCES);
  return fc.oneof(
    fc.record({ id: fc.constant(id), direction: fc.constant('max' as const), scale: fc.constantFrom(...RISING), preference: preferences }),
    fc.record({ id: fc.constant(id), direction: fc.constant('min' as const), scale: fc.constantFrom(...FALLING), preference: preferences }),
  );
}

function weights(columns: number): fc.Arbitrary<NonNullable<AnalysisRequest['weights']>> {
  const list = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: columns, maxLength: columns });
  return fc.oneof(
    list,
    fc
      .tuple(fc.constantFrom('roc' as const, 'rank_sum' as const, 'rank_reciprocal' as const), list)
      .map(([scheme, ranks]) => ({ scheme, ranks })),
    list.map((points) => ({ scheme: 'swing' as const, points })),
    list.map((judgements) => ({ scheme: 'pairwise' as const, matrix: reciprocal(columns, judgements) })),
  );
}

function constraints(ids: readonly string[]): NonNullable<AnalysisRequest['constraints']>[] {
  const [first = '', second] = ids;
  const alone = [{ order: [...ids] }, { bounds: { [first]: [0.2, 1] as [number, number] } }];
  if (second === undefined) return alone;
  return [...alone, { at_least: [[first, second]] }, { ratios: [[first, second, 0.5, 3]] }, { order: [second, first] }];
}

function analyses([first = '', second = '']: readonly string[]): fc.Arbitrary<Analyses> {
  return fc.record(
    {
      pareto: fc.boolean(),
      weight_stability: fc.boolean(),
      leader_envelope: fc.boolean(),
      potential_optimality: fc.boolean(),
      tipping_points: fc.constant([[first, second] as [string, string], [second, first] as [string, string]]),
      rank_acceptability: fc.record({ samples: fc.integer({ min: 1, max: 300 }), seed: fc.integer({ min: 0, max: 9 }) }),
    },
    { requiredKeys: [] },
  );
}
