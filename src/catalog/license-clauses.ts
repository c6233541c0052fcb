import type { Clause, LicenseTerms } from './license.ts';

/** Every clause that the terms of a licence cite, with its path in them. */
export function clausesOf(terms: LicenseTerms): { readonly path: readonly (string | number)[]; readonly clause: Clause }[] {
  const lists = Object.entries(terms).flatMap(([part, list]) =>
    Array.isArray(list) ? list.map((member: Clause | string, i) => ({ path: [part, i], member })) : [],
  );
  const found = lists.flatMap(({ path, member }) => {
    if (typeof member === 'string') return [];
    const except = 'except' in member && Array.isArray(member.except) ? (member.except as readonly Clause[]) : [];
    return [{ path, clause: member }, ...except.map((clause, i) => ({ path: [...path, 'except', i], clause }))];
  });
  return terms.outputs ? [...found, { path: ['outputs'], clause: terms.outputs }] : found;
}
