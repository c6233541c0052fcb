import { sharedByPosition } from './rank-positions.ts';

/**
 * Rank-order centroid weights: w_k = (1/n) sum_{i=k..n} 1/i, the centroid of all weights with w_1 >= ... >= w_n
 * (Barron and Barrett 1996, Management Science 42(11)). `ranks` are positive, 1 the most important; tied ones share the mean
 * of the positions they occupy. Sums to 1.
 */
export function rankOrderCentroid(ranks: readonly number[]): number[] {
  const n = ranks.length;
  const byPosition = new Array<number>(n).fill(0);
  for (let position = n; position >= 1; position--) byPosition[position - 1] = (byPosition[position] ?? 0) + 1 / position / n;
  return sharedByPosition(ranks, byPosition);
}
