import { RELATIVE_ZERO } from './columns.ts';
import { filled } from './filled.ts';
import { numberIn } from './number-in.ts';

export type Better = 'higher' | 'lower';

/** Value scores lie in [0, 1]; they tie within this. */
export const SCORE_TIE = 1e-9;

export type Ranked = { readonly candidate: number; readonly rank: number };

/**
 * Competition ranks 1, 2, 2, 4, best first: rank r means that r - 1 are better. Scores tie within `tolerance` of the best of their group, and
 * those that tie come in ascending order. `candidates` are indices into `scores`; their list is sorted in place.
 */
export function rankWithTies(candidates: number[], scores: readonly number[], better: Better, tolerance: number): Ranked[] {
  if (better === 'higher') candidates.sort((a, b) => numberIn(scores, b) - numberIn(scores, a) || a - b);
  else candidates.sort((a, b) => numberIn(scores, a) - numberIn(scores, b) || a - b);
  const ranked: Ranked[] = [];
  for (let start = 0; start < candidates.length; ) {
    const best = numberIn(scores, numberIn(candidates, start));
    let end = start + 1;
    let isAscending = true;
    // written so that a score that is no number ties with everybody
    while (end < candidates.length && !(Math.abs(best - numberIn(scores, numberIn(candidates, end))) > tolerance)) {
      if (numberIn(candidates, end) < numberIn(candidates, end - 1)) isAscending = false;
      end++;
    }
    if (!isAscending) sortPart(candidates, start, end);
    for (let position = start; position < end; position++) ranked.push({ candidate: numberIn(candidates, position), rank: start + 1 });
    start = end;
  }
  return ranked;
}

/** The competition rank of each score. The tolerance, left out, is 1e-9 of the range of the scores, and never less than floats can tell apart. */
export function competitionRanks(scores: ArrayLike<number>, better: Better, tolerance?: number): number[] {
  const size = scores.length;
  // rankWithTies is hot in rankings, so it meets plain arrays only
  const plain = filled(size, 0);
  const candidates = filled(size, 0);
  for (let i = 0; i < size; i++) {
    plain[i] = scores[i] ?? Number.NaN;
    candidates[i] = i;
  }
  const ranks = filled(size, 1);
  for (const { candidate, rank } of rankWithTies(candidates, plain, better, tolerance ?? tieTolerance(plain))) ranks[candidate] = rank;
  return ranks;
}

/** Indices from the best rank to the worst; tied ones by id. */
export function orderByRank(ranks: readonly number[], ids: readonly string[]): number[] {
  return [...ranks.keys()].sort((a, b) => numberIn(ranks, a) - numberIn(ranks, b) || compareIds(ids[a] as string, ids[b] as string));
}

function sortPart(candidates: number[], start: number, end: number): void {
  const part = candidates.slice(start, end).sort((a, b) => a - b);
  for (const [k, candidate] of part.entries()) candidates[start + k] = candidate;
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function tieTolerance(scores: readonly number[]): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    if (score < low) low = score;
    if (score > high) high = score;
  }
  return Math.max(1e-9 * (high - low), RELATIVE_ZERO);
}
