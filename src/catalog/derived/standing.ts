import type { Claim } from '../claim.ts';
import type { DerivationRule, RuleInput } from '../rules/derivation-rule.ts';
import { ruleNamed } from '../rules/registry.ts';
import type { Attribute } from '../vocabulary.ts';

/** A candidate of a view (facts/fact-view.ts, which imports this). */
type Candidate = {
  readonly id: string;
  readonly model: string;
  readonly family: string | null;
  readonly offer: string | null;
  readonly provider: string | null;
};
type Vocabulary = { readonly attributes: ReadonlyMap<string, Attribute> };

/**
 * Says of a derived claim whether it counts for a candidate in a view: each claim that it was made from has to be the fact there, of the
 * candidate's model, of its provider or of itself. So at most one claim of a rule on a subject counts, and it never says more than its inputs.
 */
export function standingDerived(
  { attributes }: Vocabulary,
  factOf: (attribute: Attribute, candidate: Candidate) => { readonly claim: Claim | null },
): (claim: Claim, candidate: Candidate) => boolean {
  const known = new Map<string, boolean>();
  return (claim, candidate) => {
    const rule = claim.derived && ruleNamed(claim.derived.rule);
    if (!rule || !claim.derived) return false;
    const key = `${claim.id} ${rule.on === 'offer' ? candidate.id : candidate.model}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { from } = claim.derived;
    const stands = rule.inputs.every(({ attribute, of }, i) => {
      const needed = attributes.get(attribute);
      return needed !== undefined && factOf(needed, whoseFact(of, rule.on, candidate)).claim?.id === from[i];
    });
    known.set(key, stands);
    return stands;
  };
}

function whoseFact(of: RuleInput['of'], on: DerivationRule['on'], candidate: Candidate): Candidate {
  const { model, family, provider } = candidate;
  if (of === 'provider') return { id: provider ?? '', model: '', family: null, offer: null, provider };
  if (of === 'subject' && on === 'offer') return candidate;
  return { id: model, model, family, offer: null, provider: null };
}

/** Whether a claim on an offer says all that counts for it: what its model states is among its inputs, or has no say. */
export function replacesInherited({ derived }: Claim): boolean {
  return derived !== undefined && ruleNamed(derived.rule)?.replacesInherited === true;
}
