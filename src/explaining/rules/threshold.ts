import { dateOfDay, dayNumber } from '../../catalog/calendar-date.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { LIFECYCLE } from '../../catalog/facts/lifecycle.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { LIMITS } from '../../ranking/ask/request.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { type OrientedAttribute, utilityOf } from './oriented-attribute.ts';

/**
 * The requirement at a fact's own figure: that figure as the threshold, the flag where it is the better one, the wanted words, the members
 * that it holds. Null where there is nothing to want in the fact.
 */
export function thresholdAt(oriented: OrientedAttribute, fact: Fact): Requirement | null {
  const { attribute, scale, better } = oriented;
  const { value } = fact;
  // a requirement on the lifecycle would let in what can't be had
  if (fact.status !== 'known' || value === null || attribute.id === LIFECYCLE) return null;
  if (Array.isArray(value)) return value.length > 0 ? { all_of: [...value].sort().slice(0, LIMITS.members) } : null;
  if (attribute.type === 'string')
    return scale?.kind === 'set' && utilityOf(oriented, fact) > 0 ? { any_of: namesIn(attribute, scale.wanted) } : null;
  if (better === 'none') return null;
  if (typeof value === 'boolean') return value === (better === 'higher') ? { is: value } : null;
  if (typeof value === 'number') return better === 'higher' ? { at_least: value } : { at_most: value };
  // `after` and `before` leave the day itself out
  const day = dayNumber(String(value));
  return better === 'higher' ? { after: dateOfDay(day - 1) } : { before: dateOfDay(day + 1) };
}

/** A requirement on a closed list may only name members of it. */
function namesIn({ values }: Attribute, wanted: readonly string[]): string[] {
  return wanted.filter((member) => !values || values.includes(member));
}
