import { interiorOf } from '../robustness/weight-space.ts';
import { type AnalysisFault, duplicates } from './fault.ts';
import type { AnalysisRequest } from './request.ts';
import { weightConstraintsOf } from './weight-constraints.ts';

/** Constraints on what is no criterion, of a criterion with itself, and limits that are the wrong way round. */
export function constraintFaults({ criteria, constraints = {} }: AnalysisRequest): AnalysisFault[] {
  const ids = new Set(criteria.map(({ id }) => id));
  const faults: AnalysisFault[] = [];
  const named = (id: string, path: (string | number)[]): void => {
    if (!ids.has(id)) faults.push({ path: ['constraints', ...path], code: 'unknown_criterion', detail: 'No criterion has this id.' });
  };
  const pair = (a: string, b: string, path: (string | number)[]): void => {
    named(a, [...path, 0]);
    named(b, [...path, 1]);
    if (a === b) faults.push({ path: ['constraints', ...path, 1], code: 'duplicate', detail: 'Two different criteria are compared.' });
  };
  const reversed = (lo: number, hi: number, path: (string | number)[]): void => {
    if (lo > hi) faults.push({ path: ['constraints', ...path], code: 'reversed', detail: 'lo is not above hi.' });
  };
  const { order = [], at_least = [], bounds = {}, ratios = [] } = constraints;
  for (const [i, id] of order.entries()) named(id, ['order', i]);
  faults.push(...duplicates(order, (i) => ['constraints', 'order', i]));
  for (const [i, [a, b]] of at_least.entries()) pair(a, b, ['at_least', i]);
  for (const [id, [lo, hi]] of Object.entries(bounds)) {
    named(id, ['bounds', id]);
    reversed(lo, hi, ['bounds', id]);
  }
  for (const [i, [a, b, lo, hi]] of ratios.entries()) {
    pair(a, b, ['ratios', i]);
    reversed(lo, hi, ['ratios', i, 3]);
  }
  return faults;
}

/** Constraints, each right in itself, that no weights satisfy together. */
export function infeasible(request: AnalysisRequest): AnalysisFault[] {
  if (!request.constraints || interiorOf(request.criteria.length, weightConstraintsOf(request)) !== null) return [];
  return [{ path: ['constraints'], code: 'infeasible_constraints', detail: 'No weights satisfy all constraints together.' }];
}
