import { type Catalog, compareIds } from '../catalog.ts';
import type { Leader, Offer } from '../entries.ts';
import { factView } from '../facts/fact-view.ts';
import type { Attribute } from '../vocabulary.ts';
import { attributesOf, leadersOf, standingOfNeed } from './known-share.ts';
import { preferenceOf } from './preference.ts';
import { type StandingOf, standingIn } from './standing.ts';

/** A fact that nobody has stated and that something rests on. */
export type Gap = {
  /** The leader that it is about. */
  readonly leader: string;
  /** What the claim would be on: the leader, or for what offers decide the maker's own offer of it. */
  readonly subject: string;
  readonly attribute: Attribute;
  /** How much rests on it. Only for putting gaps in order. */
  readonly weight: number;
};

/**
 * What is worth finding next, in the verified view on a day (YYYY-MM-DD): the most that rests on it first, then by attribute and leader. On an
 * attribute rests its weight in the groups and profiles times the share of leaders that lack it, and for a leader that fails a need of a floor
 * an equal part of the need for each attribute that would do. What a source has looked for and not found is no gap.
 */
export function gapsOf(catalog: Catalog, on: string): Gap[] {
  const standing = standingIn(catalog, factView(catalog, { view: 'verified' }, on));
  const preference = preferenceOf(catalog);
  const wanted = floorsByLeader(catalog, standing);
  const gaps = [...catalog.attributes.values()].flatMap((attribute) => {
    const leaders = leadersOf(catalog, attribute.scope === 'provider' ? 'providers' : 'models');
    const lacking = leaders.filter((leader) => standing(leader, attribute) === 'unknown');
    const asked = (preference.get(attribute.id) ?? 0) * (lacking.length / Math.max(1, leaders.length));
    return lacking.map((leader): Gap => {
      const weight = asked + (wanted.get(leader.id)?.get(attribute.id) ?? 0);
      return { leader: leader.id, subject: subjectOf(catalog, attribute, leader), attribute, weight };
    });
  });
  return gaps
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || compareIds(a.attribute.id, b.attribute.id) || compareIds(a.leader, b.leader));
}

/** By leader and attribute what floors would have of the fact: of each need that the leader fails, its part among what would meet it. */
function floorsByLeader(catalog: Catalog, standing: StandingOf): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { rule } of catalog.floors.values()) {
    if (rule.of === 'facts') continue;
    for (const need of rule.needs) {
      const would = attributesOf(catalog, need);
      for (const leader of leadersOf(catalog, rule.of)) {
        if (standingOfNeed(catalog, need, leader, standing) !== 'unknown') continue;
        const own = found.get(leader.id) ?? new Map<string, number>();
        for (const { id } of would) own.set(id, (own.get(id) ?? 0) + 1 / would.length);
        found.set(leader.id, own);
      }
    }
  }
  return found;
}

/** What offers decide is claimed of an offer: of the maker's own, else of the first. */
function subjectOf({ offersByModel }: Catalog, { scope }: Attribute, { id, model }: Leader): string {
  if (model === null || scope !== 'offer') return id;
  const offers: readonly Offer[] = offersByModel.get(model) ?? [];
  const maker = model.slice(0, model.indexOf('/'));
  const own = offers.find(({ provider }) => provider === maker) ?? offers.toSorted((a, b) => compareIds(a.id, b.id))[0];
  return own?.id ?? id;
}
