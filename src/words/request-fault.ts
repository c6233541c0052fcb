import { distance } from 'fastest-levenshtein';

/** One fault of a well-formed request: it contradicts the vocabulary, the catalog or itself (422, not 400). */
export type RequestFault = {
  /** JSON Pointer as a URI fragment (RFC 6901 section 6). */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly nearest?: readonly string[];
};

/** `['require', 'a/b', 0]` -> `#/require/a~1b/0`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return `#${path.map((step) => `/${encodeURI(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}

/** Up to three known names that are near the one given: spelled alike, or holding it. */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const wanted = name.toLowerCase().slice(0, 200);
  const scored: [number, string][] = [];
  for (const candidate of new Set(known)) {
    const edits = distance(wanted, candidate.toLowerCase());
    const holds = wanted.length >= 3 && (candidate.includes(wanted) || wanted.includes(candidate));
    if (holds || edits <= Math.max(2, Math.floor(wanted.length / 3))) scored.push([holds ? Math.min(edits, 2) : edits, candidate]);
  }
  return scored
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
    .slice(0, 3)
    .map(([, candidate]) => candidate);
}

/** Where in a request. */
export type Path = readonly (string | number)[];
export type Report = (path: Path, code: string, detail: string, nearest?: readonly string[]) => void;

/** Adds what is reported to a list of faults. */
export function reportTo(faults: RequestFault[]): Report {
  return (path, code, detail, nearest) =>
    faults.push({ pointer: pointerTo(path), code, detail, ...(nearest && nearest.length > 0 ? { nearest } : {}) });
}

export function reportDuplicates(names: readonly string[] | undefined, path: Path, report: Report): void {
  names?.forEach((name, i) => {
    if (names.indexOf(name) < i) report([...path, i], 'duplicate', 'This member is named twice.');
  });
}
