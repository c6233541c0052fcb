import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { Reason, Verdict } from './answer.ts';
import { chooseIf } from './choose-if.ts';
import type { Gate } from './gate.ts';
import { factAt, type Measured, worthAt } from './measure.ts';
import type { Plan } from './plan.ts';
import { type Ranked, TIE } from './rank.ts';
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
    settled: choose !== null && isSettled(view, gate, scores, choose, plan),
    because: choose && winner ? reasonsFor(view, measured, scores, standing, winner, models.length) : [],
    compared: compared.length > 1 ? compared : [],
  };
  const rules = measured && verdict.compared.length > 1 ? chooseIf(plan, view, gate, measured, verdict.compared) : [];
  return { ...verdict, choose_if: rules.map((rule) => ({ ...rule, text: chooseIfText(rule) })), text: verdictText(verdict) };
}

/** The winner at its worst is ahead of every other model at its best, and nothing was kept out only because it is not known. */
function isSettled(view: FactView, gate: Gate, scores: Scores | null, winner: string, plan: Plan): boolean {
  const model = (candidate: number) => (view.candidates[candidate] as Candidate).model;
  const outOnUnknown = gate.considered.some((candidate) => {
    if ((gate.failedCount[candidate] as number) === 0 || model(candidate) === winner) return false;
    return gate.checks.every((check) =>
      (check.failures[check.column.index[candidate] as number] ?? []).every((failure) => failure.code === 'unknown'),
    );
  });
  const keptUnknown = plan.needs.some((need) => need.requirement.if_unknown === 'keep');
  if (outOnUnknown || keptUnknown) return false;
  if (!scores) return true;
  let worst = Number.NEGATIVE_INFINITY;
  for (const candidate of gate.eligible) if (model(candidate) === winner) worst = Math.max(worst, scores.low[candidate] as number);
  return gate.eligible.every((candidate) => model(candidate) === winner || (scores.high[candidate] as number) < worst - TIE);
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
    const by = leaves.reduce((sum, leaf) => sum + worthAt(leaf, winner).contribution - worthAt(leaf, runnerUp).contribution, 0);
    const claims = leaves
      .flatMap((leaf) => [factAt(leaf, winner).claim?.id, factAt(leaf, runnerUp).claim?.id])
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
