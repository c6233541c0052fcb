import type { Catalog } from '../catalog.ts';
import type { Leader } from '../entries.ts';
import type { Fact } from '../facts/fact.ts';
import type { Candidate, FactView } from '../facts/fact-view.ts';
import type { Attribute } from '../vocabulary.ts';

/**
 * What the catalog can say of a subject on an attribute. `not_found`: a source looked and found nothing. `not_applicable`: the attribute has no
 * meaning there.
 */
export type Standing = 'known' | 'not_found' | 'not_applicable' | 'unknown';

/** The best first: what one offer of a model knows, the model counts as known for. */
const ORDER: readonly Standing[] = ['known', 'not_found', 'not_applicable', 'unknown'];

/** How it stands with an attribute of a leader in a view: of a model by itself or by the best known of its offers, of a provider by itself. */
export type StandingOf = (leader: Leader, attribute: Attribute) => Standing;

export function standingIn(catalog: Catalog, view: FactView): StandingOf {
  return ({ id, model }, attribute) => {
    const own = view.factOf(attribute, candidateOf(catalog, id, model !== null));
    const offered = model === null ? [] : factsOfOffers(view, attribute, id);
    return bestOf([own, ...offered].map(standingOfFact));
  };
}

function factsOfOffers(view: FactView, attribute: Attribute, model: string): Fact[] {
  const { facts, factIndex } = view.column(attribute);
  return (view.byModel.get(model) ?? []).map((candidate) => facts[factIndex[candidate] as number] as Fact);
}

function candidateOf(catalog: Catalog, id: string, isModel: boolean): Candidate {
  const none = { id, family: null, offer: null, provider: null };
  return isModel ? { ...none, model: id, family: catalog.models.get(id)?.family ?? null } : { ...none, model: '', provider: id };
}

function standingOfFact({ status, claim }: Fact): Standing {
  if (status !== 'unknown') return status;
  return claim?.value_status === 'not_found' ? 'not_found' : 'unknown';
}

export function bestOf(standings: readonly Standing[]): Standing {
  return ORDER.find((standing) => standings.includes(standing)) ?? 'unknown';
}
