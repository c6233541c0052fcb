import { claimsAt } from '../../catalog/facts/column.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import type { Criterion } from '../../ranking/ask/plan.ts';
import { type Performances, valueAt } from '../../ranking/measure/measure.ts';
import type { RankingState } from '../../ranking/state.ts';
import { filled } from '../../scoring/filled.ts';
import type { LeaderInterval } from '../../scoring/leader-intervals.ts';
import { intIn, numberIn } from '../../scoring/number-in.ts';
import { weightLinesOfTotals } from '../../scoring/weight-lines.ts';
import type { Rule } from '../answer/verdict.ts';
import { type WeightContest, weightRules } from './weight.ts';

/** Nearer to 0 or 1, or to the present weight, than this, a breakpoint is only what rounding made of it. */
const EDGE = 1e-12;

/**
 * For each criterion, the first model other than the winner to lead as its weight goes up, and as it goes down: somebody who has given weights
 * wants to know how far off the next winner is.
 */
export function weightRulesOf({ view, eligibility }: RankingState, performances: Performances, winner: string): Rule[] {
  // only what can be ranked can lead
  const { contenders: eligible } = eligibility;
  const owner = eligible.map((candidate) => intIn(view.modelNumber, candidate));
  const [offer = 0] = view.byModel.get(winner) ?? [];
  const winnerNumber = intIn(view.modelNumber, offer);
  const values = performances.criteria.map((criterion) => valuesOn(performances, criterion, eligible));
  const totals = totalsOf(performances.criteria, values);
  const incumbent = numberIn(eligible, bestLineOf(winnerNumber, totals, owner));
  const at0 = filled(totals.length, 0);
  const contest: WeightContest = {
    performances,
    owner,
    linesAlong: ({ weight }, k) => weightLinesOfTotals(totals, values[k] as number[], weight, at0),
    idOf: ({ line }) => (view.candidates[numberIn(eligible, line)] as Candidate).model,
    candidatesBehind: ({ line }) => [incumbent, numberIn(eligible, line)],
  };
  return weightRules(contest, {
    choose: (intervals, weight) => neighbours(intervals, winnerNumber, weight),
    edge: EDGE,
    claimsOf: claimsAt,
  });
}

/** The first interval of another owner above the present weight, and the first below it. */
function neighbours(intervals: readonly LeaderInterval[], winner: number, weight: number): LeaderInterval[] {
  const others = intervals.filter(({ owner }) => owner !== winner);
  const above = others.find(({ from }) => from >= weight - EDGE);
  const below = others.findLast(({ to }) => to <= weight + EDGE);
  return [above, below].filter((interval) => interval !== undefined);
}

/** The value of each candidate on one criterion; of a group, the weighted mean of its members. */
function valuesOn({ parts }: Performances, { id }: Criterion, candidates: readonly number[]): number[] {
  const values = filled(candidates.length, 0);
  for (const part of parts) {
    if (part.criterion !== id) continue;
    for (let k = 0; k < values.length; k++) values[k] = valueIn(values, k) + part.share * valueAt(part, candidateIn(candidates, k));
  }
  return values;
}

/** The weighted sum of each candidate; `values` are by criterion, then by candidate. */
function totalsOf(criteria: readonly Criterion[], values: readonly (readonly number[])[]): number[] {
  const totals = filled(values[0]?.length ?? 0, 0);
  for (const [k, { weight }] of criteria.entries()) {
    const own = values[k] as number[];
    for (let i = 0; i < totals.length; i++) totals[i] = valueIn(totals, i) + weight * valueIn(own, i);
  }
  return totals;
}

function bestLineOf(number: number, totals: readonly number[], owner: readonly number[]): number {
  let best = owner.indexOf(number);
  for (let i = best; i < totals.length; i++) if (owner[i] === number && valueIn(totals, i) > valueIn(totals, best)) best = i;
  return best;
}

function candidateIn(candidates: readonly number[], index: number): number {
  return candidates[index] as number;
}

// An accessor of its own: in these loops the shared one, which meets all kinds of arrays, takes half as long again.
function valueIn(values: readonly number[], index: number): number {
  return values[index] as number;
}
