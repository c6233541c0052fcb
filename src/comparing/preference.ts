import type { Catalog } from '../catalog/catalog.ts';
import { factAt } from '../catalog/facts/column.ts';
import { computeInputsOf } from '../criteria/computed-criterion.ts';
import { withComputed } from '../criteria/registry.ts';
import type { Rule } from '../explaining/answer/verdict.ts';
import { type WeightPolicy, weightRules } from '../explaining/rules/weight.ts';
import { type Plan, planOf } from '../ranking/ask/plan.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { gate } from '../ranking/gate/gate.ts';
import { valuesOf } from '../ranking/measure/criterion-values.ts';
import { measure } from '../ranking/measure/measure.ts';
import type { LeaderInterval } from '../scoring/leader-intervals.ts';
import { matrixOf } from '../scoring/matrix.ts';
import { weightedSum } from '../scoring/methods/weighted-sum.ts';
import { numberIn } from '../scoring/number-in.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import { weightLines } from '../scoring/weight-lines.ts';
import type { Field, FieldOption } from './field.ts';
import type { ComparisonRequest } from './request.ts';

/** The request's preferences over the field: as a ranking request, its plan, who leads by them, and who leads where along each weight. */
export type Preferred = {
  readonly request: RankingRequest;
  readonly plan: Plan;
  readonly leader: string | null;
  readonly rules: readonly Rule[];
};

/** A comparison says where each of its options leads: in the interval that is nearest to the present weight. */
const WEIGHTS: WeightPolicy = {
  choose: nearestOfEach,
  // an end that only rounding keeps off 1 is told too: it stands in the rule's request, which must not change
  edge: 0,
  // the claims that a computed value was worked out from are not named: answers have never named them here
  claimsOf: (column, candidate) => {
    const { claim } = factAt(column, candidate);
    return claim ? [claim.id] : [];
  },
};

/** Null without preferences. */
export function preferredIn(catalog: Catalog, field: Field, request: ComparisonRequest, today: string): Preferred | null {
  const ranking = rankingRequestOf(catalog, field, request);
  if (!ranking) return null;
  const plan = planOf(catalog, ranking, today);
  const criteria = plan.criteria ?? [];
  const view = withComputed(catalog, field.view, plan);
  const { eligible } = gate(catalog, plan, view);
  const performances = measure(plan, criteria, view);
  const matrix = matrixOf(
    eligible.map((candidate) => valuesOf(performances, candidate)),
    criteria.length,
  );
  const owner = eligible.map((candidate) => field.options.findIndex(({ candidates }) => candidates.includes(candidate)));
  const weights = criteria.map(({ weight }) => weight);
  const rules = weightRules(
    {
      performances,
      owner,
      linesAlong: (_, k) => weightLines(matrix, weights, k),
      idOf: ({ owner }) => (field.options[owner] as FieldOption).id,
      // where one leads is where all the others do not
      candidatesBehind: (_, intervals) => intervals.map(({ line }) => numberIn(eligible, line)),
    },
    WEIGHTS,
  );
  return { request: ranking, plan, leader: criteria.length > 0 ? leaderOf(field, weightedSum(matrix, weights), owner) : null, rules };
}

/** The preferences as a ranking request over the field; of a profile, all that it says but whom it considers and by which sources. */
function rankingRequestOf(catalog: Catalog, field: Field, { prefer }: ComparisonRequest): RankingRequest | null {
  if (!prefer) return null;
  const profile = catalog.profiles.get(prefer.profile ?? '');
  const stored = profile ? (profile.request as RankingRequest) : { prefer };
  const require = { ...field.base.require, ...stored.require };
  return {
    ...field.base,
    ...(Object.keys(require).length > 0 ? { require } : {}),
    ...(stored.prefer ? { prefer: stored.prefer } : {}),
    ...(Object.keys(field.scales).length > 0 ? { scales: field.scales } : {}),
    ...(stored.if_unknown ? { if_unknown: stored.if_unknown } : {}),
    ...Object.fromEntries(Object.entries(computeInputsOf(stored)).filter(([, value]) => value !== undefined)),
  };
}

/** Of each owner the interval nearest to the present weight; none where one leads at every weight, and so without a condition. */
function nearestOfEach(intervals: readonly LeaderInterval[], weight: number): LeaderInterval[] {
  if (intervals.some(({ from, to }) => from === 0 && to === 1)) return [];
  const distance = ({ from, to }: LeaderInterval) => Math.max(0, from - weight, weight - to);
  const nearest = new Map<number, LeaderInterval>();
  for (const interval of intervals) {
    const other = nearest.get(interval.owner);
    if (!other || distance(interval) < distance(other)) nearest.set(interval.owner, interval);
  }
  return [...nearest.values()];
}

/** The option that is first alone, by the scores of the lines; null in a tie. */
function leaderOf({ options }: Field, scores: Float64Array, owner: readonly number[]): string | null {
  const best = options.map((option, o) => ({ option, score: Math.max(...scores.filter((_, line) => owner[line] === o)) }));
  const top = Math.max(...best.map(({ score }) => score));
  const [first, ...tied] = best.filter(({ score }) => score >= top - SCORE_TIE);
  return first && tied.length === 0 && top > Number.NEGATIVE_INFINITY ? first.option.id : null;
}
