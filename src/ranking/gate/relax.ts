import { dateOfDay, dayNumber } from '../../catalog/calendar-date.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { Requirement } from '../ask/request.ts';
import type { Failure, FailureCode } from './failure.ts';
import { gapOf, type Misses, testOf } from './requirement.ts';

/**
 * The least relaxation of a requirement that a fact would meet: a threshold moved to the value, a member given up, unknown ones kept.
 * Null: only dropping the requirement would do.
 */
export function relax(attribute: Attribute, requirement: Requirement, fact: Fact, misses: Misses): Requirement | null {
  let relaxed: Requirement = { ...requirement };
  for (const code of misses) relaxed = relaxOne(attribute, relaxed, fact, code, gapOf(attribute, requirement, fact, code));
  const operators = Object.keys(relaxed).filter((name) => name !== 'if_unknown');
  if (operators.length === 0) return null;
  const left = testOf(attribute, relaxed)(fact);
  return left.every((code) => code === 'unknown' && relaxed.if_unknown === 'keep') ? relaxed : null;
}

function relaxOne(
  attribute: Attribute,
  requirement: Requirement,
  { value: actual }: Fact,
  code: FailureCode,
  gap: Failure['gap'],
): Requirement {
  switch (code) {
    case 'below_minimum':
      return { ...requirement, at_least: actual as number };
    case 'above_maximum':
      return { ...requirement, at_most: actual as number };
    case 'too_early':
      return { ...requirement, after: dateOfDay(dayNumber(actual as string) - 1) };
    case 'too_late':
      return { ...requirement, before: dateOfDay(dayNumber(actual as string) + 1) };
    case 'missing_members':
      return without(requirement, 'all_of', gap as readonly string[]);
    case 'forbidden_member':
      return without(requirement, 'none_of', gap as readonly string[]);
    case 'none_matched': {
      const offered = Array.isArray(actual) ? actual.slice(0, 1) : [actual as string];
      return { ...requirement, any_of: [...(requirement.any_of as readonly string[]), ...offered] };
    }
    case 'unknown':
      return { ...requirement, if_unknown: 'keep' };
    default: {
      const { is: given, ...rest } = requirement;
      const isName = typeof given === 'string' && typeof actual === 'string' && !Array.isArray(actual);
      return isName && attribute.type === 'string' && !rest.any_of ? { ...rest, any_of: [given, actual] } : rest;
    }
  }
}

function without(requirement: Requirement, operator: 'all_of' | 'none_of', members: readonly string[]): Requirement {
  const left = (requirement[operator] as readonly string[]).filter((member) => !members.includes(member));
  const { [operator]: _given, ...rest } = requirement;
  return left.length > 0 ? { ...rest, [operator]: left } : rest;
}

/** How far the threshold moves, as a share of it; null where it is no threshold that moves. */
export function stepOf(from: Requirement, to: Requirement | null): number | null {
  for (const operator of ['at_least', 'at_most'] as const) {
    const [before, after] = [from[operator], to?.[operator]];
    if (before !== undefined && after !== undefined && before !== after)
      return Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after));
  }
  return null;
}
