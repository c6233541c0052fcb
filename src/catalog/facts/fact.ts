import type { Claim, ClaimValue } from '../claim.ts';
import type { Attribute } from '../vocabulary.ts';
import { type ApplicableClaim, winningClaim } from './precedence.ts';

/** What the catalog believes of one candidate on one attribute. `value` is null unless the status is `known`. */
export type Fact = {
  readonly status: 'known' | 'unknown' | 'not_applicable';
  readonly value: ClaimValue | null;
  /**
   * The claim that it rests on; null where nothing is claimed, and where the id says it (`vendor`). Of an unknown fact: the search that found
   * nothing, or the 0 that is no price, if there was one.
   */
  readonly claim: Claim | null;
  /** The claims that say something else and lost, in order of id. */
  readonly conflicts: readonly Claim[];
  /** Only of a computed figure: the least and the most that it may be. Left out where that is the value itself. */
  readonly range?: readonly [number, number];
};

export const UNKNOWN: Fact = Object.freeze({ status: 'unknown', value: null, claim: null, conflicts: [] });

/**
 * Decides a fact from the claims that apply to a candidate. A claim on the offer itself does not conflict with one on its model, as what an
 * offer serves may differ from what the weights can do.
 */
export function decideFact(attribute: Attribute, applicable: readonly ApplicableClaim[], offerSpecificity: number): Fact {
  const winner = winningClaim(applicable, attribute.nature);
  if (!winner) return UNKNOWN;
  const rivals = applicable.filter(
    (rival) => (winner.specificity === offerSpecificity) === (rival.specificity === offerSpecificity) && !agree(winner.claim, rival.claim),
  );
  const conflicts = rivals.map((rival) => rival.claim).sort((a, b) => (a.id < b.id ? -1 : 1));
  const { claim } = winner;
  if (claim.value_status === 'stated') return { status: 'known', value: claim.value, claim, conflicts };
  return { status: claim.value_status === 'not_applicable' ? 'not_applicable' : 'unknown', value: null, claim, conflicts };
}

/** Whether two claims on one attribute can both be true. */
export function agree(a: Claim, b: Claim): boolean {
  if (a.value_status !== b.value_status) return false;
  if (a.value === null || b.value === null) return true;
  if (Array.isArray(a.value) && Array.isArray(b.value)) {
    const [left, right] = [new Set(a.value), new Set(b.value)];
    const aInB = a.value.every((member) => right.has(member));
    const bInA = b.value.every((member) => left.has(member));
    return (aInB || b.qualifier === 'at_least') && (bInA || a.qualifier === 'at_least');
  }
  if (typeof a.value === 'number' && typeof b.value === 'number') return numbersAgree(a, a.value, b, b.value);
  return a.value === b.value;
}

function numbersAgree(a: Claim, x: number, b: Claim, y: number): boolean {
  // "about": within a hundredth of the larger
  const slack = a.qualifier === 'approximately' || b.qualifier === 'approximately' ? 0.01 : 1e-9;
  if (Math.abs(x - y) <= slack * Math.max(Math.abs(x), Math.abs(y))) return true;
  const [below, above] = x < y ? [a, b] : [b, a];
  return below.qualifier === 'at_least' || above.qualifier === 'at_most';
}
