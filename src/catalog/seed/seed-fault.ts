import type { z } from 'zod';

/** One thing wrong in the seed: in which file, where (a JSON pointer, empty for the file as a whole), what. */
export type SeedFault = { readonly file: string; readonly pointer: string; readonly message: string };

export type Path = readonly PropertyKey[];
/** A location in a seed file. */
export type SeedLocation = { readonly file: string; readonly path: Path };

/** RFC 6901. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function faultAt(location: SeedLocation, message: string, ...deeper: PropertyKey[]): SeedFault {
  return { file: location.file, pointer: pointerOf([...location.path, ...deeper]), message };
}

/** What is wrong at a path, relative to the value that was looked at. */
export type Finding = { readonly path: Path; readonly message: string };

/** Everything that zod found, each under its own path. */
export function zodFindings(issues: readonly z.core.$ZodIssue[], above: Path = []): Finding[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown key' }));
    if (issue.code === 'invalid_key') return zodFindings(issue.issues, path);
    if (issue.code === 'invalid_union') return unionFindings(issue.errors, path);
    return [{ path, message: issue.message }];
  });
}

/** Of a union the branch that the value's own `kind` asks for; without one, what each branch wanted. */
function unionFindings(branches: readonly (readonly z.core.$ZodIssue[])[], path: Path): Finding[] {
  const meant = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 || issue.path[0] === 'kind'));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return zodFindings(only, path);
  const wanted = new Set((meant.length > 0 ? meant : branches).flatMap((issues) => issues.slice(0, 1).map((issue) => issue.message)));
  return [{ path, message: [...wanted].join('; or: ') || 'fits no allowed shape' }];
}
