import type { Fault } from './faults.ts';

/** What is wrong with a request, apart: what its shape gets wrong, and what is at odds with the vocabulary, the catalog or itself. */
export type Faults = { readonly shape: readonly Fault[]; readonly meaning: readonly Fault[] };

/**
 * Why a use case gave no answer, as data: each face says it in its own way (over HTTP: src/http/problem-of.ts).
 * `faults`: at least one is listed. `conflict`: what is asked does not fit the state that the thing is in. `in_progress`: the same request is
 * still being worked on. `key_reused`: the idempotency key was used for another body. `busy`: others changed the catalog all the time.
 */
export type Refused =
  | ({ readonly refused: 'faults' } & Faults)
  | { readonly refused: 'not_found' | 'conflict' | 'in_progress' | 'busy'; readonly detail: string }
  | { readonly refused: 'key_reused' };

export function isRefused(outcome: object): outcome is Refused {
  return 'refused' in outcome;
}

/** A request that is well-formed, and can't be done. */
export function meaningless(meaning: readonly Fault[]): Refused {
  return { refused: 'faults', shape: [], meaning };
}

/** For an id that the catalog does not have. */
export function notInCatalog(what: string): Refused {
  return { refused: 'not_found', detail: `The catalog has no ${what} with this id.` };
}
