import { filled } from './filled.ts';
import type { Matrix } from './matrix.ts';
import { floatIn } from './number-in.ts';

/** Values nearer than this are the same: two lines so close do not cross, they coincide. */
export const SAME_VALUE = 1e-12;

/**
 * Scores as lines in the weight t of one criterion, in [0, 1], while the other criteria keep their proportions:
 * V_i(t) = (1 - t) at0_i + t at1_i. At 1 the criterion decides alone, so at1_i = v_ik; at 0 the others do.
 */
export type WeightLines = { readonly at0: readonly number[]; readonly at1: readonly number[] };

/**
 * at0_i = sum_{j != k} w_j v_ij / sum_{j != k} w_j for criterion k. Null when the criterion has all the weight: the others then have no
 * proportions.
 */
export function weightLines(values: Matrix, weights: ArrayLike<number>, criterion: number): WeightLines | null {
  const { rows, columns, cells } = values;
  const own = Array.from(weights);
  let rest = 0;
  for (let j = 0; j < columns; j++) if (j !== criterion) rest += heightIn(own, j);
  if (rest === 0) return null;
  const at0 = filled(rows, 0);
  const at1 = filled(rows, 0);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) if (j !== criterion) sum += heightIn(own, j) * floatIn(cells, i * columns + j);
    at0[i] = sum / rest;
    at1[i] = floatIn(cells, i * columns + criterion);
  }
  return { at0, at1 };
}

/**
 * The same lines from the total scores: at0_i = (V_i - w_k v_ik) / (1 - w_k), with weights that add up to 1. This is one step for each line
 * where `weightLines` takes one for each criterion, which counts when tens of thousands are eligible. `at0` is written over and becomes part
 * of the lines. Null when the criterion has all the weight.
 */
export function weightLinesOfTotals(
  totals: readonly number[],
  values: readonly number[],
  weight: number,
  at0: number[],
): WeightLines | null {
  if (weight >= 1) return null;
  for (let i = 0; i < at0.length; i++) at0[i] = (heightIn(totals, i) - weight * heightIn(values, i)) / (1 - weight);
  return { at0, at1: values };
}

/** The score of line `i` at the weight t. */
export function heightAt({ at0, at1 }: WeightLines, i: number, t: number): number {
  return (1 - t) * heightIn(at0, i) + t * heightIn(at1, i);
}

/** The weight in [0, 1] where the lines of a and b meet; null when they do not, or coincide. */
export function meeting({ at0, at1 }: WeightLines, a: number, b: number): number | null {
  const gap0 = heightIn(at0, a) - heightIn(at0, b);
  const gap1 = heightIn(at1, a) - heightIn(at1, b);
  if (Math.abs(gap0) <= SAME_VALUE) return Math.abs(gap1) <= SAME_VALUE ? null : 0;
  if (Math.abs(gap1) <= SAME_VALUE) return 1;
  return gap0 > 0 === gap1 > 0 ? null : gap0 / (gap0 - gap1);
}

/** How fast line a gains on line b as the weight grows: the difference of their slopes. */
export function gain({ at0, at1 }: WeightLines, a: number, b: number): number {
  return heightIn(at1, a) - heightIn(at0, a) - (heightIn(at1, b) - heightIn(at0, b));
}

// An accessor of its own: in these loops the shared one, which meets all kinds of arrays, takes half as long again.
function heightIn(heights: readonly number[], line: number): number {
  return heights[line] as number;
}
