import { floatIn } from '../number-in.ts';

/**
 * The most of objective . x where rows[i] . x >= limits[i] for all i, the first `equalities` of them as equalities. The largest
 * coefficient of each row is about 1 (`programOf`). x may be negative where no row says otherwise.
 */
export type LinearProgram = {
  readonly size: number;
  readonly equalities: number;
  /** Row after row, `size` coefficients each. */
  readonly rows: Float64Array;
  readonly limits: Float64Array;
  readonly objective: Float64Array;
};

/** A corner: the `size` independent rows that hold there as equalities, the program's equalities among them, and the point itself. */
export type Corner = {
  readonly active: Int32Array;
  readonly x: Float64Array;
  /** objective = sum of multiplier times active row; at the best corner none but those of equalities is above 0. */
  readonly multipliers: Float64Array;
};

/** coefficients . x >= atLeast. */
export type Row = { readonly coefficients: Float64Array; readonly atLeast: number };

/** Rows are scaled by powers of 2, which moves no digit: a ratio of weights up to 1e9 is then as good a row as any. */
export function programOf(objective: Float64Array, equalities: number, list: readonly Row[]): LinearProgram {
  const size = objective.length;
  const rows = new Float64Array(size * list.length);
  const limits = new Float64Array(list.length);
  for (const [i, { coefficients, atLeast }] of list.entries()) {
    const factor = scaleOf(coefficients);
    for (let j = 0; j < size; j++) rows[i * size + j] = floatIn(coefficients, j) * factor;
    limits[i] = atLeast * factor;
  }
  return { size, equalities, rows, limits, objective };
}

function scaleOf(coefficients: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < coefficients.length; j++) largest = Math.max(largest, Math.abs(floatIn(coefficients, j)));
  return largest > 0 ? 2 ** -Math.floor(Math.log2(largest)) : 1;
}
