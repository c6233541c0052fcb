import type { LazyScores } from '../../ranking/rank/lazy-scores.ts';
import type { RankingState } from '../../ranking/state.ts';
import { filled } from '../../scoring/filled.ts';
import { indexIn, intIn, numberIn } from '../../scoring/number-in.ts';
import { SCORE_TIE } from '../../scoring/ranks.ts';

/** How the best are told: by score, and of equal scores the smaller step first. At most `limit` of them. */
export type BestBy = { readonly scores: LazyScores; readonly stepOf: (candidate: number) => number; readonly limit: number };

/** By number of a model: the score that an offer has to beat to stand for it. Models are told apart where the request folds by model. */
type Bars = { readonly folds: boolean; readonly modelNumber: Int32Array; readonly bar: number[] };

/** How many are looked at first: most of those with the highest bounds are the best. */
const FIRST_LOOK = 32;

/**
 * The best few of many candidates that are not ranked, best first. Folded by model each model comes once, and not at all where an offer of it
 * that is ranked scores as much. Scores are only worked out for those whose bound says that they may be among the best (branch and bound).
 */
export function bestFew(state: RankingState, candidates: readonly number[], by: BestBy): number[] {
  const { bound, at } = by.scores;
  const bars = rankedBars(state, by.scores);
  const { modelNumber, bar } = bars;
  const left: number[] = [];
  const bounds: number[] = [];
  for (const i of candidates) {
    const most = bound(i);
    if (most <= numberIn(bar, intIn(modelNumber, i)) + SCORE_TIE) continue;
    left.push(i);
    bounds.push(most);
  }
  const among = (some: readonly number[]) => bestOf(some, { ...bars, bar: bar.slice() }, by);
  if (left.length <= FIRST_LOOK) return among(left);
  const likely = nthHighest(bounds, FIRST_LOOK);
  const first = among(left.filter((_, k) => numberIn(bounds, k) >= likely));
  if (first.length < by.limit) return among(left);
  // whoever can't reach the last of these is not among the best
  const least = at(indexIn(first, first.length - 1));
  return among(left.filter((candidate, k) => numberIn(bounds, k) >= least && at(candidate) >= least));
}

function rankedBars({ plan, view, ranked }: RankingState, { at }: LazyScores): Bars {
  const { byModel, modelNumber } = view;
  const bar = filled(byModel.size, Number.NEGATIVE_INFINITY);
  const folds = plan.fold === 'model';
  if (folds) for (const { candidate } of ranked) bar[intIn(modelNumber, candidate)] = at(candidate);
  return { folds, modelNumber, bar };
}

/** The n-th highest of many values, n being small: most values are below the few that are kept so far. */
function nthHighest(values: readonly number[], n: number): number {
  const kept = values.slice(0, n).sort((a, b) => b - a);
  for (let k = n; k < values.length; k++) {
    const value = numberIn(values, k);
    if (value <= numberIn(kept, n - 1)) continue;
    let index = n - 1;
    for (; index > 0 && numberIn(kept, index - 1) < value; index--) kept[index] = numberIn(kept, index - 1);
    kept[index] = value;
  }
  return numberIn(kept, n - 1);
}

/** The best of a few. Raises the bars of their models. */
function bestOf(candidates: readonly number[], { folds, modelNumber, bar }: Bars, { scores, stepOf, limit }: BestBy): number[] {
  const { at } = scores;
  const isOutdone = (candidate: number) => at(candidate) <= numberIn(bar, intIn(modelNumber, candidate)) + SCORE_TIE;
  const left = candidates.filter((candidate) => !isOutdone(candidate));
  left.sort((a, b) => at(b) - at(a) || a - b);
  const best: number[] = [];
  for (let start = 0; start < left.length && best.length < limit; ) {
    const score = at(indexIn(left, start));
    let end = start + 1;
    while (end < left.length && at(indexIn(left, end)) === score) end++;
    const equals = left.slice(start, end);
    if (equals.length > 1) equals.sort((a, b) => stepOf(a) - stepOf(b) || a - b);
    for (const candidate of equals) {
      if (best.length === limit || isOutdone(candidate)) continue;
      if (folds) bar[intIn(modelNumber, candidate)] = score;
      best.push(candidate);
    }
    start = end;
  }
  return best;
}
