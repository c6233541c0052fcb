import { dayNumber } from '../../catalog/calendar-date.ts';
import type { Claim, ClaimValue } from '../../catalog/claim.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Attribute, AttributeType } from '../../catalog/vocabulary.ts';
import type { Requirement } from '../ask/request.ts';
import type { Failure, FailureCode } from './failure.ts';

/** An operator of a requirement: every member but the policy. */
export type Operator = Exclude<keyof Requirement, 'if_unknown'>;

export const OPERATORS: Record<AttributeType, readonly Operator[]> = {
  number: ['at_least', 'at_most', 'is', 'known'],
  boolean: ['is', 'known'],
  string: ['is', 'any_of', 'none_of', 'known'],
  set: ['any_of', 'all_of', 'none_of', 'known'],
  date: ['before', 'after', 'is', 'known'],
};

/** The ways in which a fact does not meet a requirement; none means that it does. */
export type Misses = readonly FailureCode[];
export type Test = (fact: Fact) => Misses;
type ValueTest = (value: ClaimValue, qualifier: Qualifier) => Misses;
type Qualifier = Claim['qualifier'];
type Gap = Failure['gap'];

const MET: Misses = [];
const UNKNOWN: Misses = ['unknown'];
const NOT_APPLICABLE: Misses = ['not_applicable'];
const NOT_EQUAL: Misses = ['not_equal'];
const BELOW_MINIMUM: Misses = ['below_minimum'];
const ABOVE_MAXIMUM: Misses = ['above_maximum'];
const TOO_EARLY: Misses = ['too_early'];
const TOO_LATE: Misses = ['too_late'];
const NONE_MATCHED: Misses = ['none_matched'];
const MISSING_MEMBERS: Misses = ['missing_members'];
const FORBIDDEN_MEMBER: Misses = ['forbidden_member'];

/**
 * A requirement as a test of facts. Three-valued (Kleene): a bound ("at least 150") or a partial list settles what it can, and the rest is
 * `unknown`.
 */
export function testOf(attribute: Attribute, requirement: Requirement): Test {
  if (requirement.known === false) return ({ status }) => (status === 'unknown' ? MET : status === 'known' ? NOT_EQUAL : NOT_APPLICABLE);
  const test = valueTest(attribute, requirement);
  return ({ status, value, claim }) => {
    if (status === 'not_applicable') return NOT_APPLICABLE;
    return value === null ? UNKNOWN : test(value, claim?.qualifier);
  };
}

/** Like `testOf`, after the requirement's own policy on what is not known. */
export function testUnderPolicy(attribute: Attribute, requirement: Requirement): Test {
  const test = testOf(attribute, requirement);
  if (requirement.if_unknown !== 'keep') return test;
  return (fact) => test(fact).filter((code) => code !== 'unknown');
}

/** `testUnderPolicy` for a figure that is known, where a requirement on an attribute that is a number asks for no more than that. */
export function figureTestUnderPolicy(
  { type }: Attribute,
  requirement: Requirement,
): ((value: number, qualifier: Qualifier) => Misses) | null {
  if (type !== 'number' || requirement.known === false) return null;
  const test = numberTest(requirement);
  if (requirement.if_unknown !== 'keep') return test;
  return (value, qualifier) => test(value, qualifier).filter((code) => code !== 'unknown');
}

/** How far off a miss is: worked out only for those that are shown. */
export function gapOf(attribute: Attribute, requirement: Requirement, { value }: Fact, code: FailureCode): Gap {
  if (typeof value === 'number') return numberGap(requirement, value, code);
  if (typeof value === 'string' && attribute.type === 'date') return dateGap(requirement, dayNumber(value), code);
  if (typeof value === 'string') return code === 'forbidden_member' ? [value] : undefined;
  return Array.isArray(value) ? setGap(attribute, requirement, value, code) : undefined;
}

/** What kind of value there is shows in the value itself; only days look like any other text. */
function valueTest(attribute: Attribute, requirement: Requirement): ValueTest {
  const ofNumber = numberTest(requirement);
  const ofText = attribute.type === 'date' ? dateTest(requirement) : textTest(requirement);
  const ofSet = setTest(attribute, requirement);
  const { is } = requirement;
  return (value, qualifier) => {
    if (typeof value === 'number') return ofNumber(value, qualifier);
    if (typeof value === 'string') return ofText(value, qualifier);
    if (typeof value === 'boolean') return is === undefined || is === value ? MET : NOT_EQUAL;
    return ofSet(value, qualifier);
  };
}

function numberTest({ at_least, at_most, is }: Requirement): (value: number, qualifier: Qualifier) => Misses {
  return (value, qualifier) => {
    let misses = typeof is === 'number' ? equalMisses(value, is, qualifier) : MET;
    if (at_least !== undefined) misses = plus(misses, lowerBound(value >= at_least, qualifier, BELOW_MINIMUM));
    if (at_most !== undefined) misses = plus(misses, upperBound(value <= at_most, qualifier, ABOVE_MAXIMUM));
    return misses;
  };
}

