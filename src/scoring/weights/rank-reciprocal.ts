import { sharedByPosition } from './rank-positions.ts';

/** Rank-reciprocal weights: w_k = (1/k) / sum_i (1/i) (Stillwell, Seaver and Edwards 1981, OBHP 28(1)). Ties share. Sums to 1. */
export function rankReciprocal(ranks: readonly number[]): number[] {
  const harmonic = ranks.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return sharedByPosition(
    ranks,
    ranks.map((_, index) => 1 / (index + 1) / harmonic),
  );
}
