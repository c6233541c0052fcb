import { listed } from '../listed.ts';
import type { Method } from '../methods/method.ts';
import { METHODS_ON_VALUES, methodNamed } from '../methods/registry.ts';
import type { AnalysisFault } from './fault.ts';
import { isKnown } from './performances.ts';
import type { AnalysisRequest } from './request.ts';

/** Cells beyond this are not listed one by one. */
const LISTED_CELLS = 100;

/** What methods can't take, at the cell: of those asked for, unless others are given. */
export function refusedCells(
  { criteria, matrix, methods: names = [] }: AnalysisRequest,
  methods: readonly Method[] = names.map(methodNamed),
): AnalysisFault[] {
  const onKnown = methods.filter(({ reads }) => reads === 'performances').map(({ name }) => name);
  const detail = `${listed(onKnown)} can't take a performance that is not known exactly; ${listed([...METHODS_ON_VALUES, 'rank_acceptability'])} can.`;
  const faults: AnalysisFault[] = [];
  for (const [i, row] of matrix.entries())
    for (const [j, cell] of row.entries()) {
      if (isKnown(cell)) {
        const direction = criteria[j]?.direction ?? 'max';
        for (const method of methods) {
          const refusal = method.refusal(cell, direction);
          if (refusal) faults.push({ path: ['matrix', i, j], ...refusal });
        }
      } else if (onKnown.length > 0)
        faults.push({ path: ['matrix', i, j], code: cell === null ? 'unknown_cell' : 'uncertain_cell', detail });
      if (faults.length >= LISTED_CELLS) return faults.slice(0, LISTED_CELLS);
    }
  return faults;
}
