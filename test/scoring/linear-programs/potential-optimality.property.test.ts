import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matrix, matrixOf } from '../../../src/scoring/matrix.ts';
import { potentialOptimality } from '../../../src/scoring/robustness/potential-optimality.ts';
import { weightPolytope } from '../../../src/scoring/robustness/weight-polytope.ts';
import { halfSpacesOf, type WeightConstraints } from '../../../src/scoring/robustness/weight-space.ts';
import { dot, type Fraction, fractionOf, isLess, minus, numberOf, solved, ZERO } from './fractions.ts';

/** The widest margin by trying every corner in fractions: the definition, without a solver and without rounding. Null: no weights. */
function marginByCorners(values: Matrix, constraints: WeightConstraints, alternative: number): Fraction | null {
  const n = values.columns;
  const f = fractionOf;
  const unit = (j: number): Fraction[] => Array.from({ length: n + 1 }, (_, k) => f(j === k ? 1 : 0));
  const cell = (i: number, j: number) => f(values.cells[i * n + j] as number);
  const sum = { row: [...Array.from({ length: n }, () => f(1)), ZERO], limit: f(1) };
  const rows = [
    ...Array.from({ length: n }, (_, j) => ({ row: unit(j), limit: ZERO })),
    ...halfSpacesOf(constraints).map(({ entries, atLeast }) => ({
      row: Array.from({ length: n + 1 }, (_, k) =>
        entries.reduce((total, [j, coefficient]) => minus(total, f(j === k ? -coefficient : 0)), ZERO),
      ),
      limit: f(atLeast),
    })),
    { row: [...Array.from({ length: n }, () => ZERO), f(-1)], limit: f(-1) },
    ...Array.from({ length: values.rows }, (_, i) => i)
      .filter((i) => i !== alternative)
      .map((rival) => ({
        row: [...Array.from({ length: n }, (_, j) => minus(cell(alternative, j), cell(rival, j))), f(-1)],
        limit: ZERO,
      })),
  ];
  let best: Fraction | null = null;
  for (const chosen of choices(rows, n)) {
    const x = solved([sum.row, ...chosen.map(({ row }) => row)], [sum.limit, ...chosen.map(({ limit }) => limit)]);
    if (x === null || (best !== null && !isLess(best, x[n] as Fraction))) continue;
    if (rows.every(({ row, limit }) => !isLess(dot(row, x), limit))) best = x[n] as Fraction;
  }
  return best;
}

function* choices<T>(list: readonly T[], count: number, from = 0): Generator<T[]> {
  if (count === 0) yield [];
  else for (let i = from; i <= list.length - count; i++) for (const rest of choices(list, count - 1, i + 1)) yield [list[i] as T, ...rest];
}

/** Whether the weights satisfy the constraints, each to within rounding of its own terms. */
function expectKept(weights: Float64Array, constraints: WeightConstraints): void {
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  for (const { entries, atLeast } of halfSpacesOf(constraints)) {
    const terms = entries.map(([j, coefficient]) => coefficient * (weights[j] as number));
    const size = terms.reduce((sum, term) => sum + Math.abs(term), Math.abs(atLeast));
    expect(terms.reduce((sum, term) => sum + term, -atLeast)).toBeGreaterThanOrEqual(-1e-11 * size);
  }
}

function expectExact(values: Matrix, constraints: WeightConstraints): void {
  if (weightPolytope(values.columns, halfSpacesOf(constraints)) === null) {
    expect(marginByCorners(values, constraints, 0)).toBeNull();
    return;
  }
  for (const { alternative, margin, kind, witnessWeights } of potentialOptimality(values, constraints)) {
    const widest = marginByCorners(values, constraints, alternative);
    // constraints that miss one another by less than 1e-12 are taken to meet
    if (widest === null) return;
    const exact = numberOf(widest);
    expect(Math.abs(margin - exact)).toBeLessThan(1e-11);
    expect(kind).toBe(exact > 1e-9 ? 'strict' : exact >= -1e-9 ? 'weak' : 'no');
    expect(witnessWeights === null).toBe(kind === 'no');
    if (witnessWeights === null) continue;
    expectKept(witnessWeights, constraints);
    const score = (i: number) =>
      witnessWeights.reduce((sum, weight, j) => sum + weight * (values.cells[i * values.columns + j] as number), 0);
    for (let rival = 0; rival < values.rows; rival++)
      if (rival !== alternative) expect(score(alternative) - score(rival)).toBeGreaterThan(margin - 1e-11);
  }
}

