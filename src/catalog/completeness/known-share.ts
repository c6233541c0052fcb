import type { z } from 'zod';
import type { Catalog } from '../catalog.ts';
import type { CompletenessNeed, Floor, KnownRule, Leader } from '../entries.ts';
import type { Attribute } from '../vocabulary.ts';
import type { Standing, StandingOf } from './standing.ts';

/** How far the leaders meet a floor. Shares are from 0 to 1. */
export type KnownShare = {
  readonly id: string;
  readonly title: string;
  readonly of: 'models' | 'providers';
  readonly needs: readonly CompletenessNeed[];
  /** Leaders that the needs have a meaning for. */
  readonly subjects: number;
  readonly known: number;
  /** How many of those that a source found nothing for count beside the known ones. */
  readonly not_found_counted: number;
  readonly share: number;
  readonly at_least: number;
  readonly met: boolean;
  /** Of whom nothing is known, in order of id. */
  readonly missing: readonly string[];
  /** Of whom a source says that it looked and found nothing, in order of id. */
  readonly not_found: readonly string[];
  /** Attributes and categories that the needs name and the vocabulary has not: the floor can't be met while there is one. */
  readonly undeclared: readonly string[];
};

type Known = z.infer<typeof KnownRule>;

export function knownShare(catalog: Catalog, floor: Pick<Floor, 'id' | 'title'>, rule: Known, standing: StandingOf): KnownShare {
  const { of, needs, at_least, not_found_up_to } = rule;
  const standings = leadersOf(catalog, of).map((leader) => [leader.id, standingOfNeeds(catalog, needs, leader, standing)] as const);
  const those = (which: Standing) => standings.filter(([, own]) => own === which).map(([id]) => id);
  const [known, notFound, missing] = [those('known'), those('not_found'), those('unknown')];
  const subjects = known.length + notFound.length + missing.length;
  const counted = Math.min(notFound.length, Math.floor(not_found_up_to * at_least * subjects));
  const share = subjects === 0 ? 0 : (known.length + counted) / subjects;
  const undeclared = undeclaredIn(catalog, needs);
  return {
    id: floor.id,
    title: floor.title,
    of,
    needs,
    subjects,
    known: known.length,
    not_found_counted: counted,
    share,
    at_least,
    met: share >= at_least && undeclared.length === 0,
    missing,
    not_found: notFound,
    undeclared,
  };
}

export function leadersOf({ leaders }: Catalog, of: Known['of']): Leader[] {
  return [...leaders.values()].filter(({ model }) => (model !== null) === (of === 'models'));
}

/** Every attribute that counts for a need. */
export function attributesOf({ attributes }: Catalog, { attributes: named = [], categories = [] }: CompletenessNeed): Attribute[] {
  return [...attributes.values()].filter(({ id, category }) => named.includes(id) || categories.includes(category));
}

function standingOfNeeds(catalog: Catalog, needs: readonly CompletenessNeed[], leader: Leader, standing: StandingOf): Standing {
  const each = needs.map((need) => standingOfNeed(catalog, need, leader, standing));
  const worst: readonly Standing[] = ['unknown', 'not_found', 'known'];
  return worst.find((one) => each.includes(one)) ?? 'not_applicable';
}

/** How it stands with one need: `known` where enough attributes are, `not_found` where they are with those that a source looked for. */
export function standingOfNeed(catalog: Catalog, need: CompletenessNeed, leader: Leader, standing: StandingOf): Standing {
  const standings = attributesOf(catalog, need).map((attribute) => standing(leader, attribute));
  const enough = need.at_least ?? 1;
  const count = (...which: readonly Standing[]) => standings.filter((one) => which.includes(one)).length;
  if (count('known') >= enough) return 'known';
  if (count('known', 'not_found') >= enough) return 'not_found';
  return standings.length > 0 && count('not_applicable') === standings.length ? 'not_applicable' : 'unknown';
}

function undeclaredIn({ attributes }: Catalog, needs: readonly CompletenessNeed[]): string[] {
  const categories = new Set([...attributes.values()].map(({ category }) => category));
  return needs.flatMap((need) => [
    ...(need.attributes ?? []).filter((id) => !attributes.has(id)),
    ...(need.categories ?? []).filter((category) => !categories.has(category)),
  ]);
}
