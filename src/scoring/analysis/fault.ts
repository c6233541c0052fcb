/** Something wrong with a request; `path` is where, from its root. */
export type AnalysisFault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };

/** Ids that come a second time. */
export function duplicates(ids: readonly string[], pathOf: (index: number) => (string | number)[]): AnalysisFault[] {
  const seen = new Set<string>();
  const faults: AnalysisFault[] = [];
  for (const [index, id] of ids.entries()) {
    if (seen.has(id)) faults.push({ path: pathOf(index), code: 'duplicate', detail: 'It is named twice.' });
    seen.add(id);
  }
  return faults;
}
