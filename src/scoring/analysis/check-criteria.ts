import { listed } from '../listed.ts';
import { METHODS, METHODS_ON_VALUES } from '../methods/registry.ts';
import { isIncreasing, type NumberScale, scaleFaults } from '../value-scale.ts';
import type { AnalysisFault } from './fault.ts';
import { needsScales } from './needs.ts';
import { scaleOf } from './performances.ts';
import type { AnalysisRequest } from './request.ts';

/** Scales that are missing or at odds with themselves or the direction, and what methods find wrong with their settings. */
export function criterionFaults(request: AnalysisRequest): AnalysisFault[] {
  const scalesNeeded = needsScales(request);
  return request.criteria.flatMap((criterion, j): AnalysisFault[] => [
    ...scaleFaultsOf(criterion, scalesNeeded).map((fault) => ({ ...fault, path: ['criteria', j, 'scale', ...fault.path] })),
    ...METHODS.flatMap((method) => method.settingFaults(criterion).map((fault) => ({ ...fault, path: ['criteria', j, ...fault.path] }))),
  ]);
}

/** Paths start at the scale. */
function scaleFaultsOf(criterion: AnalysisRequest['criteria'][number], isNeeded: boolean): AnalysisFault[] {
  const scale = scaleOf(criterion);
  if (scale === null) {
    const detail = `${listed([...METHODS_ON_VALUES, 'all analyses but pareto'])} work on fixed scales: give worst and best.`;
    return isNeeded ? [{ path: [], code: 'scale_needed', detail }] : [];
  }
  const faults: AnalysisFault[] = [...scaleFaults(scale)];
  const hasFlaws = faults.length > 0;
  if (!withinReach(scale))
    faults.push({ path: [], code: 'out_of_range', detail: 'Anchors are at most 1e300 in magnitude, on a log scale 1e-150 to 1e150.' });
  if (!hasFlaws && isIncreasing(scale) !== (criterion.direction === 'max'))
    faults.push({
      path: [],
      code: 'against_direction',
      detail: `The scale runs the other way than direction: ${criterion.direction} says.`,
    });
  return faults;
}

/** Whether differences of the anchors, or their logarithms, can be computed. */
function withinReach(scale: NumberScale): boolean {
  if (scale.kind === 'steps') return scale.points.every(([raw]) => Math.abs(raw) <= 1e300);
  const [lo, hi] = scale.kind === 'log' ? [1e-150, 1e150] : [0, 1e300];
  return [scale.worst, scale.best].every((anchor) => Math.abs(anchor) >= lo && Math.abs(anchor) <= hi);
}
