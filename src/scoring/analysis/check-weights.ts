import { pairwiseFaults } from '../weights/pairwise.ts';
import type { WeightScheme } from '../weights/scheme.ts';
import type { AnalysisFault } from './fault.ts';
import { needsWeights } from './needs.ts';
import type { AnalysisRequest } from './request.ts';

/** Weights that are missing, of the wrong number, all zero, or made of judgements that contradict their own form. */
export function weightFaults(request: AnalysisRequest): AnalysisFault[] {
  const { weights, criteria } = request;
  if (weights === undefined)
    return needsWeights(request)
      ? [{ path: ['weights'], code: 'missing', detail: 'The methods and analyses asked for need weights.' }]
      : [];
  const { path, count, faults } = entriesOf(weights);
  const lengthFaults =
    count === criteria.length
      ? []
      : [{ path, code: 'wrong_length', detail: `${criteria.length} entries are expected, one for each criterion; there are ${count}.` }];
  return [...lengthFaults, ...faults];
}

type Entries = { readonly path: string[]; readonly count: number; readonly faults: readonly AnalysisFault[] };

function entriesOf(weights: WeightScheme): Entries {
  if (Array.isArray(weights)) return numbersAt(['weights'], weights);
  if ('ranks' in weights) return numbersAt(['weights', 'ranks'], weights.ranks);
  if ('points' in weights) return numbersAt(['weights', 'points'], weights.points);
  const path = ['weights', 'matrix'];
  const faults = pairwiseFaults(weights.matrix).map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
  return { path, count: weights.matrix.length, faults };
}

function numbersAt(path: string[], numbers: readonly number[]): Entries {
  const isPositive = numbers.some((number) => number > 0);
  return {
    path,
    count: numbers.length,
    faults: isPositive ? [] : [{ path, code: 'nothing_positive', detail: 'At least one is positive.' }],
  };
}
