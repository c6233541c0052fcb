import type { Matrix } from '../matrix.ts';
import type { PreferenceFunction } from '../methods/preference-function.ts';
import { prometheeII } from '../methods/promethee-ii.ts';
import { topsis } from '../methods/topsis.ts';
import { vikor } from '../methods/vikor.ts';
import { weightedProduct } from '../methods/weighted-product.ts';
import { weightedSum } from '../methods/weighted-sum.ts';
import { weightedSumMinmax } from '../methods/weighted-sum-minmax.ts';
import { type Better, competitionRanks, SCORE_TIE } from '../ranks.ts';
import type { MethodResults } from './answer.ts';
import { directionsOf, type Values } from './performances.ts';
import type { AnalysisRequest, MethodName } from './request.ts';

type Problem = {
  readonly request: AnalysisRequest;
  readonly raw: () => Matrix;
  readonly values: () => Values;
  readonly weights: readonly number[];
};
type Result = NonNullable<MethodResults[MethodName]>;

const DEFAULT_V = 0.5;

/** Every method: one line here, one file in methods/. */
const METHODS: { readonly [M in MethodName]: (problem: Problem) => NonNullable<MethodResults[M]> } = {
  weighted_sum: ({ values, weights }) => {
    const { point, low, high } = values();
    const [least, most] = [weightedSum(low, weights), weightedSum(high, weights)];
    return {
      ...scored(weightedSum(point, weights), 'higher', SCORE_TIE),
      score_ranges: Array.from(least, (score, i) => [score, most[i] as number]),
    };
  },
  weighted_sum_minmax: ({ request, raw, weights }) => scored(weightedSumMinmax(raw(), directionsOf(request), weights), 'higher'),
  weighted_product: ({ request, raw, weights }) => {
    const { scores, logScores, ratioToBest } = weightedProduct(raw(), directionsOf(request), weights);
    // products span decades: their logarithms say which are alike
    const { ranks } = scored(logScores, 'higher');
    return { better: 'higher', scores: [...scores], ranks, log_scores: [...logScores], ratio_to_best: [...ratioToBest] };
  },
  topsis: ({ request, raw, weights }) => {
    const { closeness, distanceToBest, distanceToWorst } = topsis(raw(), directionsOf(request), weights);
    return { ...scored(closeness, 'higher'), distance_to_best: [...distanceToBest], distance_to_worst: [...distanceToWorst] };
  },
  vikor: ({ request, raw, weights }) => {
    const { s, r, q, compromise } = vikor(raw(), directionsOf(request), weights, request.vikor?.v ?? DEFAULT_V);
    return {
      ...scored(q, 'lower'),
      s: [...s],
      r: [...r],
      q: [...q],
      compromise: {
        alternatives: compromise.alternatives.map((i) => request.alternatives[i] as string),
        acceptable_advantage: compromise.acceptableAdvantage,
        acceptable_stability: compromise.acceptableStability,
      },
    };
  },
  promethee_ii: ({ request, raw, weights }) => {
    const preferences = request.criteria.map(({ preference }): PreferenceFunction => preference ?? { kind: 'usual' });
    const { phi, phiPlus, phiMinus } = prometheeII(raw(), directionsOf(request), weights, preferences);
    return { ...scored(phi, 'higher'), phi: [...phi], phi_plus: [...phiPlus], phi_minus: [...phiMinus] };
  },
};

export function methodResults(problem: Problem): MethodResults {
  const results: Record<string, Result> = {};
  for (const method of problem.request.methods ?? []) results[method] = METHODS[method](problem);
  return results as MethodResults;
}

function scored(scores: Float64Array, better: Better, tolerance?: number): { better: Better; scores: number[]; ranks: number[] } {
  return { better, scores: [...scores], ranks: competitionRanks(scores, better, tolerance) };
}
