import { analyse } from '../../scoring/analysis/analyse.ts';
import type { AnalysisRequest, MethodName } from '../../scoring/analysis/request.ts';
import { matrixOf } from '../../scoring/matrix.ts';
import { weightedProduct } from '../../scoring/methods/weighted-product.ts';
import { competitionRanks, SCORE_TIE } from '../../scoring/ranks.ts';
import type { CriterionValues } from '../measure/criterion-values.ts';

export type MethodScores = { readonly scores: readonly number[]; readonly ranks: readonly number[]; readonly better: 'higher' | 'lower' };

const ON_VALUES = { direction: 'max', scale: { kind: 'linear', worst: 0, best: 1 } } as const;

/** The bare decision problem behind a ranking: rows of values that are in [0, 1] already, more is better. */
export function analysisOf(
  values: Pick<CriterionValues, 'criteria'>,
  names: readonly string[],
  matrix: AnalysisRequest['matrix'],
): AnalysisRequest {
  return {
    alternatives: [...names],
    criteria: values.criteria.map(({ id }) => ({ id, ...ON_VALUES })),
    matrix,
    weights: values.criteria.map(({ weight }) => weight),
  };
}

/**
 * Scores by another method than the weighted sum, on the values of the fixed scales (so units can't mix and unknowns are treated by the same
 * policy). All but the weighted sum and product relate the candidates to one another: who is in changes the scores.
 */
export function scoresUnder(method: MethodName, values: CriterionValues): MethodScores {
  if (method === 'weighted_product') return productScores(values);
  const names = values.value.map((_, i) => String(i));
  const matrix = values.value.map((row) => [...row]);
  const result = analyse({ ...analysisOf(values, names, matrix), methods: [method] }).results?.[method];
  if (!result) throw new Error(`the engine gave no result for ${method}`);
  return result;
}

/** A candidate that is worth nothing on one criterion is worth nothing at all; the engine's product takes the others. */
function productScores({ criteria, value }: CriterionValues): MethodScores {
  const positive = value.filter((row) => row.every((cell) => cell > 0));
  const directions = criteria.map(() => 'max' as const);
  const weights = criteria.map(({ weight }) => weight);
  const products = weightedProduct(matrixOf(positive, criteria.length), directions, weights).scores.values();
  const scores = value.map((row) => (row.every((cell) => cell > 0) ? (products.next().value as number) : 0));
  return { scores, ranks: competitionRanks(scores, 'higher', SCORE_TIE), better: 'higher' };
}
