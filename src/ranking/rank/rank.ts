import type { FactView } from '../../catalog/facts/fact-view.ts';
import { filled } from '../../scoring/filled.ts';
import { intIn, numberIn } from '../../scoring/number-in.ts';
import { type Ranked, rankWithTies, SCORE_TIE } from '../../scoring/ranks.ts';

/** A candidate is its index in `view.candidates`; its rank is a competition rank, 1 the best. */
export type RankedCandidate = Ranked;

/**
 * The contenders by score, best first; of those that tie the first in the order of equals, which candidates are in. Folded by model, each model
 * stands once, with its best offer. Without scores everybody has rank 1.
 */
export function rank(
  view: FactView,
  eligible: readonly number[],
  scores: readonly number[] | null,
  fold: 'model' | 'none',
): RankedCandidate[] {
  const candidates = fold === 'none' ? [...eligible] : bestByModel(view, eligible, scores);
  if (!scores) return candidates.map((candidate) => ({ candidate, rank: 1 }));
  return rankWithTies(candidates, scores, 'higher', SCORE_TIE);
}

/** Of each model the best offer, in the order in which the models first come. */
function bestByModel({ modelNumber, byModel }: FactView, eligible: readonly number[], scores: readonly number[] | null): number[] {
  const position = filled(byModel.size, -1);
  const best: number[] = [];
  for (let k = 0; k < eligible.length; k++) {
    const candidate = numberIn(eligible, k);
    const model = intIn(modelNumber, candidate);
    const held = numberIn(position, model);
    if (held === -1) position[model] = best.push(candidate) - 1;
    else if (scores && numberIn(scores, candidate) > numberIn(scores, numberIn(best, held)) + SCORE_TIE) best[held] = candidate;
  }
  return best;
}
