import type { Matrix } from '../matrix.ts';
import { methodResult, type Scored } from '../methods/method-result.ts';
import { type MethodName, methodNamed } from '../methods/registry.ts';
import type { MethodResults } from './answer.ts';
import type { Values } from './performances.ts';
import type { AnalysisRequest } from './request.ts';

/** What the parts of an answer are worked out from. */
export type Problem = {
  readonly request: AnalysisRequest;
  readonly raw: () => Matrix;
  readonly values: () => Values;
  /** Empty where the request has none. */
  readonly weights: readonly number[];
};

/** The results of the methods asked for, in that order. */
export function methodResults({ request, raw, values, weights }: Problem): MethodResults {
  const { alternatives, criteria } = request;
  const results: Partial<Record<MethodName, Scored>> = {};
  for (const name of request.methods ?? []) {
    const problem = { alternatives, criteria, weights, raw, values, settings: settingsOf(request, name) };
    results[name] = methodResult(methodNamed(name), problem);
  }
  return results as MethodResults;
}

function settingsOf(request: Readonly<Record<string, unknown>>, name: MethodName): unknown {
  return request[name];
}
