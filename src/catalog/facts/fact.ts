import type { Claim, ClaimMode, ClaimValue } from '../claim.ts';
import type { Attribute } from '../vocabulary.ts';
import { inTwoModes, otherModeText } from './modes.ts';
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
  /** Only where the claim is of another mode than the model's results are mostly, as no other claim is there: in what (otherModeOf). */
  readonly otherMode?: number;
  /** Only where there are any: what was found in other modes than that of the claim, in order of id. It contradicts nothing. */
  readonly otherModes?: readonly Claim[];
};

export const UNKNOWN: Fact = Object.freeze({ status: 'unknown', value: null, claim: null, conflicts: [] });

/**
 * Decides a fact from the claims that apply to a candidate. A claim on the offer itself does not conflict with one on its model, as what an
 * offer serves may differ from what the weights can do; nor do results of two modes, or what two rules derive: the earlier rule knows more.
 */
export function decideFact(attribute: Attribute, applicable: readonly ApplicableClaim[], offerSpecificity: number): Fact {
  const winner = winningClaim(applicable, attribute.nature);
  if (!winner) return UNKNOWN;
  const { claim, otherMode = 0 } = winner;
  const comparable = applicable.filter((rival) => (winner.specificity === offerSpecificity) === (rival.specificity === offerSpecificity));
  const [alike, unlike] = [[] as Claim[], [] as Claim[]];
  for (const rival of comparable) {
    const isOtherwise = (rival.otherMode ?? 0) !== otherMode || inTwoModes(rival.claim.mode, claim.mode);
    (isOtherwise ? unlike : alike).push(rival.claim);
  }
  const conflicts = alike.filter((rival) => !agree(claim, rival) && !(claim.derived && rival.derived)).sort(byId);
  const modes = { ...(otherMode !== 0 && { otherMode }), ...(unlike.length > 0 && { otherModes: unlike.sort(byId) }) };
  if (claim.value_status === 'stated') return { status: 'known', value: claim.value, claim, conflicts, ...modes };
  return { status: claim.value_status === 'not_applicable' ? 'not_applicable' : 'unknown', value: null, claim, conflicts, ...modes };
}

function byId(a: Claim, b: Claim): number {
  return a.id < b.id ? -1 : 1;
}

/** What an answer shows of how a known result came about; nothing where its claim does not say. */
export function shownMode({ status, claim, otherMode }: Fact): { readonly mode?: ClaimMode; readonly other_mode?: string } {
  if (status !== 'known' || claim?.mode === undefined) return {};
  return { mode: claim.mode, ...(otherMode !== undefined && { other_mode: otherModeText(otherMode, claim.mode) }) };
}

/** Whether two claims on one attribute can both be true. */
export function agree(a: Claim, b: Claim): boolean {
  if (inTwoModes(a.mode, b.mode)) return true;
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
