import type { Matrix } from '../matrix.ts';

/**
 * The additive value model V_i = sum_j w_j v_ij over values in [0, 1] from fixed scales (Keeney and Raiffa 1976, ch. 3). Each score
 * depends on its own row only: no alternative that comes or goes moves another.
 */
export function weightedSum(values: Matrix, weights: ArrayLike<number>): Float64Array {
  const { rows, columns, cells } = values;
  const scores = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (weights[j] as number) * (cells[i * columns + j] as number);
    scores[i] = sum;
  }
  return scores;
}
