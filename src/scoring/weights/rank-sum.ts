import { sharedByPosition } from './rank-positions.ts';

/** Rank-sum weights: w_k = 2 (n + 1 - k) / (n (n + 1)) (Stillwell, Seaver and Edwards 1981, OBHP 28(1)). Ties share. Sums to 1. */
export function rankSum(ranks: readonly number[]): number[] {
  const n = ranks.length;
  return sharedByPosition(
    ranks,
    ranks.map((_, index) => (2 * (n - index)) / (n * (n + 1))),
  );
}
