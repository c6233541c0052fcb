import { claimsAt, factAt } from '../catalog/facts/column.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import type { Plan } from '../ranking/ask/plan.ts';
import { testOf } from '../ranking/gate/fact-test.ts';
import { type Eligibility, missesAt } from '../ranking/gate/gate.ts';
import { contributionAt, highestScore, lowestScore, type Performances } from '../ranking/measure/measure.ts';
import { roundToGrid } from '../ranking/measure/utility.ts';
import type { RankedCandidate } from '../ranking/rank/rank.ts';
import type { Scores } from '../ranking/rank/score.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import type { Reason, Verdict } from './answer/verdict.ts';
import { chooseIfText, verdictText } from './prose.ts';
import { chooseIf } from './rules/choose-if.ts';

/** How many models the winner is compared with. */
const CHALLENGERS = 3;
const REASONS = 3;

export function verdictOf(
  plan: Plan,
  view: FactView,
  eligibility: Eligibility,
  performances: Performances | null,
  scores: Scores | null,
  ranked: readonly RankedCandidate[],
): Verdict {
  const winner = ranked[0];
  const first = modelsOf(view, ranked, (entry) => entry.rank === 1);
  const choose = first.length === 1 ? (first[0] as string) : null;
  const models = modelsOf(view, ranked, (_, found) => found <= CHALLENGERS);
  const compared = choose && performances && models.length > 1 ? models : [];
  const verdict = {
    choose,
    offer: choose && winner ? (view.candidates[winner.candidate] as Candidate).offer : null,
    code: choose ? null : first.length === 0 ? ('nothing_eligible' as const) : scores ? ('tie' as const) : ('preferences_needed' as const),
    tied: choose ? [] : first,
    settled: choose !== null && isSettled(view, eligibility, plan.method === 'weighted_sum' ? performances : null, choose),
    because: choose && winner ? reasonsFor(plan, view, performances, scores, ranked, winner, models.length === 1) : [],
    compared,
  };
  const rules = performances && compared.length > 1 ? chooseIf(plan, view, eligibility, performances, compared) : [];
  return {
    choose: verdict.choose,
    offer: verdict.offer,
    code: verdict.code,
    tied: verdict.tied,
    settled: verdict.settled,
    because: verdict.because,
    compared,
    choose_if: rules.map((rule) => ({ ...rule, text: chooseIfText(rule) })),
    text: verdictText(verdict),
  };
}

/** The models in the order in which they stand, for as long as `goesOn` holds of the next entry and the number found. */
function modelsOf(
  view: FactView,
  ranked: readonly RankedCandidate[],
  goesOn: (entry: RankedCandidate, found: number) => boolean,
): string[] {
  const models = new Set<string>();
  for (const entry of ranked) {
    if (!goesOn(entry, models.size)) break;
    models.add((view.candidates[entry.candidate] as Candidate).model);
  }
  return [...models];
}

/**
 * Whether the winner, at its worst, is ahead of every other model at its best: those too that are out only because something is not known,
 * and not counting offers of its own that were kept on a requirement whose fact is not known. That a model may be withdrawn without the
 * catalog knowing is not counted: it may happen to all.
 */
function isSettled(view: FactView, eligibility: Eligibility, performances: Performances | null, winner: string): boolean {
  // only these let through what is not known
  const lenient = eligibility.checks.filter((check) => check.kind === 'requirement' && check.requirement.if_unknown === 'keep');
  const certain = (candidate: number) =>
    lenient.every(({ attribute, requirement, column }) => testOf(attribute, requirement)(factAt(column, candidate)).length === 0);
  const possible = (candidate: number) =>
    eligibility.checks.every((check) => missesAt(check, candidate).every((code) => code === 'unknown'));
  const own = view.byModel.get(winner) as readonly number[];
  let worst = Number.NEGATIVE_INFINITY;
  for (const i of own)
    if (eligibility.failedCount[i] === 0 && certain(i)) worst = Math.max(worst, performances ? lowestScore(performances, i) : 1);
  const ofWinner = view.modelNumber[own[0] as number];
  return eligibility.considered.every((i) => {
    if (view.modelNumber[i] === ofWinner) return true;
    return !possible(i) || worst > (performances ? highestScore(performances, i) : 1) + SCORE_TIE;
  });
}

function reasonsFor(
  plan: Plan,
  view: FactView,
  performances: Performances | null,
  scores: Scores | null,
  ranked: readonly RankedCandidate[],
  winner: RankedCandidate,
  isAlone: boolean,
): Reason[] {
  const alone: Reason[] = isAlone ? [{ code: 'only_eligible' }] : [];
  if (!scores || !performances) return alone;
  const isSum = plan.method === 'weighted_sum';
  const modelOf = (entry: RankedCandidate) => (view.candidates[entry.candidate] as Candidate).model;
  const runnerUp = ranked.find((entry) => view.modelNumber[entry.candidate] !== view.modelNumber[winner.candidate]);
  const score = scores.score[winner.candidate] as number;
  const highest: Reason = {
    code: 'highest_score',
    score,
    runner_up: runnerUp ? modelOf(runnerUp) : null,
    margin: runnerUp ? roundToGrid(Math.abs(score - (scores.score[runnerUp.candidate] as number))) : null,
  };
  return [
    ...alone,
    highest,
    ...(runnerUp && isSum ? differences(performances, winner.candidate, runnerUp.candidate, modelOf(runnerUp)) : []),
  ];
}

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
    ...leads.slice(0, REASONS).map((entry) => reason('leads_on', entry)),
    ...trails.slice(0, 1).map((entry) => reason('trails_on', entry)),
  ];
}
