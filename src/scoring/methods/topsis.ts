import { columnsOf, type Direction } from '../columns.ts';
import type { Matrix } from '../matrix.ts';

export type Topsis = { readonly closeness: Float64Array; readonly distanceToBest: Float64Array; readonly distanceToWorst: Float64Array };

/**
 * TOPSIS (Hwang and Yoon 1981, 3.3.6): r_ij = x_ij / sqrt(sum_i x_ij^2), u = w r, distances to the best and the worst u of each
 * column, C = d-/(d- + d+). Columns are scaled by their largest magnitude before squaring, so that nothing overflows; a column in
 * which all are equal adds no distance. When no column tells anything apart (0/0, or one alternative), C is 1 for all.
 */
export function topsis(raw: Matrix, directions: readonly Direction[], weights: ArrayLike<number>): Topsis {
  const { rows, columns, cells } = raw;
  const toBest = new Float64Array(rows);
  const toWorst = new Float64Array(rows);
  for (const [j, column] of columnsOf(raw, directions).entries()) {
    if (column.flat) continue;
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += ((cells[i * columns + j] as number) / column.largestMagnitude) ** 2;
    const factor = (weights[j] as number) / Math.sqrt(squares);
    const [best, worst] = [column.best / column.largestMagnitude, column.worst / column.largestMagnitude];
    for (let i = 0; i < rows; i++) {
      const cell = (cells[i * columns + j] as number) / column.largestMagnitude;
      toBest[i] = (toBest[i] as number) + (factor * (cell - best)) ** 2;
      toWorst[i] = (toWorst[i] as number) + (factor * (cell - worst)) ** 2;
    }
  }
  const distanceToBest = toBest.map(Math.sqrt);
  const distanceToWorst = toWorst.map(Math.sqrt);
  const closeness = distanceToWorst.map((distance, i) => {
    const both = distance + (distanceToBest[i] as number);
    return both === 0 ? 1 : distance / both;
  });
  return { closeness, distanceToBest, distanceToWorst };
}
