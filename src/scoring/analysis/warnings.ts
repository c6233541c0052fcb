import { directionsOf, flatColumns } from '../columns.ts';
import type { ResolvedWeights } from '../weights/scheme.ts';
import type { AnalysisWarning, MethodResults } from './answer.ts';
import { isKnown, rawMatrix, scaleOf, valuesOf } from './performances.ts';
import type { AnalysisRequest } from './request.ts';

/** Places listed one by one; beyond this there are too many to be an oversight. */
const LISTED = 100;

/** What was computed as asked, and may still mislead. */
export function warningsOf(
  request: AnalysisRequest,
  weights: ResolvedWeights | null,
  results: MethodResults | undefined,
): AnalysisWarning[] {
  return [...weightWarnings(request, weights), ...flatWarnings(request), ...valueWarnings(request), ...disagreement(request, results)];
}

function weightWarnings({ criteria }: AnalysisRequest, weights: ResolvedWeights | null): AnalysisWarning[] {
  if (!weights) return [];
  const zero = weights.values.flatMap((weight, j): AnalysisWarning[] =>
    weight === 0 ? [{ code: 'zero_weight', criterion: criteria[j]?.id as string }] : [],
  );
  const { consistent, worstTriple } = weights.pairwise ?? {};
  if (consistent !== false || !worstTriple) return zero;
  const named = worstTriple.criteria.map((j) => criteria[j]?.id as string);
  return [...zero, { code: 'inconsistent_judgements', criteria: named, inconsistency: worstTriple.inconsistency }];
}

function flatWarnings(request: AnalysisRequest): AnalysisWarning[] {
  if (request.alternatives.length < 2 || !request.matrix.every((row) => row.every(isKnown))) return [];
  return flatColumns(rawMatrix(request), directionsOf(request)).map((j) => ({
    code: 'criterion_does_not_discriminate',
    criterion: request.criteria[j]?.id as string,
  }));
}

function valueWarnings(request: AnalysisRequest): AnalysisWarning[] {
  if (!request.criteria.every((criterion) => scaleOf(criterion))) return [];
  const { clamped, uncertain } = valuesOf(request);
  const warnings = clamped.slice(0, LISTED).map(
    ([i, j]): AnalysisWarning => ({
      code: 'beyond_anchor',
      alternative: request.alternatives[i] as string,
      criterion: request.criteria[j]?.id as string,
    }),
  );
  const unknown = uncertain.filter(({ kind }) => kind === 'unknown').length;
  if (unknown > 0) warnings.push({ code: 'unknown_scored_worst', cells: unknown });
  if (uncertain.length > unknown) warnings.push({ code: 'uncertain_scored_at_middle', cells: uncertain.length - unknown });
  return warnings;
}

/** Methods answer different questions; that they name different winners is news to the one who asked. */
function disagreement({ alternatives }: AnalysisRequest, results: MethodResults | undefined): AnalysisWarning[] {
  const leaders = Object.entries(results ?? {}).flatMap(([method, result]): [string, string[]][] =>
    result ? [[method, alternatives.filter((_, i) => result.ranks[i] === 1)]] : [],
  );
  const [first, ...others] = leaders;
  if (!first) return [];
  const shared = first[1].filter((id) => others.every(([, ids]) => ids.includes(id)));
  return shared.length > 0 ? [] : [{ code: 'methods_disagree', leaders: Object.fromEntries(leaders) }];
}
