import type { claimsAt } from '../../catalog/facts/column.ts';
import type { Criterion } from '../../ranking/ask/plan.ts';
import type { Performances } from '../../ranking/measure/measure.ts';
import { type LeaderInterval, leaderIntervals, NARROWEST } from '../../scoring/leader-intervals.ts';
import type { WeightLines } from '../../scoring/weight-lines.ts';
import type { Condition, Rule } from '../answer/verdict.ts';
import { claimsBehind } from './contest.ts';

/** The scores by weights of all that are eligible: line i of the envelope is the i-th of `candidates`. */
export type WeightContest = {
  readonly performances: Performances;
  readonly candidates: readonly number[];
  /** By line: whose it is. */
  readonly owner: readonly number[];
  /** The lines along the weight of a criterion and its index; null where it has all the weight. They may be gone at the next call. */
  readonly linesAlong: (criterion: Criterion, index: number) => WeightLines | null;
  readonly idOf: (interval: LeaderInterval) => string;
};

/** Where rankings and comparisons differ in the rules on weights. */
export type WeightPolicy = {
  /** The intervals that make a rule, of all in which somebody leads alone; `weight` is the present one. */
  readonly choose: (intervals: readonly LeaderInterval[], weight: number) => readonly LeaderInterval[];
  /** Nearer to 0 or 1 than this, an end of an interval is no condition. */
  readonly edge: number;
  /** The lines whose facts on the criterion a rule rests on. */
  readonly linesBehind: (interval: LeaderInterval, intervals: readonly LeaderInterval[]) => readonly number[];
  readonly claimsOf: typeof claimsAt;
};

/** "Leads while the weight of this criterion is in this interval, the others in proportion": exact breakpoints of the upper envelope. */
export function weightRules(contest: WeightContest, policy: WeightPolicy): Rule[] {
  const { performances, candidates, owner, linesAlong, idOf } = contest;
  return performances.criteria.flatMap((criterion, k): Rule[] => {
    const { id, weight } = criterion;
    const lines = linesAlong(criterion, k);
    if (!lines) return [];
    const intervals = leaderIntervals(lines, owner).filter(({ from, to }) => to - from >= NARROWEST);
    return policy.choose(intervals, weight).map((interval) => {
      const behind = policy.linesBehind(interval, intervals).map((line) => candidates[line] ?? null);
      const parts = performances.parts.filter((part) => part.criterion === id);
      return {
        choose: idOf(interval),
        when: [conditionOf(id, interval, policy.edge)],
        kind: 'weight',
        claims: claimsBehind(
          parts.map(({ column }) => ({ column, candidates: behind })),
          policy.claimsOf,
        ),
      };
    });
  });
}

function conditionOf(criterion: string, { from, to }: LeaderInterval, edge: number): Condition {
  return { criterion, ...(from > edge ? { weight_above: from } : {}), ...(to < 1 - edge ? { weight_below: to } : {}) };
}
