import { claimsAt } from '../catalog/facts/column.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { contributionAt, type Performances } from '../ranking/measure/measure.ts';
import { roundToGrid } from '../ranking/measure/utility.ts';
import type { RankedCandidate } from '../ranking/rank/rank.ts';
import type { RankingState } from '../ranking/state.ts';
import { numberIn } from '../scoring/number-in.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import type { Reason, Verdict } from './answer/verdict.ts';
import { chooseIfText, verdictText } from './prose.ts';
import { chooseIf } from './rules/choose-if.ts';
import { isRobustToUnknowns } from './settled.ts';

/** How many models the winner is compared with. */
const CHALLENGERS = 3;
/** How many criteria are named on which the winner leads most. */
const LEADS = 3;

/** What to choose, why, and when to choose something else. */
export function verdictOf(state: RankingState): Verdict {
  const { view, performances, methodScores, ranked } = state;
  const winner = ranked[0];
  const first = modelsWhile(state, (entry) => entry.rank === 1);
  const choose = first.length === 1 ? (first[0] as string) : null;
  const models = modelsWhile(state, (_, found) => found <= CHALLENGERS);
  const compared = choose && performances && models.length > 1 ? models : [];
  const tied = methodScores ? ('tie' as const) : ('preferences_needed' as const);
  const verdict = {
    choose,
    offer: choose && winner ? (view.candidates[winner.candidate] as Candidate).offer : null,
    code: choose ? null : first.length === 0 ? ('nothing_eligible' as const) : tied,
    tied: choose ? [] : first,
    settled: choose !== null && isRobustToUnknowns(state, choose),
    because: choose && winner ? reasonsFor(state, winner, models.length === 1) : [],
    compared,
  };
  return {
    ...verdict,
    choose_if: chooseIf(state, compared).map((rule) => ({ ...rule, text: chooseIfText(rule) })),
    text: verdictText(verdict),
  };
}

/** The models in the order of the ranking, for as long as `goesOn` holds of the next entry and the number of models so far. */
function modelsWhile({ view, ranked }: RankingState, goesOn: (entry: RankedCandidate, found: number) => boolean): string[] {
  const models = new Set<string>();
  for (const entry of ranked) {
    if (!goesOn(entry, models.size)) break;
    models.add((view.candidates[entry.candidate] as Candidate).model);
  }
  return [...models];
}

function reasonsFor(
  { view, performances, methodScores, ranked, isAdditive }: RankingState,
  winner: RankedCandidate,
  isAlone: boolean,
): Reason[] {
  const alone: Reason[] = isAlone ? [{ code: 'only_eligible' }] : [];
  if (!methodScores || !performances) return alone;
  const { score: scores } = methodScores;
  const score = numberIn(scores, winner.candidate);
  const runnerUp = ranked.find((entry) => view.modelNumber[entry.candidate] !== view.modelNumber[winner.candidate]);
  if (!runnerUp) return [...alone, { code: 'highest_score', score, runner_up: null, margin: null }];
  const { model } = view.candidates[runnerUp.candidate] as Candidate;
  const margin = roundToGrid(Math.abs(score - numberIn(scores, runnerUp.candidate)));
  return [
    ...alone,
    { code: 'highest_score', score, runner_up: model, margin },
    ...(isAdditive ? differences(performances, winner.candidate, runnerUp.candidate, model) : []),
  ];
}

/** The criteria on which the winner leads most, and the one on which it trails most, by difference of contributions. */
function differences(performances: Performances, winner: number, runnerUp: number, over: string): Reason[] {
  const byCriterion = performances.criteria.map((criterion) => {
    let by = 0;
    const claims = new Set<string>();
    for (const part of performances.parts) {
      if (part.criterion !== criterion.id) continue;
      by += contributionAt(part, winner) - contributionAt(part, runnerUp);
      for (const candidate of [winner, runnerUp]) for (const id of claimsAt(part.column, candidate)) claims.add(id);
    }
    return { criterion: criterion.id, by: roundToGrid(by), claims };
  });
  const reason = (code: 'leads_on' | 'trails_on', { criterion, by, claims }: (typeof byCriterion)[number]): Reason => ({
    code,
    criterion,
    by: Math.abs(by),
    over,
    claims: [...claims],
  });
  const leads = byCriterion.filter(({ by }) => by > SCORE_TIE).sort((a, b) => b.by - a.by);
  const trails = byCriterion.filter(({ by }) => by < -SCORE_TIE).sort((a, b) => a.by - b.by);
  return [
    ...leads.slice(0, LEADS).map((entry) => reason('leads_on', entry)),
    ...trails.slice(0, 1).map((entry) => reason('trails_on', entry)),
  ];
}
