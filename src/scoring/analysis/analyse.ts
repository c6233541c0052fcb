import { rowsOf } from '../matrix.ts';
import { weightedSum } from '../methods/weighted-sum.ts';
import { competitionRanks, orderByRank, SCORE_TIE } from '../ranks.ts';
import { leaderEnvelope } from '../robustness/leader-envelope.ts';
import { paretoFront } from '../robustness/pareto.ts';
import { potentialOptimality } from '../robustness/potential-optimality.ts';
import { smaa } from '../robustness/smaa.ts';
import { tippingPoints } from '../robustness/tipping.ts';
import { weightStability } from '../robustness/weight-stability.ts';
import { type NumberScale, rawOf } from '../value-scale.ts';
import { RI_TABLE } from '../weights/pairwise.ts';
import { type ResolvedWeights, resolveWeights } from '../weights/scheme.ts';
import type { AnalysisAnswer } from './answer.ts';
import { methodResults, type Problem } from './method-results.ts';
import { goodnessRanges, rawMatrix, scaleOf, valuesOf } from './performances.ts';
import type { AnalysisRequest } from './request.ts';
import { warningsOf } from './warnings.ts';
import { weightConstraintsOf } from './weight-constraints.ts';

const MAX_PAIRS = 100_000;
const DEFAULT_SAMPLES = 10_000;
const DEFAULT_SEED = 1;

/** Answers a request that has no faults. The same request gives the same bytes. */
export function analyse(request: AnalysisRequest): AnalysisAnswer {
  const resolved = request.weights === undefined ? null : resolveWeights(request.weights);
  const weights = resolved?.values ?? [];
  const raw = once(() => rawMatrix(request));
  const values = once(() => valuesOf(request));
  const problem: Problem = { request, raw, values, weights };
  const { analyses = {}, methods = [] } = request;
  const results = methods.length > 0 ? methodResults(problem) : undefined;
  return {
    ...(resolved && { weights: shownWeights(resolved) }),
    ...(results && { results }),
    ...(analyses.pareto && { pareto: pareto(request) }),
    ...(analyses.weight_stability && { weight_stability: stability(problem) }),
    ...(analyses.leader_envelope && { leader_envelope: envelope(problem) }),
    ...(analyses.tipping_points && { tipping_points: analyses.tipping_points.map((pair) => tipping(problem, pair)) }),
    ...(analyses.potential_optimality && { potential_optimality: optimality(problem) }),
    ...(analyses.rank_acceptability && { rank_acceptability: acceptability(problem, analyses.rank_acceptability) }),
    warnings: warningsOf(request, resolved, results),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function shownWeights({ values, scheme, pairwise }: ResolvedWeights): NonNullable<AnalysisAnswer['weights']> {
  if (!pairwise) return { values: [...values], scheme };
  const { lambdaMax, ci, ri, cr, consistent } = pairwise;
  return { values: [...values], scheme, lambda_max: lambdaMax, ci, ri, cr, consistent, ri_table: RI_TABLE };
}

function pareto(request: AnalysisRequest): NonNullable<AnalysisAnswer['pareto']> {
  const { low, high } = goodnessRanges(request);
  const front = paretoFront(low, high);
  const name = namer(request.alternatives);
  let room = MAX_PAIRS;
  const dominates = new Map<string, string[]>();
  let truncated = false;
  for (const [alternative, list] of front.dominated) {
    const shown = list.slice(0, room);
    room -= shown.length;
    truncated ||= shown.length < list.length;
    if (shown.length > 0) dominates.set(name(alternative), shown.map(name));
  }
  // fromEntries defines each key on the object itself: an alternative may be called __proto__
  return { nondominated: front.nondominated.map(name), dominates: Object.fromEntries(dominates), truncated };
}

function stability({ request, values, weights }: Problem): NonNullable<AnalysisAnswer['weight_stability']> {
  const { point } = values();
  const name = namer(request.alternatives);
  const ranks = competitionRanks(weightedSum(point, weights), 'higher', SCORE_TIE);
  const leader = orderByRank(ranks, request.alternatives)[0] as number;
  return weightStability(point, weights, ranks, leader).map(({ criterion, weight, leader: held, ranking }) => ({
    criterion: request.criteria[criterion]?.id as string,
    weight,
    leader: name(leader),
    lo: held?.lo ?? null,
    hi: held?.hi ?? null,
    challenger_below: nameOrNull(held?.below, name),
    challenger_above: nameOrNull(held?.above, name),
    ranking_lo: ranking?.lo ?? null,
    ranking_hi: ranking?.hi ?? null,
  }));
}

function envelope({ request, values, weights }: Problem): NonNullable<AnalysisAnswer['leader_envelope']> {
  const name = namer(request.alternatives);
  return request.criteria.map(({ id }, j) => ({
    criterion: id,
    weight: weights[j] as number,
    segments: leaderEnvelope(values().point, weights, j).map(({ from, to, leaders }) => ({ from, to, leaders: leaders.map(name) })),
  }));
}

function tipping({ request, values, weights }: Problem, pair: [string, string]): NonNullable<AnalysisAnswer['tipping_points']>[number] {
  const [first, second] = pair.map((id) => request.alternatives.indexOf(id)) as [number, number];
  const points = tippingPoints(values().point, weights, first, second);
  const performance = (criterion: AnalysisRequest['criteria'][number], value: number | null | undefined): number | null =>
    typeof value === 'number' ? rawOf(scaleOf(criterion) as NumberScale, value) : null;
  return {
    pair,
    gap: points.gap,
    weight: request.criteria.map(({ id }, j) => ({ criterion: id, at: points.weight[j] ?? null })),
    performance: request.criteria.map((criterion, j) => ({
      criterion: criterion.id,
      first_falls_to: performance(criterion, points.firstAt[j]),
      second_rises_to: performance(criterion, points.secondAt[j]),
    })),
    least_weight_change: points.leastChange && { total: points.leastChange.total, weights: [...points.leastChange.weights] },
  };
}

function optimality({ request, values }: Problem): NonNullable<AnalysisAnswer['potential_optimality']> {
  return potentialOptimality(values().point, weightConstraintsOf(request)).map(({ alternative, margin, kind, witnessWeights }) => ({
    alternative: request.alternatives[alternative] as string,
    margin,
    kind,
    witness_weights: witnessWeights && [...witnessWeights],
  }));
}

type Draws = NonNullable<NonNullable<AnalysisRequest['analyses']>['rank_acceptability']>;

function acceptability(
  { request, values }: Problem,
  { samples = DEFAULT_SAMPLES, seed = DEFAULT_SEED }: Draws,
): NonNullable<AnalysisAnswer['rank_acceptability']> {
  const { point, uncertain } = values();
  const found = smaa({ values: point, uncertain, constraints: weightConstraintsOf(request), samples, seed });
  if (found === null) throw new Error('the weight constraints were to be checked for feasibility first');
  return {
    samples,
    seed,
    sampling: found.sampling,
    acceptability: rowsOf(found.acceptability),
    standard_error: rowsOf(found.standardError),
    pairwise: rowsOf(found.pairwise),
    pairwise_alternatives: found.contenders.map(namer(request.alternatives)),
    central_weights: found.centralWeights.map((weights) => weights && [...weights]),
    confidence_factor: [...found.confidenceFactor],
  };
}

function namer(ids: readonly string[]): (index: number) => string {
  return (index) => ids[index] as string;
}

function nameOrNull(index: number | null | undefined, name: (index: number) => string): string | null {
  return typeof index === 'number' ? name(index) : null;
}
