import type { Catalog } from '../catalog/catalog.ts';
import { factAt } from '../catalog/facts/column.ts';
import { computeInputsOf } from '../criteria/computed-criterion.ts';
import { withComputed } from '../criteria/registry.ts';
import { type Criterion, type Plan, planOf } from '../ranking/ask/plan.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { gate } from '../ranking/gate/gate.ts';
import { valuesOf } from '../ranking/measure/criterion-values.ts';
import { measure } from '../ranking/measure/measure.ts';
import { type LeaderInterval, leaderIntervals, NARROWEST } from '../scoring/leader-intervals.ts';
import { matrixOf } from '../scoring/matrix.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import { weightLines } from '../scoring/weight-lines.ts';
import { evidence, type OptionRule, posed } from './demand.ts';
import type { Field, Option } from './field.ts';
import type { ComparisonRequest } from './request.ts';

/** The request's preferences over the field: what they come to, who leads by them, and where along each weight who leads. */
export type Preferred = { readonly plan: Plan; readonly leader: string | null; readonly rules: readonly OptionRule[] };

export function preferredIn(catalog: Catalog, field: Field, request: ComparisonRequest, today: string): Preferred | null {
  const asked = askedBy(catalog, field, request);
  if (!asked) return null;
  const plan = planOf(catalog, asked, today);
  const criteria = plan.criteria ?? [];
  const view = withComputed(catalog, field.view, plan);
  const { eligible } = gate(catalog, plan, view);
  const performances = measure(plan, criteria, view);
  const rows = eligible.map((place) => valuesOf(performances, place));
  const owner = eligible.map((place) => field.options.findIndex((option) => option.places.includes(place)));
  const weights = criteria.map(({ weight }) => weight);
  const rules = criteria.flatMap((criterion, k) => {
    const lines = weightLines(matrixOf(rows, criteria.length), weights, k);
    if (!lines) return [];
    const intervals = leaderIntervals(lines, owner).filter(({ from, to }) => to - from >= NARROWEST);
    // whoever leads at every weight leads without a condition
    if (intervals.some(({ from, to }) => from === 0 && to === 1)) return [];
    const parts = performances.parts.filter((part) => part.criterion === criterion.id);
    const claims = evidence(parts.flatMap((part) => intervals.map(({ line }) => factAt(part.column, eligible[line] as number))));
    return nearestOfEach(intervals, criterion.weight).map((interval) => weightRule(field, asked, criteria, criterion, interval, claims));
  });
  return { plan, leader: leaderOf(field, weightedMeans(rows, weights), owner), rules };
}

/** The preferences as a ranking request over the field; of a profile, all that it says but whom it considers and by whose word. */
function askedBy(catalog: Catalog, field: Field, { prefer }: ComparisonRequest): RankingRequest | null {
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

function weightedMeans(rows: readonly (readonly number[])[], weights: readonly number[]): Float64Array {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(rows, (row) => row.reduce((sum, value, j) => sum + value * (weights[j] as number), 0) / whole);
}

/** Of each owner the interval nearest to the present weight. */
function nearestOfEach(intervals: readonly LeaderInterval[], weight: number): LeaderInterval[] {
  const distance = ({ from, to }: LeaderInterval) => Math.max(0, from - weight, weight - to);
  const nearest = new Map<number, LeaderInterval>();
  for (const interval of intervals) {
    const other = nearest.get(interval.owner);
    if (!other || distance(interval) < distance(other)) nearest.set(interval.owner, interval);
  }
  return [...nearest.values()];
}

function weightRule(
  field: Field,
  asked: RankingRequest,
  criteria: readonly Criterion[],
  criterion: Criterion,
  { owner, from, to }: LeaderInterval,
  claims: readonly string[],
): OptionRule {
  const option = field.options[owner] as Option;
  const middle = (from + to) / 2;
  const others = criteria.reduce((sum, other) => sum + (other === criterion ? 0 : other.weight), 0);
  const weights = criteria.map((other): [string, number] => [
    other.id,
    other === criterion ? middle : (other.weight / others) * (1 - middle),
  ]);
  return {
    choose: option.id,
    when: [{ criterion: criterion.id, ...(from > 0 ? { weight_above: from } : {}), ...(to < 1 ? { weight_below: to } : {}) }],
    kind: 'weight',
    claims,
    request: posed(field, option, { ...asked, prefer: { weights: Object.fromEntries(weights) } }),
  };
}

/** The option that is first alone. */
function leaderOf({ options }: Field, total: Float64Array, owner: readonly number[]): string | null {
  const best = options.map((_, o) => Math.max(...[...total].filter((_sum, i) => owner[i] === o)));
  const top = Math.max(...best);
  const first = options.filter((_, o) => (best[o] as number) >= top - SCORE_TIE);
  return first.length === 1 && top > Number.NEGATIVE_INFINITY ? (first[0] as Option).id : null;
}