function numberGap({ at_least, at_most, is }: Requirement, value: number, code: FailureCode): Gap {
  if (code === 'below_minimum' && at_least !== undefined) return withoutNoise(at_least - value);
  if (code === 'above_maximum' && at_most !== undefined) return withoutNoise(value - at_most);
  return code === 'not_equal' && typeof is === 'number' ? withoutNoise(Math.abs(is - value)) : undefined;
}

/** `after` and `before` are strict. */
function dateTest(requirement: Requirement): (value: string, qualifier: Qualifier) => Misses {
  const { after, before, is } = daysOf(requirement);
  return (value, qualifier) => {
    const day = dayNumber(value);
    let misses = is === undefined ? MET : equalMisses(day, is, qualifier);
    if (after !== undefined) misses = plus(misses, lowerBound(day > after, qualifier, TOO_EARLY));
    if (before !== undefined) misses = plus(misses, upperBound(day < before, qualifier, TOO_LATE));
    return misses;
  };
}

function dateGap(requirement: Requirement, day: number, code: FailureCode): Gap {
  const { after, before, is } = daysOf(requirement);
  if (code === 'too_early' && after !== undefined) return after - day;
  if (code === 'too_late' && before !== undefined) return day - before;
  return code === 'not_equal' && is !== undefined ? Math.abs(is - day) : undefined;
}

function daysOf({ after, before, is }: Requirement) {
  return {
    after: after === undefined ? undefined : dayNumber(after),
    before: before === undefined ? undefined : dayNumber(before),
    is: typeof is === 'string' ? dayNumber(is) : undefined,
  };
}

function equalMisses(value: number, wanted: number, qualifier: Qualifier): Misses {
  if (qualifier === 'at_least' && wanted >= value) return UNKNOWN;
  if (qualifier === 'at_most' && wanted <= value) return UNKNOWN;
  return value === wanted && qualifier !== 'at_least' && qualifier !== 'at_most' ? MET : NOT_EQUAL;
}

/** Of "at most 150" nothing is known below, of "at least 150" nothing above. */
function lowerBound(met: boolean, qualifier: Qualifier, missed: Misses): Misses {
  if (met) return qualifier === 'at_most' ? UNKNOWN : MET;
  return qualifier === 'at_least' ? UNKNOWN : missed;
}

function upperBound(met: boolean, qualifier: Qualifier, missed: Misses): Misses {
  if (met) return qualifier === 'at_least' ? UNKNOWN : MET;
  return qualifier === 'at_most' ? UNKNOWN : missed;
}

function textTest({ is, any_of, none_of }: Requirement): (value: string) => Misses {
  return (value) => {
    let misses = is !== undefined && is !== value ? NOT_EQUAL : MET;
    if (any_of && !any_of.includes(value)) misses = plus(misses, NONE_MATCHED);
    if (none_of?.includes(value)) misses = plus(misses, FORBIDDEN_MEMBER);
    return misses;
  };
}

function setTest(attribute: Attribute, { all_of, any_of, none_of }: Requirement) {
  return (members: readonly string[], qualifier: Qualifier): Misses => {
    const partial = qualifier === 'at_least' || qualifier === 'approximately';
    let misses = MET;
    if (all_of && !all_of.every((wanted) => holds(attribute, members, wanted))) misses = partial ? UNKNOWN : MISSING_MEMBERS;
    if (any_of && !any_of.some((wanted) => holds(attribute, members, wanted))) misses = plus(misses, partial ? UNKNOWN : NONE_MATCHED);
    if (none_of?.some((wanted) => holds(attribute, members, wanted))) misses = plus(misses, FORBIDDEN_MEMBER);
    else if (none_of && partial) misses = plus(misses, UNKNOWN);
    return misses;
  };
}

/** The members that are missing (of a partial list: not known to be there), or there against the requirement. */
function setGap(attribute: Attribute, { all_of, none_of }: Requirement, members: readonly string[], code: FailureCode): Gap {
  if (code === 'forbidden_member') return none_of?.filter((wanted) => holds(attribute, members, wanted));
  if (code !== 'missing_members' && code !== 'unknown') return undefined;
  const missing = all_of?.filter((wanted) => !holds(attribute, members, wanted));
  return missing?.length === 0 ? undefined : missing;
}

function plus(misses: Misses, more: Misses): Misses {
  if (misses.length === 0) return more;
  return more.length === 0 || misses.includes(more[0] as FailureCode) ? misses : [...misses, ...more];
}

function holds(attribute: Attribute, members: readonly string[], wanted: string): boolean {
  return members.some((member) => covers(attribute, wanted, member));
}

/** Basic filtering of language ranges (RFC 4647 section 3.3.1): `pt` is met by `pt-BR`. Other members are compared as they are. */
function covers(attribute: Attribute, wanted: string, member: string): boolean {
  if (attribute.format !== 'bcp47') return wanted === member;
  const [range, tag] = [wanted.toLowerCase(), member.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}

/** A difference without float noise such as 0.30000000000000004. */
function withoutNoise(difference: number): number {
  return Number.isSafeInteger(difference) ? difference : Number.parseFloat(difference.toPrecision(15));
}
