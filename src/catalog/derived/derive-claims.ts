import type { Stated } from '../catalog.ts';
import { type Claim, type Confidence, isPlain } from '../claim.ts';
import { type Conclusion, DERIVED_SOURCE, type DerivationRule, type RuleContext, type RuleInput } from '../rules/derivation-rule.ts';
import { RULES } from '../rules/registry.ts';
import type { Steps } from '../steps.ts';
import { derivedId } from './derived-id.ts';

/** Subjects that a rule looks at in one step. */
const SUBJECTS = 50;
const CONFIDENCE: readonly Confidence[] = ['high', 'medium', 'low'];
const MOST_CONDITIONS = 600;

/**
 * Runs all rules in their order and hands each claim that they make to `keep`, which puts it where `claimsByAttribute` finds it for the rules
 * behind. Of a subject every combination of claims on the inputs is tried: which of them stands, a view decides.
 */
export function* derivationSteps(over: Stated, keep: (claim: Claim) => void): Steps<void> {
  if (!over.sources.has(DERIVED_SOURCE)) return;
  for (const [position, rule] of RULES.entries()) {
    if (![rule.attribute, ...rule.inputs.map(({ attribute }) => attribute)].every((id) => over.attributes.has(id))) continue;
    let seen = 0;
    for (const subject of subjectsOf(rule, over)) {
      for (const claim of conclusionsOn(subject, rule, position, over)) keep(claim);
      if (++seen % SUBJECTS === 0) yield;
    }
    yield;
  }
}

function* subjectsOf({ on }: DerivationRule, { families, models, offers }: Stated): Generator<string> {
  if (on === 'offer') yield* offers.keys();
  else {
    if (on === 'line') yield* families.keys();
    yield* models.keys();
  }
}

function conclusionsOn(subject: string, rule: DerivationRule, position: number, over: Stated): Claim[] {
  const inputs: (readonly Claim[])[] = [];
  for (const input of rule.inputs) {
    const claims = claimsFor(input, subject, over);
    if (claims.length === 0) return [];
    inputs.push(claims);
  }
  const context: RuleContext = { licenses: over.licenses, offer: over.offers.get(subject) ?? null };
  const isOfModel = over.models.has(subject);
  return combinations(inputs).flatMap((from) => {
    // What a family states alone is concluded for the family, and its models take it over.
    if (isOfModel && !from.some((claim) => claim.subject === subject)) return [];
    const conclusion = rule.derive(from, context);
    return conclusion === null ? [] : [claimOf(subject, rule, { position, from, conclusion })];
  });
}

/** The stated, plain claims that may be the fact that a rule needs. */
function claimsFor({ attribute, of }: RuleInput, subject: string, { claimsByAttribute, models, offers }: Stated): readonly Claim[] {
  const bySubject = claimsByAttribute.get(attribute);
  if (bySubject === undefined) return [];
  const offer = offers.get(subject);
  const owner = of === 'subject' ? subject : of === 'model' ? offer?.model : offer?.provider;
  const family = owner === undefined ? null : (models.get(owner)?.family ?? null);
  const found = [...(bySubject.get(owner ?? '') ?? []), ...(bySubject.get(family ?? '') ?? [])];
  return found.filter((claim) => claim.value_status === 'stated' && isPlain(claim));
}

function combinations(lists: readonly (readonly Claim[])[]): Claim[][] {
  return lists.reduce<Claim[][]>((before, list) => before.flatMap((chosen) => list.map((claim) => [...chosen, claim])), [[]]);
}

type Made = { readonly position: number; readonly from: readonly Claim[]; readonly conclusion: Conclusion };

function claimOf(subject: string, rule: DerivationRule, { position, from, conclusion }: Made): Claim {
  const { value, qualifier, license } = conclusion;
  const conditions = conclusion.conditions === undefined ? undefined : cut(conclusion.conditions);
  const locator = conclusion.locator === undefined ? undefined : cut(conclusion.locator);
  const ids = from.map(({ id }) => id);
  const said = { value, qualifier, conditions, locator, license };
  return {
    id: derivedId([rule.id, subject, ids, said]),
    subject,
    attribute: rule.attribute,
    value,
    value_status: value === null ? 'not_applicable' : 'stated',
    ...(qualifier && { qualifier }),
    source: DERIVED_SOURCE,
    as_of: from.reduce<string | null>((oldest, { as_of }) => older(oldest, as_of), from[0]?.as_of ?? null),
    confidence: CONFIDENCE[Math.max(...from.map(({ confidence }) => CONFIDENCE.indexOf(confidence)))] ?? 'low',
    ...(conditions && { conditions }),
    ...(locator && { locator }),
    position,
    origin: 'derived',
    derived: { rule: rule.id, text: rule.text, from: ids, ...(license && { license }) },
    added_in: Math.max(...from.map(({ added_in }) => added_in)),
    retired_in: null,
  };
}

function older(a: string | null, b: string | null): string | null {
  return a === null || b === null ? null : a < b ? a : b;
}

function cut(text: string): string {
  return text.length > MOST_CONDITIONS ? `${text.slice(0, MOST_CONDITIONS - 1)}…` : text;
}
