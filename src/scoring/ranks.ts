import { RELATIVE_ZERO } from './columns.ts';

export type Better = 'higher' | 'lower';

/** Value scores lie in [0, 1]; they tie within this. */
export const SCORE_TIE = 1e-9;

/**
 * Competition ranks 1, 2, 2, 4: rank r means that r - 1 are better. Scores tie within `tolerance` of the best of their group;
 * left out, that is 1e-9 of the range of the scores, and never less than floats can tell apart.
 */
export function competitionRanks(scores: ArrayLike<number>, better: Better, tolerance = tieTolerance(scores)): number[] {
  const order = Array.from(scores, (_, i) => i);
  const sign = better === 'higher' ? 1 : -1;
  order.sort((a, b) => sign * ((scores[b] as number) - (scores[a] as number)) || a - b);
  const ranks = new Array<number>(order.length).fill(1);
  let head = 0;
  for (let position = 1; position < order.length; position++) {
    const behind = Math.abs((scores[order[head] as number] as number) - (scores[order[position] as number] as number));
    if (behind > tolerance) head = position;
    ranks[order[position] as number] = head + 1;
  }
  return ranks;
}

/** Indices from the best rank to the worst; tied ones by id. */
export function orderByRank(ranks: readonly number[], ids: readonly string[]): number[] {
  return ranks
    .map((_, i) => i)
    .sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || compareIds(ids[a] as string, ids[b] as string));
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function tieTolerance(scores: ArrayLike<number>): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score < low) low = score;
    if (score > high) high = score;
  }
  return Math.max(1e-9 * (high - low), RELATIVE_ZERO);
}
