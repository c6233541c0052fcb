import { claimsAt } from '../../catalog/facts/column.ts';
import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import type { Criterion } from '../../ranking/ask/plan.ts';
import type { Eligibility } from '../../ranking/gate/gate.ts';
import { type Performances, valueAt } from '../../ranking/measure/measure.ts';
import { filled } from '../../scoring/filled.ts';
import { type LeaderInterval, leaderIntervals, NARROWEST } from '../../scoring/leader-intervals.ts';
import { weightLinesOfTotals } from '../../scoring/weight-lines.ts';
import type { Condition, Rule } from '../answer/verdict.ts';

/** Nearer to 0 or 1 than this, a breakpoint is only what rounding made of 0 or 1. */
const EDGE = 1e-12;

/** For each criterion, the first other model to lead as its weight goes up, and as it goes down: exact breakpoints of the upper envelope. */
export function weightRules(view: FactView, eligibility: Eligibility, performances: Performances, winner: string): Rule[] {
  const { eligible } = eligibility;
  const owner: number[] = [];
  for (const i of eligible) owner.push(view.modelNumber[i] as number);
  const own = view.modelNumber[view.byModel.get(winner)?.[0] as number] as number;
  const values = performances.criteria.map((criterion) => valuesOn(performances, criterion, eligible));
  const total = filled(eligible.length, 0);
  performances.criteria.forEach(({ weight }, k) => {
    const value = values[k] as number[];
    for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + weight * (value[i] as number);
  });
  const incumbent = bestOf(total, owner, own);
  const rest = filled(total.length, 0);
  return performances.criteria.flatMap((criterion, k): Rule[] => {
    const lines = weightLinesOfTotals(total, values[k] as number[], criterion.weight, rest);
    if (!lines) return [];
    const others = leaderIntervals(lines, owner).filter(({ owner, from, to }) => owner !== own && to - from >= NARROWEST);
    const above = others.find((interval) => interval.from >= criterion.weight - EDGE);
    const below = others.findLast((interval) => interval.to <= criterion.weight + EDGE);
    return [above, below]
      .filter((interval) => interval !== undefined)
      .map((interval) => ({
        choose: (view.candidates[eligible[interval.line] as number] as Candidate).model,
        when: [conditionOf(criterion.id, interval)],
        kind: 'weight',
        claims: claimsOn(performances, criterion, [eligible[incumbent] as number, eligible[interval.line] as number]),
      }));
  });
}

/** What each candidate is worth on one criterion; of a group, the weighted mean of its members. */
function valuesOn({ parts }: Performances, { id }: Criterion, candidates: readonly number[]): number[] {
  const values = filled(candidates.length, 0);
  for (const part of parts) {
    if (part.criterion !== id) continue;
    for (let k = 0; k < values.length; k++) values[k] = (values[k] as number) + part.share * valueAt(part, candidates[k] as number);
  }
  return values;
}

function conditionOf(criterion: string, { from, to }: LeaderInterval): Condition {
  if (from <= EDGE) return { criterion, weight_below: to };
  return to >= 1 - EDGE ? { criterion, weight_above: from } : { criterion, weight_above: from, weight_below: to };
}

function bestOf(total: readonly number[], owner: readonly number[], own: number): number {
  let best = owner.indexOf(own);
  for (let i = best; i < total.length; i++) if (owner[i] === own && (total[i] as number) > (total[best] as number)) best = i;
  return best;
}

function claimsOn(performances: Performances, criterion: Criterion, candidates: readonly number[]): string[] {
  const ids: string[] = [];
  for (const part of performances.parts) {
    if (part.criterion !== criterion.id) continue;
    for (const candidate of candidates) for (const id of claimsAt(part.column, candidate)) if (!ids.includes(id)) ids.push(id);
  }
  return ids.sort();
}
