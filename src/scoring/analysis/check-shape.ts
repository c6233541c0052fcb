import { type AnalysisFault, duplicates } from './fault.ts';
import type { AnalysisRequest } from './request.ts';

/** Alternatives, criteria and methods that are named twice. */
export function namingFaults({ alternatives, criteria, methods = [] }: AnalysisRequest): AnalysisFault[] {
  const ids = criteria.map(({ id }) => id);
  return [
    ...duplicates(alternatives, (i) => ['alternatives', i]),
    ...duplicates(ids, (j) => ['criteria', j, 'id']),
    ...duplicates(methods, (i) => ['methods', i]),
  ];
}

/** A matrix that does not fit the alternatives and criteria, and ranges that are the wrong way round. */
export function shapeFaults({ alternatives, criteria, matrix }: AnalysisRequest): AnalysisFault[] {
  const faults: AnalysisFault[] = [];
  if (matrix.length !== alternatives.length)
    faults.push({
      path: ['matrix'],
      code: 'wrong_length',
      detail: `${alternatives.length} rows are expected, one for each alternative; there are ${matrix.length}.`,
    });
  for (const [i, row] of matrix.entries()) {
    if (row.length !== criteria.length)
      faults.push({
        path: ['matrix', i],
        code: 'wrong_length',
        detail: `${criteria.length} cells are expected, one for each criterion; there are ${row.length}.`,
      });
    for (const [j, cell] of row.entries())
      if (Array.isArray(cell) && cell[0] > cell[1])
        faults.push({ path: ['matrix', i, j], code: 'reversed', detail: 'lo is not above hi.' });
  }
  return faults;
}

/** Pairs of alternatives that are not two of the request's. */
export function pairFaults({ alternatives, analyses = {} }: AnalysisRequest): AnalysisFault[] {
  const known = new Set(alternatives);
  return (analyses.tipping_points ?? []).flatMap(([first, second], i): AnalysisFault[] => {
    const path = ['analyses', 'tipping_points', i];
    const unknown = [first, second].flatMap((id, k) =>
      known.has(id) ? [] : [{ path: [...path, k], code: 'unknown_alternative', detail: 'No alternative has this id.' }],
    );
    return first === second
      ? [...unknown, { path: [...path, 1], code: 'duplicate', detail: 'Two different alternatives are compared.' }]
      : unknown;
  });
}

export function nothingAsked({ methods = [], analyses = {} }: AnalysisRequest): AnalysisFault[] {
  const isAsked = methods.length > 0 || Object.values(analyses).some((analysis) => analysis !== undefined && analysis !== false);
  return isAsked ? [] : [{ path: [], code: 'nothing_asked', detail: 'Name at least one method or analysis.' }];
}
