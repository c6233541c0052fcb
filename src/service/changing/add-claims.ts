import type { ClaimsRequestBody } from '../../feeds/claims/claims-change.ts';
import type { Service } from '../deps.ts';
import { meaningless, type Refused } from '../refused.ts';

/** The ids of the claims in their order, and the revision that they came with; null where all of it stood already. */
export type ClaimsAdded = { readonly revision: number | null; readonly claims: readonly string[] };

/** States and takes back claims of the operator's own as one revision, which is the newest here when this answers; or every fault. */
export async function addClaims(
  { changes, catalogAt, clock }: Pick<Service, 'changes' | 'catalogAt' | 'clock'>,
  body: ClaimsRequestBody,
  author: string,
): Promise<ClaimsAdded | Refused> {
  const outcome = await changes.addClaims(body, { author, now: clock() });
  if ('faults' in outcome)
    return meaningless(outcome.faults.map(({ pointer, code, detail }) => ({ pointer: `#${encodeURI(pointer)}`, code, detail })));
  if (outcome.revision !== null) await catalogAt(outcome.revision);
  return outcome;
}
