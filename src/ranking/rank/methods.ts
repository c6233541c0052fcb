import type { AnalysisRequest } from '../../scoring/analysis/request.ts';
import { matrixOf } from '../../scoring/matrix.ts';
import { type Scored, scoresOnValues } from '../../scoring/methods/method-result.ts';
import { type MethodName, methodNamed } from '../../scoring/methods/registry.ts';
import type { CriterionValues } from '../measure/criterion-values.ts';

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
 * Scores and ranks by a method on the values of the fixed scales, so that units can't mix and unknowns are treated by the policy of the
 * request. `names` are the candidates, by row, for the error that a score which is not finite gives.
 */
export function scoresUnder(method: MethodName, { criteria, value }: CriterionValues, names: readonly string[]): Scored {
  const weights = criteria.map(({ weight }) => weight);
  return scoresOnValues(methodNamed(method), matrixOf(value, criteria.length), weights, names);
}
