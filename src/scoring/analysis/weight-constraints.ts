import type { WeightConstraints } from '../robustness/weight-space.ts';
import type { AnalysisRequest } from './request.ts';

/** The weight constraints by index, of a request all of whose ids are those of criteria. */
export function weightConstraintsOf({ criteria, constraints = {} }: AnalysisRequest): WeightConstraints {
  const index = new Map(criteria.map(({ id }, j) => [id, j]));
  const at = (id: string): number => {
    const criterion = index.get(id);
    if (criterion === undefined) throw new Error(`a constraint names the criterion ${id}, and the check let it pass`);
    return criterion;
  };
  return {
    order: (constraints.order ?? []).map(at),
    atLeast: (constraints.at_least ?? []).map(([a, b]) => [at(a), at(b)] as const),
    bounds: Object.entries(constraints.bounds ?? {}).map(([id, [lo, hi]]) => [at(id), lo, hi] as const),
    ratios: (constraints.ratios ?? []).map(([a, b, lo, hi]) => [at(a), at(b), lo, hi] as const),
  };
}
