import { dateOfDay, dayNumber } from '../../catalog/calendar-date.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { LIFECYCLE } from '../../catalog/lifecycle.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { LIMITS, type Requirement } from '../../ranking/ask/request.ts';
import { isIncreasing, scaledValue, shareOfWanted, type ValueScale } from '../../scoring/value-scale.ts';

/** Which way an attribute is better, and on which scale: the vocabulary's own, unless the request gives another. */
export type Bearing = { readonly attribute: Attribute; readonly scale: ValueScale | null; readonly better: 'higher' | 'lower' | 'none' };

export function bearingOf(attribute: Attribute, scale: ValueScale | null): Bearing {
  if (!scale) return { attribute, scale, better: attribute.better };
  return { attribute, scale, better: scale.kind === 'set' || isIncreasing(scale) ? 'higher' : 'lower' };
}

/** What a fact is worth on the scale; what is not known earns nothing. */
export function worthOf({ scale, attribute }: Bearing, fact: Fact): number {
  if (fact.status !== 'known' || !scale) return 0;
  if (scale.kind === 'set') return shareOfWanted(scale, fact.value as string | readonly string[]);
  return scaledValue(scale, figureOf(attribute, fact));
}

/** A figure that is more where the fact is better, for telling facts of one attribute apart; NaN where nothing is better, or nothing known. */
export function meritOf(bearing: Bearing, fact: Fact): number {
  if (fact.status !== 'known' || bearing.better === 'none') return Number.NaN;
  if (bearing.scale?.kind === 'set') return worthOf(bearing, fact);
  return bearing.better === 'higher' ? figureOf(bearing.attribute, fact) : -figureOf(bearing.attribute, fact);
}

/** The least and the most merit that the fact may turn out to have: a bound or a partial list is open at one end. */
export function meritRange(bearing: Bearing, fact: Fact): readonly [number, number] {
  const merit = meritOf(bearing, fact);
  const qualifier = fact.claim?.qualifier;
  if (qualifier !== 'at_least' && qualifier !== 'at_most') return [merit, merit];
  const maybeMore = bearing.scale?.kind === 'set' || (qualifier === 'at_least') === (bearing.better === 'higher');
  return maybeMore ? [merit, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, merit];
}

/**
 * What may be required of others at a fact's own figure: that figure as the threshold, its flag where it is the better one, a wanted member,
 * the members that it holds. Null where there is nothing to want in it.
 */
export function ownFigure(bearing: Bearing, fact: Fact): Requirement | null {
  const { attribute, scale, better } = bearing;
  const { value } = fact;
  // a requirement on it would let in what can't be had
  if (fact.status !== 'known' || attribute.id === LIFECYCLE) return null;
  if (Array.isArray(value)) return value.length > 0 ? { all_of: [...value].sort().slice(0, LIMITS.members) } : null;
  if (attribute.type === 'string')
    return scale?.kind === 'set' && worthOf(bearing, fact) > 0 ? { any_of: wantedOf(attribute, scale.wanted) } : null;
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
