import { analyse } from '../scoring/analysis/analyse.ts';
import type { AnalysisRequest, MethodName } from '../scoring/analysis/request.ts';
import type { CriterionValues } from './criterion-values.ts';

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

/** P_i = prod_j v_ij^w_j: a candidate that is worth nothing on one criterion is worth nothing at all (Triantaphyllou 2000, 2.2.2). */
function productScores(values: CriterionValues): MethodScores {
  const scores = values.value.map((row) =>
    row.some((value) => value <= 0)
      ? 0
      : Math.exp(row.reduce((sum, value, k) => sum + (values.criteria[k]?.weight as number) * Math.log(value), 0)),
  );
  const tied = (a: number, b: number) => Math.abs(a - b) <= 1e-9;
  return { scores, ranks: scores.map((own) => 1 + scores.filter((other) => other > own && !tied(own, other)).length), better: 'higher' };
}
