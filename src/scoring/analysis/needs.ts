import { methodNamed } from '../methods/registry.ts';
import type { AnalysisRequest } from './request.ts';

/** Whether something that is asked for works on value scales. */
export function needsScales({ methods = [], analyses = {} }: AnalysisRequest): boolean {
  const { potential_optimality, rank_acceptability } = analyses;
  return (
    methods.some((name) => methodNamed(name).reads === 'values') ||
    movesWeights(analyses) ||
    Boolean(potential_optimality || rank_acceptability)
  );
}

/** Whether something that is asked for works with given weights. */
export function needsWeights({ methods = [], analyses = {} }: AnalysisRequest): boolean {
  return methods.some((name) => methodNamed(name).needsWeights) || movesWeights(analyses);
}

/** These analyses start from the weighted sum with the weights given. */
function movesWeights(analyses: NonNullable<AnalysisRequest['analyses']>): boolean {
  return Boolean(analyses.weight_stability || analyses.leader_envelope || analyses.tipping_points);
}
