import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { climb } from '../../../src/scoring/linear-programs/climb.ts';
import { climbExactly } from '../../../src/scoring/linear-programs/climb-exactly.ts';
import { type LinearProgram, programOf } from '../../../src/scoring/linear-programs/program.ts';

const valueAt = ({ objective }: LinearProgram, x: Float64Array) =>
  x.reduce((sum, coordinate, j) => sum + coordinate * (objective[j] as number), 0);
/** x and y within a box, from its corner at 0. */
const box = (objective: readonly [number, number], upTo: number) =>
  programOf(Float64Array.from(objective), 0, [
    { coefficients: Float64Array.of(1, 0), atLeast: 0 },
    { coefficients: Float64Array.of(0, 1), atLeast: 0 },
    { coefficients: Float64Array.of(-1, 0), atLeast: -upTo },
    { coefficients: Float64Array.of(0, -1), atLeast: -upTo },
  ]);
const AT_0 = Int32Array.of(0, 1);

describe('a linear program', () => {
  it('is best at the far corner of a box, and its multipliers make up the objective', () => {
    const program = box([3, 4], 2);
    for (const { x, active, multipliers } of [climb(program, AT_0), climbExactly(program, AT_0, null)]) {
      expect([...x]).toEqual([2, 2]);
      expect([...active].sort()).toEqual([2, 3]);
      expect([...multipliers].sort()).toEqual([-3, -4].sort());
    }
  });

  it('stays where it is when nothing is to be gained', () => expect([...climb(box([-1, -1], 2), AT_0).x]).toEqual([0, 0]));

  it('that is bounded by nothing is a fault of the caller', () => {
    const program = programOf(Float64Array.of(1), 0, [{ coefficients: Float64Array.of(1), atLeast: 0 }]);
    expect(() => climb(program, Int32Array.of(0))).toThrow('linear program: unbounded');
  });

  it('that starts from rows that depend on one another is a fault of the caller', () => {
    const twice = { coefficients: Float64Array.of(1, 0), atLeast: 0 };
    expect(() => climb(programOf(Float64Array.of(1, 1), 0, [twice, twice]), AT_0)).toThrow('depend on one another');
  });

  it('does not turn in circles where Dantzig’s rule does (Beale 1955, as a program over x >= 0)', () => {
    // max 3/4 a - 150 b + 1/50 c - 6 d, the optimum of which is 1/20
    const rows = [
      ...[0, 1, 2, 3].map((j) => ({ coefficients: Float64Array.from({ length: 4 }, (_, k) => (j === k ? 1 : 0)), atLeast: 0 })),
      { coefficients: Float64Array.of(-1 / 4, 60, 1 / 25, -9), atLeast: 0 },
      { coefficients: Float64Array.of(-1 / 2, 90, 1 / 50, -3), atLeast: 0 },
      { coefficients: Float64Array.of(0, 0, -1, 0), atLeast: -1 },
    ];
    const program = programOf(Float64Array.of(3 / 4, -150, 1 / 50, -6), 0, rows);
    const start = Int32Array.of(0, 1, 2, 3);
    expect(valueAt(program, climb(program, start).x)).toBeCloseTo(1 / 20, 12);
    expect(valueAt(program, climbExactly(program, start, null).x)).toBeCloseTo(1 / 20, 15);
  });

  it('has the same value in floats and in whole numbers, whatever the scale of its rows', () => {
    const coefficient = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: -12, max: 12 })).map(([k, e]) => k * 10 ** e);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coefficient, coefficient, coefficient), { minLength: 1, maxLength: 12 }),
        fc.tuple(coefficient, coefficient, coefficient),
        (list, objective) => {
          // the weights of a knapsack: x >= 0 and sum_j a_ij x_j <= 1
          const rows = [
            ...[0, 1, 2].map((j) => ({ coefficients: Float64Array.from({ length: 3 }, (_, k) => (j === k ? 1 : 0)), atLeast: 0 })),
            ...list.map((row) => ({ coefficients: Float64Array.from(row, (a) => -a), atLeast: -1 })),
          ];
          const program = programOf(Float64Array.from(objective), 0, rows);
          const start = Int32Array.of(0, 1, 2);
          const [floats, exact] = [climb(program, start), climbExactly(program, start, null)].map(({ x }) => valueAt(program, x));
          expect((floats as number) / (exact as number)).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('in whole numbers goes on from a corner that it is given, unless a row is broken there', () => {
    const program = box([3, 4], 2);
    // rows 1 and 2 meet in (2, 0); of the program with the row x + y <= 1 that corner is no part
    const cut = programOf(Float64Array.of(3, 4), 0, [
      ...[0, 1].map((j) => ({ coefficients: Float64Array.from({ length: 2 }, (_, k) => (j === k ? 1 : 0)), atLeast: 0 })),
      { coefficients: Float64Array.of(-1, 0), atLeast: -2 },
      { coefficients: Float64Array.of(-1, -1), atLeast: -1 },
    ]);
    expect([...climbExactly(program, AT_0, Int32Array.of(1, 2)).x]).toEqual([2, 2]);
    expect([...climbExactly(cut, AT_0, Int32Array.of(1, 2)).x]).toEqual([0, 1]);
  });

  it('takes a start that rounding put a hair outside as if it were on the edge', () => {
    const program = box([1, 1], 2);
    program.limits[3] = 1e-17;
    expect([...climbExactly(program, AT_0, null).x]).toEqual([2, 0]);
  });
});
