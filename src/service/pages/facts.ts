import type { Catalog } from '../../catalog/catalog.ts';
import { type Fact as CatalogFact, shownMode } from '../../catalog/facts/fact.ts';
import { type Candidate, type FactView, factView } from '../../catalog/facts/fact-view.ts';
import type { Fact, ViewName } from './evidence.ts';

/** All facts of a subject in a named view: those that any claim speaks of. */
export function factsOf(catalog: Catalog, view: FactView, candidate: Candidate): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  const spokenOf = new Set<string>();
  for (const subject of [candidate.offer, candidate.provider, candidate.model, candidate.family])
    for (const { attribute } of catalog.claimsBySubject.get(subject ?? '') ?? []) spokenOf.add(attribute);
  for (const attribute of catalog.attributes.values()) {
    if (!spokenOf.has(attribute.id)) continue;
    const shown = shownFact(view.factOf(attribute, candidate));
    if (shown) facts[attribute.id] = shown;
  }
  return facts;
}

function shownFact(fact: CatalogFact): Fact | null {
  const { status, value, claim, conflicts, otherModes } = fact;
  if (!claim) return null;
  return {
    status,
    value,
    as_of: claim.as_of,
    source: claim.source,
    claim: claim.id,
    conflicts: conflicts.map((conflict) => conflict.id),
    ...shownMode(fact),
    ...(otherModes && { other_modes: otherModes.map(({ id }) => id) }),
  };
}

/** Anything that a claim can be about, as what the facts are asked of. */
export function candidateOf(catalog: Catalog, subject: string): Candidate {
  const none = { id: subject, family: null, offer: null, provider: null };
  const offer = catalog.offers.get(subject);
  if (offer)
    return {
      ...none,
      model: offer.model,
      family: catalog.models.get(offer.model)?.family ?? null,
      offer: offer.id,
      provider: offer.provider,
    };
  if (catalog.providers.has(subject)) return { ...none, model: '', provider: subject };
  return { ...none, model: subject, family: catalog.models.get(subject)?.family ?? null };
}

export function namedView(catalog: Catalog, view: ViewName, asOf: string): FactView {
  return factView(catalog, { view }, asOf);
}
