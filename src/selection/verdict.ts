import { type Candidate, type FactView, factAt } from '../catalog/fact-view.ts';
import type { Reason, Verdict } from './answer.ts';
import { chooseIf } from './choose-if.ts';
import { type Gate, missesAt } from './gate.ts';
import { contributionAt, type Measured } from './measure.ts';
import type { Plan } from './plan.ts';
import { type Ranked, TIE } from './rank.ts';
import { missesOf } from './requirement.ts';
import type { Scores } from './score.ts';
import { chooseIfText, verdictText } from './text.ts';

/** How many models the winner is compared with. */
const CHALLENGERS = 4;
const REASONS = 3;

export function verdictOf(
  plan: Plan,
  view: FactView,
  gate: Gate,
  measured: Measured | null,
  scores: Scores | null,
  standing: readonly Ranked[],
): Verdict {
  const modelOf = (entry: Ranked) => (view.candidates[entry.candidate] as Candidate).model;
  const first = [...new Set(standing.filter((entry) => entry.rank === 1).map(modelOf))];
  const winner = standing[0];
  const choose = first.length === 1 ? (first[0] as string) : null;
  const models = [...new Set(standing.map(modelOf))];
  const compared = choose && measured ? models.slice(0, CHALLENGERS + 1) : [];
  const verdict = {
    choose,
    offer: choose && winner ? (view.candidates[winner.candidate] as Candidate).offer : null,
    code: choose ? null : first.length === 0 ? ('nothing_eligible' as const) : scores ? ('tie' as const) : ('preferences_needed' as const),
    tied: choose ? [] : first,
    settled: choose !== null && isSettled(view, gate, scores, choose),
    because: choose && winner ? reasonsFor(view, measured, scores, standing, winner, models.length) : [],
    compared: compared.length > 1 ? compared : [],
  };
  const rules = measured && verdict.compared.length > 1 ? chooseIf(plan, view, gate, measured, verdict.compared) : [];
  return { ...verdict, choose_if: rules.map((rule) => ({ ...rule, text: chooseIfText(rule) })), text: verdictText(verdict) };
}

/**
 * Whether the winner, at its worst, is ahead of every other model at its best: those too that are out only because something is not known,
 * and not counting offers of its own that were kept on a requirement whose fact is not known.
 */
function isSettled(view: FactView, gate: Gate, scores: Scores | null, winner: string): boolean {
  const certain = (candidate: number) =>
    gate.checks.every(({ attribute, requirement, column }) => missesOf(attribute, requirement, factAt(column, candidate)).length === 0);
  const possible = (candidate: number) => gate.checks.every((check) => missesAt(check, candidate).every((miss) => miss.code === 'unknown'));
  let worst = Number.NEGATIVE_INFINITY;
  for (const candidate of view.byModel.get(winner) ?? [])
    if (gate.failedCount[candidate] === 0 && certain(candidate)) worst = Math.max(worst, scores ? (scores.low[candidate] as number) : 1);
  return gate.considered.every((candidate) => {
    if (view.candidates[candidate]?.model === winner) return true;
    const high = scores ? (scores.high[candidate] as number) : 1;
    return worst > high + TIE || !possible(candidate);
  });
}

function reasonsFor(
  view: FactView,
  measured: Measured | null,
  scores: Scores | null,
  standing: readonly Ranked[],
  winner: Ranked,
  models: number,
): Reason[] {
  const alone: Reason[] = models === 1 ? [{ code: 'only_eligible' }] : [];
  if (!scores || !measured) return alone;
  const modelOf = (entry: Ranked) => (view.candidates[entry.candidate] as Candidate).model;
  const runnerUp = standing.find((entry) => modelOf(entry) !== modelOf(winner));
  const score = scores.score[winner.candidate] as number;
  const highest: Reason = {
    code: 'highest_score',
    score,
    runner_up: runnerUp ? modelOf(runnerUp) : null,
    margin: runnerUp ? Number.parseFloat((score - (scores.score[runnerUp.candidate] as number)).toFixed(12)) : null,
  };
  return [...alone, highest, ...(runnerUp ? differences(measured, winner.candidate, runnerUp.candidate, modelOf(runnerUp)) : [])];
}

function differences(measured: Measured, winner: number, runnerUp: number, over: string): Reason[] {
  const byCriterion = measured.criteria.map((criterion) => {
    const leaves = measured.leaves.filter((leaf) => leaf.criterion === criterion.id);
    const by = leaves.reduce((sum, leaf) => sum + contributionAt(leaf, winner) - contributionAt(leaf, runnerUp), 0);
    const claims = leaves
      .flatMap((leaf) => [factAt(leaf.column, winner).claim?.id, factAt(leaf.column, runnerUp).claim?.id])
      .filter((id) => id !== undefined);
    return { criterion: criterion.id, by: Number.parseFloat(by.toFixed(12)), over, claims: [...new Set(claims)] };
  });
  const leads = byCriterion.filter(({ by }) => by > TIE).sort((a, b) => b.by - a.by);
  const trails = byCriterion.filter(({ by }) => by < -TIE).sort((a, b) => a.by - b.by);
  return [
    ...leads.slice(0, REASONS).map((entry) => ({ code: 'leads_on' as const, ...entry })),
    ...trails.slice(0, 1).map((entry) => ({ code: 'trails_on' as const, ...entry, by: -entry.by })),
  ];
}
