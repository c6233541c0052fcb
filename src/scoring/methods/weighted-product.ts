import type { Direction } from '../columns.ts';
import type { Matrix } from '../matrix.ts';

export type WeightedProduct = {
  /** The products; ln of them; and each over the largest, which no change of units alters. */
  readonly scores: Float64Array;
  readonly logScores: Float64Array;
  readonly ratioToBest: Float64Array;
};

/**
 * P_i = prod_j x_ij^w_j, with -w_j for a criterion to minimise (Bridgman 1922; Triantaphyllou 2000, Multi-criteria Decision Making
 * Methods, 2.2.2), as a sum of logarithms. All cells are positive; the caller refuses others.
 */
export function weightedProduct(raw: Matrix, directions: readonly Direction[], weights: ArrayLike<number>): WeightedProduct {
  const { rows, columns, cells } = raw;
  const logScores = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const part = (weights[j] as number) * Math.log(cells[i * columns + j] as number);
      sum += directions[j] === 'max' ? part : -part;
    }
    logScores[i] = sum;
  }
  const best = logScores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return { scores: logScores.map(Math.exp), logScores, ratioToBest: logScores.map((score) => Math.exp(score - best)) };
}
