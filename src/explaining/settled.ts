import { factAt } from '../catalog/facts/column.ts';
import { plainModels } from '../ranking/gate/contenders.ts';
import { testOf } from '../ranking/gate/fact-test.ts';
import { missesAt } from '../ranking/gate/gate.ts';
import { highestScore, lowestScore } from '../ranking/measure/measure.ts';
import type { RankingState } from '../ranking/state.ts';
import { intIn } from '../scoring/number-in.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';

/** Of a candidate: whether it may turn out to be eligible, and whether it is, whatever turns out. */
type Standing = { readonly isPossible: (candidate: number) => boolean; readonly isCertain: (candidate: number) => boolean };

/**
 * Whether the winner, at its worst, is ahead of every other model at its best. Others count too that are out only because something is not
 * known. Offers of the winner do not count that were kept on a requirement whose fact is not known. That a model may be withdrawn without the
 * catalog knowing is left aside, as it may happen to all, and so is that a provider may turn out to be of a kind.
 */
export function isRobustToUnknowns(state: RankingState, winner: string): boolean {
  const { view, eligibility, performances, isAdditive } = state;
  const scored = isAdditive ? performances : null;
  const standing = standingIn(state);
  const certain = certainOffers(state, standing, winner);
  let worst = Number.NEGATIVE_INFINITY;
  for (const i of certain) worst = Math.max(worst, scored ? lowestScore(scored, i) : 1);
  const [first] = view.byModel.get(winner) ?? [];
  const modelOfWinner = first === undefined ? undefined : view.modelNumber[first];
  const isOutstood = outstood(state, standing);
  return eligibility.considered.every((i) => {
    if (view.modelNumber[i] === modelOfWinner) return true;
    return !standing.isPossible(i) || isOutstood(i) || worst > (scored ? highestScore(scored, i) : 1) + SCORE_TIE;
  });
}

function standingIn({ eligibility: { checks, failedCount } }: RankingState): Standing {
  const lenient = checks.filter((check) => check.kind === 'requirement' && check.requirement.if_unknown === 'keep');
  const meetsAll = (candidate: number) =>
    lenient.every(({ attribute, requirement, column }) => testOf(attribute, requirement)(factAt(column, candidate)).length === 0);
  return {
    isCertain: (candidate) => failedCount[candidate] === 0 && meetsAll(candidate),
    isPossible: (candidate) => checks.every((check) => missesAt(check, candidate).every((code) => code === 'unknown')),
  };
}

/** The offers of a model that stand for it whatever turns out: editions only where no plain offer can come in. */
function certainOffers({ plan, view }: RankingState, { isPossible, isCertain }: Standing, model: string): number[] {
  const { editions } = view;
  const own = view.byModel.get(model) ?? [];
  const certain = own.filter(isCertain);
  if (plan.fold === 'none' || editions === null) return certain;
  const plain = own.filter((i) => editions[i] === 0);
  const certainPlain = certain.filter((i) => editions[i] === 0);
  return certainPlain.length > 0 || plain.some(isPossible) ? certainPlain : certain;
}

/** Whether a candidate is an edition that never stands for its model, as a plain offer of it is in for certain. */
function outstood({ plan, view, eligibility }: RankingState, { isCertain }: Standing): (candidate: number) => boolean {
  const { editions, modelNumber } = view;
  if (plan.fold === 'none' || editions === null) return () => false;
  const hasPlain = plainModels(view, eligibility.eligible.filter(isCertain));
  return (candidate) => editions[candidate] === 1 && hasPlain[intIn(modelNumber, candidate)] === 1;
}
