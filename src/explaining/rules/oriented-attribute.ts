import { dateOfDay, dayNumber } from '../../catalog/calendar-date.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { LIFECYCLE } from '../../catalog/lifecycle.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { LIMITS } from '../../ranking/ask/request.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
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

/** What a fact is worth on the scale; what is not known earns nothing. */
export function utilityOf({ scale, attribute }: OrientedAttribute, fact: Fact): number {
  if (fact.status !== 'known' || !scale) return 0;
  if (scale.kind === 'set') return shareOfWanted(scale, fact.value as string | readonly string[]);
  return scaledValue(scale, figureOf(attribute, fact));
}

/** A figure that is more where the fact is better, for telling facts of one attribute apart; NaN where nothing is better, or nothing known. */
export function meritOf(oriented: OrientedAttribute, fact: Fact): number {
  if (fact.status !== 'known' || oriented.better === 'none') return Number.NaN;
  if (oriented.scale?.kind === 'set') return utilityOf(oriented, fact);
  return oriented.better === 'higher' ? figureOf(oriented.attribute, fact) : -figureOf(oriented.attribute, fact);
}

/** The least and the most merit that the fact may turn out to have: a bound or a partial list is open at one end. */
export function meritRange(oriented: OrientedAttribute, fact: Fact): readonly [number, number] {
  const merit = meritOf(oriented, fact);
  const qualifier = fact.claim?.qualifier;
  if (qualifier !== 'at_least' && qualifier !== 'at_most') return [merit, merit];
  const maybeMore = oriented.scale?.kind === 'set' || (qualifier === 'at_least') === (oriented.better === 'higher');
  return maybeMore ? [merit, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, merit];
}

/**
 * What may be required of others at a fact's own figure: that figure as the threshold, its flag where it is the better one, a wanted member,
 * the members that it holds. Null where there is nothing to want in it.
 */
export function ownFigure(oriented: OrientedAttribute, fact: Fact): Requirement | null {
  const { attribute, scale, better } = oriented;
  const { value } = fact;
  // a requirement on it would let in what can't be had
  if (fact.status !== 'known' || attribute.id === LIFECYCLE) return null;
  if (Array.isArray(value)) return value.length > 0 ? { all_of: [...value].sort().slice(0, LIMITS.members) } : null;
  if (attribute.type === 'string')
    return scale?.kind === 'set' && utilityOf(oriented, fact) > 0 ? { any_of: wantedOf(attribute, scale.wanted) } : null;
  if (better === 'none') return null;
  if (typeof value === 'boolean') return value === (better === 'higher') ? { is: value } : null;
  if (typeof value === 'number') return better === 'higher' ? { at_least: value } : { at_most: value };
  const day = dayNumber(value as string);
  return better === 'higher' ? { after: dateOfDay(day - 1) } : { before: dateOfDay(day + 1) };
}

/** A closed list takes no other member in a requirement. */
function wantedOf({ values }: Attribute, wanted: readonly string[]): string[] {
  return wanted.filter((member) => !values || values.includes(member));
}

function figureOf({ type }: Attribute, { value }: Fact): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return type === 'date' ? dayNumber(value) : Number.NaN;
  return typeof value === 'number' ? value : Number.NaN;
}
