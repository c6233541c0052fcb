import { numberOf } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { isIncreasing, scaledValue, shareOfWanted, type ValueScale } from '../../scoring/value-scale.ts';

/** Which way an attribute is better, and on which scale: the vocabulary's own, unless the request gives another. */
export type OrientedAttribute = {
  readonly attribute: Attribute;
  readonly scale: ValueScale | null;
  readonly better: 'higher' | 'lower' | 'none';
};

export function orientedAttribute(attribute: Attribute, scale: ValueScale | null): OrientedAttribute {
  if (!scale) return { attribute, scale, better: attribute.better };
  return { attribute, scale, better: scale.kind === 'set' || isIncreasing(scale) ? 'higher' : 'lower' };
}

/** The value of a fact on the scale, in [0, 1]; 0 where the fact is not known or there is no scale. */
export function utilityOf({ scale, attribute }: OrientedAttribute, fact: Fact): number {
  if (fact.status !== 'known' || !scale) return 0;
  if (scale.kind === 'set') return shareOfWanted(scale, fact.value as string | readonly string[]);
  return scaledValue(scale, numberOf(attribute, fact));
}

/**
 * A number that is more where the fact is better, to order the facts of one attribute: the figure itself, or its negative where less is
 * better. NaN where nothing is better, or nothing known.
 */
export function meritOf(oriented: OrientedAttribute, fact: Fact): number {
  if (fact.status !== 'known' || oriented.better === 'none') return Number.NaN;
  if (oriented.scale?.kind === 'set') return utilityOf(oriented, fact);
  return oriented.better === 'higher' ? numberOf(oriented.attribute, fact) : -numberOf(oriented.attribute, fact);
}

/** The least and the most merit that the fact may turn out to have: a bound or a partial list is open at one end. */
export function meritRange(oriented: OrientedAttribute, fact: Fact): readonly [number, number] {
  const merit = meritOf(oriented, fact);
  const qualifier = fact.claim?.qualifier;
  if (qualifier !== 'at_least' && qualifier !== 'at_most') return [merit, merit];
  const maybeMore = oriented.scale?.kind === 'set' || (qualifier === 'at_least') === (oriented.better === 'higher');
  return maybeMore ? [merit, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, merit];
}
