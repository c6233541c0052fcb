import { columnsOf, type Direction } from '../columns.ts';
import type { Matrix } from '../matrix.ts';

/**
 * The weighted sum over min-max normalised columns (Hwang and Yoon 1981, Multiple Attribute Decision Making, 3.3.1, simple additive
 * weighting): v = (x - worst)/(best - worst) with the best and worst of the alternatives present. A column in which all are equal
 * gives 0 to all. Local scaling: an alternative that comes or goes can reorder the others; `weightedSum` is the default for that reason.
 */
export function weightedSumMinmax(raw: Matrix, directions: readonly Direction[], weights: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(raw.rows);
  for (const [j, column] of columnsOf(raw, directions).entries()) {
    if (column.flat) continue;
    const [weight, range] = [weights[j] as number, column.best - column.worst];
    for (let i = 0; i < raw.rows; i++) {
      const cell = raw.cells[i * raw.columns + j] as number;
      scores[i] = (scores[i] as number) + (weight * (cell - column.worst)) / range;
    }
  }
  return scores;
}
