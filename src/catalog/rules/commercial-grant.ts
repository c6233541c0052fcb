import type { Clause, LicenseTerms } from '../license.ts';

/** Whether a text lets everybody use the weights commercially, with the clause that says so; `allowed` is null where the text does not tell. */
export type CommercialGrant =
  | { readonly allowed: boolean; readonly clause: Clause }
  | { readonly allowed: null; readonly why: 'terms_unknown' | 'not_stated' };

/** What the terms of a licence say on commercial use as such. Sizes from which other terms hold stand in its thresholds. */
export function commercialGrant({ permissions, prohibitions }: LicenseTerms): CommercialGrant {
  const prohibition = prohibitions?.find(({ use }) => use === 'commercial');
  if (prohibition) return { allowed: false, clause: prohibition };
  if (permissions === null || prohibitions === null) return { allowed: null, why: 'terms_unknown' };
  const permission = permissions.find(({ tag }) => tag === 'commercial_use');
  return permission ? { allowed: true, clause: permission } : { allowed: null, why: 'not_stated' };
}
