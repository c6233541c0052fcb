import { dayNumber } from '../catalog/calendar-date.ts';
import type { Claim } from '../catalog/claim.ts';
import type { Fact } from '../catalog/fact.ts';
import type { Attribute, AttributeType } from '../catalog/vocabulary.ts';
import type { Failure, FailureCode } from './answer.ts';
import type { Requirement } from './request.ts';

/** An operator of a requirement: every member but the policy. */
export type Operator = Exclude<keyof Requirement, 'if_unknown'>;

export const OPERATORS: Record<AttributeType, readonly Operator[]> = {
  number: ['at_least', 'at_most', 'is', 'known'],
  boolean: ['is', 'known'],
  string: ['is', 'any_of', 'none_of', 'known'],
  set: ['any_of', 'all_of', 'none_of', 'known'],
  date: ['before', 'after', 'is', 'known'],
};

/** One way in which a fact does not meet a requirement, before it is reported. */
export type Miss = { readonly code: FailureCode; readonly gap?: number | readonly string[] };

type Qualifier = Claim['qualifier'];

const MET: readonly Miss[] = [];
const UNKNOWN: readonly Miss[] = [{ code: 'unknown' }];
const NOT_APPLICABLE: readonly Miss[] = [{ code: 'not_applicable' }];
const NOT_EQUAL: readonly Miss[] = [{ code: 'not_equal' }];

/**
 * Holds a fact against a requirement; no misses means that it is met. Three-valued (Kleene): a bound ("at least 150") or a partial list
 * settles what it can, and the rest is `unknown`.
 */
export function missesOf(attribute: Attribute, requirement: Requirement, fact: Fact): readonly Miss[] {
  if (requirement.known === false) return fact.status === 'unknown' ? MET : fact.status === 'known' ? NOT_EQUAL : NOT_APPLICABLE;
  if (fact.status === 'not_applicable') return NOT_APPLICABLE;
  if (fact.status === 'unknown' || fact.value === null) return UNKNOWN;
  const { value } = fact;
  const qualifier = fact.claim?.qualifier;
  if (Array.isArray(value)) return setMisses(attribute, requirement, value, qualifier);
  if (typeof value === 'boolean') return requirement.is === undefined || requirement.is === value ? MET : NOT_EQUAL;
  if (typeof value === 'number') return numberMisses(requirement, value, qualifier);
  return attribute.type === 'date' ? dateMisses(requirement, dayNumber(value), qualifier) : stringMisses(requirement, value);
}

/** The report of a miss. */
export function failureOf(attribute: Attribute, requirement: Requirement, fact: Fact, { code, gap }: Miss): Failure {
  return {
    code,
    attribute: attribute.id,
    required: requirement,
    actual: fact.value,
    ...(gap === undefined ? {} : { gap: typeof gap === 'number' ? withoutNoise(gap) : gap }),
    claim: fact.claim?.id ?? null,
  };
}

function numberMisses({ at_least, at_most, is }: Requirement, value: number, qualifier: Qualifier): readonly Miss[] {
  let misses = typeof is === 'number' ? equalMisses(value, is, qualifier) : MET;
  if (at_least !== undefined) misses = plus(misses, lowerBound(value >= at_least, qualifier, 'below_minimum', at_least - value));
  if (at_most !== undefined) misses = plus(misses, upperBound(value <= at_most, qualifier, 'above_maximum', value - at_most));
  return misses;
}

/** `after` and `before` are strict. */
function dateMisses({ after, before, is }: Requirement, day: number, qualifier: Qualifier): readonly Miss[] {
  let misses = typeof is === 'string' ? equalMisses(day, dayNumber(is), qualifier) : MET;
  if (after !== undefined) misses = plus(misses, lowerBound(day > dayNumber(after), qualifier, 'too_early', dayNumber(after) - day));
  if (before !== undefined) misses = plus(misses, upperBound(day < dayNumber(before), qualifier, 'too_late', day - dayNumber(before)));
  return misses;
}

function equalMisses(value: number, wanted: number, qualifier: Qualifier): readonly Miss[] {
  if (qualifier === 'at_least' && wanted >= value) return UNKNOWN;
  if (qualifier === 'at_most' && wanted <= value) return UNKNOWN;
  return value === wanted && qualifier !== 'at_least' && qualifier !== 'at_most'
    ? MET
    : [{ code: 'not_equal', gap: Math.abs(wanted - value) }];
}

/** Of "at most 150" nothing is known below, of "at least 150" nothing above. */
function lowerBound(met: boolean, qualifier: Qualifier, code: FailureCode, gap: number): readonly Miss[] {
  if (met) return qualifier === 'at_most' ? UNKNOWN : MET;
  return qualifier === 'at_least' ? UNKNOWN : [{ code, gap }];
}

function upperBound(met: boolean, qualifier: Qualifier, code: FailureCode, gap: number): readonly Miss[] {
  if (met) return qualifier === 'at_least' ? UNKNOWN : MET;
  return qualifier === 'at_most' ? UNKNOWN : [{ code, gap }];
}

function stringMisses({ is, any_of, none_of }: Requirement, value: string): readonly Miss[] {
  let misses = is !== undefined && is !== value ? NOT_EQUAL : MET;
  if (any_of && !any_of.includes(value)) misses = plus(misses, [{ code: 'none_matched' }]);
  if (none_of?.includes(value)) misses = plus(misses, [{ code: 'forbidden_member', gap: [value] }]);
  return misses;
}

function setMisses(
  attribute: Attribute,
  { all_of, any_of, none_of }: Requirement,
  members: readonly string[],
  qualifier: Qualifier,
): readonly Miss[] {
  const holds = (wanted: string) => members.some((member) => covers(attribute, wanted, member));
  const partial = qualifier === 'at_least' || qualifier === 'approximately';
  let misses = MET;
  const missing = all_of?.filter((wanted) => !holds(wanted)) ?? [];
  if (missing.length > 0) misses = [{ code: partial ? 'unknown' : 'missing_members', gap: missing }];
  if (any_of && !any_of.some(holds)) misses = plus(misses, [{ code: partial ? 'unknown' : 'none_matched' }]);
  if (none_of) {
    const forbidden = none_of.filter(holds);
    if (forbidden.length > 0) misses = plus(misses, [{ code: 'forbidden_member', gap: forbidden }]);
    else if (partial) misses = plus(misses, UNKNOWN);
  }
  return misses;
}

function plus(misses: readonly Miss[], more: readonly Miss[]): readonly Miss[] {
  return misses.length === 0 ? more : more.length === 0 ? misses : [...misses, ...more];
}

/** Basic filtering of language ranges (RFC 4647 section 3.3.1): `pt` is met by `pt-BR`. Other members are compared as they are. */
function covers(attribute: Attribute, wanted: string, member: string): boolean {
  if (attribute.format !== 'bcp47') return wanted === member;
  const [range, tag] = [wanted.toLowerCase(), member.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}

/** A difference without float noise such as 0.30000000000000004. */
function withoutNoise(difference: number): number {
  return Number.parseFloat(difference.toPrecision(15));
}
