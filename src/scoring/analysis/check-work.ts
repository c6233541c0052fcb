import type { AnalysisFault } from './fault.ts';
import type { AnalysisRequest } from './request.ts';
import { MAX_RANKED_ALTERNATIVES, WORK_BUDGET, workOf } from './work.ts';

/** A request whose answer would be too large, or take too long. */
export function tooMuch(request: AnalysisRequest): AnalysisFault[] {
  const parts = workOf(request);
  const total = parts.reduce((sum, { units }) => sum + units, 0);
  const faults: AnalysisFault[] = [];
  if (request.analyses?.rank_acceptability && request.alternatives.length > MAX_RANKED_ALTERNATIVES) {
    const detail = `rank_acceptability takes at most ${MAX_RANKED_ALTERNATIVES} alternatives: its tables have a row and a column for each.`;
    faults.push({ path: ['analyses', 'rank_acceptability'], code: 'too_many_alternatives', detail });
  }
  const [largest] = parts.toSorted((a, b) => b.units - a.units);
  if (largest && total > WORK_BUDGET) {
    const detail = `The request asks for ${total.toExponential(1)} units of work, most of them here; ${WORK_BUDGET.toExponential(1)} is the most.`;
    faults.push({ path: largest.path, code: 'beyond_work_budget', detail });
  }
  return faults;
}
