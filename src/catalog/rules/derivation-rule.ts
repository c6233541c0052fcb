import type { Claim, ClaimEntry, ClaimValue } from '../claim.ts';
import type { Offer } from '../entries.ts';
import type { License } from '../license.ts';

/** A fact that a rule needs, and of what: of the subject itself, or of the model or the provider of an offer. */
export type RuleInput = { readonly attribute: string; readonly of: 'subject' | 'model' | 'provider' };

/** What a rule concludes. `value` is null where the attribute does not apply to the subject. */
export type Conclusion = {
  readonly value: ClaimValue | null;
  readonly qualifier?: ClaimEntry['qualifier'];
  /** Under what conditions it holds, in words; cut to what a claim may hold. */
  readonly conditions?: string;
  /** The words that it rests on, where a text was read. */
  readonly locator?: string;
  /** The licence whose terms were read. */
  readonly license?: string;
};

export type RuleContext = { readonly licenses: ReadonlyMap<string, License>; readonly offer: Offer | null };

/**
 * Makes claims on one attribute from stated claims, and from what rules before it made. Pure: the same claims and licences give the same
 * conclusion. A new rule is its file and its line in `registry.ts`.
 */
export type DerivationRule = {
  readonly id: string;
  readonly attribute: string;
  /** `line`: on models, and on families for all their models. `model`: on models alone, as a family is no set of weights. */
  readonly on: 'line' | 'model' | 'offer';
  /** Each has to be stated, and to stand in the view that asks. */
  readonly inputs: readonly RuleInput[];
  /** What an offer would take over from its model is one of the inputs, or has no say: the conclusion stands in its place. */
  readonly replacesInherited?: boolean;
  /** What the rule does, in words, for people. */
  readonly text: string;
  /** Null where the inputs settle nothing. The claims come in the order of `inputs`. */
  readonly derive: (inputs: readonly Claim[], context: RuleContext) => Conclusion | null;
};

/** Whether an offer is the vendor's own: a provider has the name that the vendor has in the ids of its models. */
export function isVendorsOwn({ model, provider }: Offer): boolean {
  return model.startsWith(`${provider}/`);
}

/** The source that derived claims are of. Where a revision does not have it, nothing is derived: so it was before there were rules. */
export const DERIVED_SOURCE = 'choose-if-derived';
