import { refusedCells } from './check-cells.ts';
import { constraintFaults, infeasible } from './check-constraints.ts';
import { criterionFaults } from './check-criteria.ts';
import { namingFaults, nothingAsked, pairFaults, shapeFaults } from './check-shape.ts';
import { weightFaults } from './check-weights.ts';
import { tooMuch } from './check-work.ts';
import type { AnalysisFault } from './fault.ts';
import type { AnalysisRequest } from './request.ts';

export type AnalysisFaults = {
  /** At odds with the documented shape. */
  readonly invalid: readonly AnalysisFault[];
  /** Well-formed, and cannot be computed. */
  readonly impossible: readonly AnalysisFault[];
};

/** Every fault of a request that fits the schema. With none, `analyse` answers it. */
export function analysisFaults(request: AnalysisRequest): AnalysisFaults {
  const invalid = [
    ...namingFaults(request),
    ...shapeFaults(request),
    ...criterionFaults(request),
    ...weightFaults(request),
    ...constraintFaults(request),
    ...pairFaults(request),
    ...nothingAsked(request),
  ];
  // what can't be computed is only known of a request that means something
  return { invalid, impossible: invalid.length > 0 ? [] : [...refusedCells(request), ...infeasible(request), ...tooMuch(request)] };
}
