import type { Matrix } from 

/** Values nearer than this are the same: two lines so close do not cross, they coincide. */
export const SAME_VALUE = 1e-12;

/**
 * Scores as lines in the weight t of one criterion, the others kept in proportion: V_i(t) = t at1_i + (1 - t) at0_i with at1_i = v_ik
 * and at0_i = sum_{j != k} w_j v_ij / (1 - w_k). Null when the criterion has all the weight: the others then have no proportions.
 */
export type WeightLines = { readonly weight: number; readonly at0: Float64Array; readonly at1: Float64Array };

export function weightLines(values: Matrix, weights: ArrayLike<number>, criterion: number): WeightLines | null {
  const { rows, columns, cells } = values;
  let rest = 0;
  for (let j = 0; j < columns; j++) if (j !== criterion) rest += weights[j] as number;
  if (rest === 0) return null;
  const at0 = new Float64Array(rows);
  const at1 = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) if (j !== criterion) sum += (weights[j] as number) * (cells[i * columns + j] as number);
    at0[i] = sum / rest;
    at1[i] = cells[i * columns + criterion] as number;
  }
  return { weight: weights[criterion] as number, at0, at1 };
}

/** Where the lines of a and b meet in [0, 1]; null when they do not, or coincide. */
export function meeting(lines: WeightLines, a: number, b: number): number | null {
  const gap0 = (lines.at0[a] as number) - (lines.at0[b] as number);
  const gap1 = (lines.at1[a] as number) - (lines.at1[b] as number);
  if (Math.abs(gap0) <= SAME_VALUE) return Math.abs(gap1) <= SAME_VALUE ? null : 0;
  if (Math.abs(gap1) <= SAME_VALUE) return 1;
  return gap0 > 0 === gap1 > 0 ? null : gap0 / (gap0 - gap1);
}

/** How fast a gains on b as the weight grows. */
export function gain(lines: WeightLines, a: number, b: number): number {
  return (lines.at1[a] as number) - (lines.at0[a] as number) - ((lines.at1[b] as number) - (lines.at0[b] as number));
}