const quarters = fc.integer({ min: 0, max: 4 }).map((k) => k / 4);
const cells = fc.oneof(
  { weight: 3, arbitrary: quarters },
  fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000),
);
const matrices = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 3 }))
  .chain(([m, n]) =>
    fc.array(fc.array(cells, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }).map((rows) => matrixOf(rows)),
  );
const powers = fc.integer({ min: -12, max: 12 }).map((exponent) => 10 ** exponent);
/** Ratios of weights at any scale, most of them as people write "at least r times": with an upper end that means none, or with none. */
const ratiosOf = (n: number): fc.Arbitrary<WeightConstraints> =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: n - 1 }),
        fc.integer({ min: 1, max: n - 1 }),
        fc.oneof(fc.constantFrom(0, 0.001, 0.5, 1, 2, 3), powers),
        fc.oneof(fc.constantFrom(1, 1.5, 9), powers),
        fc.boolean(),
      ),
      { maxLength: 3 },
    )
    .map((list) => ({
      ratios: list.map(([a, step, lo, by, open]) => [a, (a + step) % n, lo, open ? null : lo === 0 ? by : lo * Math.max(1, by)]),
    }));

describe('potential optimality, held to every corner tried in fractions', () => {
  it('has the exact margin and weights that keep to ratios of any scale', () => {
    fc.assert(
      fc.property(
        matrices.chain((values) => fc.tuple(fc.constant(values), ratiosOf(values.columns))),
        ([values, constraints]) => expectExact(values, constraints),
      ),
      { numRuns: 300 },
    );
  });

  it('has it for values that differ by 1e-12 to 1 of the scale', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: -12, max: 0 }), (values, exponent) => {
        expectExact({ ...values, cells: values.cells.map((cell) => 0.5 + (cell - 0.5) * 10 ** exponent) }, {});
      }),
      { numRuns: 100 },
    );
  });

  it('has it with orders, bounds and ratios at once', () => {
    fc.assert(
      fc.property(
        matrices.chain((values) => fc.tuple(fc.constant(values), ratiosOf(values.columns), fc.integer({ min: 0, max: 3 }))),
        ([values, { ratios = [] }, tenths]) =>
          expectExact(values, { ratios: ratios.slice(0, 1), atLeast: [[0, 1]], bounds: [[1, 0, 1 - tenths / 10]] }),
      ),
      { numRuns: 100 },
    );
  });

  it('has it where "at least r times" is written with an upper end of 1,000', () => {
    const values = matrixOf([
      [0, 0.25, 1],
      [0.187, 0.551, 1],
      [0.25, 0.25, 1],
      [0.25, 0.5, 0.25],
    ]);
    const ratios = [
      [1, 2, 0, 1000],
      [1, 0, 0.001, 1000],
      [0, 1, 0.001, 1000],
    ] as const;
    expectExact(values, { ratios });
    expect(potentialOptimality(values, { ratios })[1]?.margin).toBeCloseTo(0.22553, 5);
  });

  it('has it where it is written with 1e9, and the same with no upper end', () => {
    const values = matrixOf([
      [0, 0.5, 1, 1],
      [0.5, 1, 0, 0.5],
      [0.25, 1, 0.698, 0.5],
      [1, 0.5, 1, 0.748],
    ]);
    const ratios = (hi: number | null) => [[3, 0, 2, hi] as const, [1, 3, 2, hi] as const];
    expectExact(values, { ratios: ratios(1e9) });
    expectExact(values, { ratios: ratios(null) });
    expect(potentialOptimality(values, { ratios: ratios(null) })[0]?.margin).toBeCloseTo(0.0459, 4);
  });

  it('has it where weights are 1e9 times one another, three times over', () => {
    const values = matrixOf([
      [0, 1, 1, 1],
      [1, 0, 0, 0],
      [0, 1, 0, 1],
    ]);
    expectExact(values, { ratios: [0, 1, 2].map((j) => [j, j + 1, 1e9, 1e9] as const) });
  });
});
