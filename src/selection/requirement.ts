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

type Qualifier = Claim['qualifier'];

/**
 * Holds a fact against a requirement; no failures means that it is met. Three-valued (Kleene): a bound ("at least 150") or a partial list
 * settles what it can, and the rest is `unknown`.
 */
export function failuresOf(attribute: Attribute, requirement: Requirement, fact: Fact): readonly Failure[] {
  const failure = (code: FailureCode, gap?: Failure['gap']): Failure => ({
    code,
    attribute: attribute.id,
    required: requirement,
    actual: fact.value,
    ...(gap === undefined ? {} : { gap }),
    claim: fact.claim?.id ?? null,
  });
  if (requirement.known === false)
    return fact.status === 'unknown' ? [] : [failure(fact.status === 'known' ? 'not_equal' : 'not_applicable')];
  if (fact.status !== 'known' || fact.value === null) return [failure(fact.status === 'not_applicable' ? 'not_applicable' : 'unknown')];
  const { value } = fact;
  const qualifier = fact.claim?.qualifier;
  if (Array.isArray(value)) return setFailures(attribute, requirement, value, qualifier, failure);
  if (typeof value === 'string' && attribute.type !== 'date') return stringFailures(requirement, value, failure);
  return numberFailures(requirement, typeof value === 'string' ? dayNumber(value) : value, qualifier, failure);
}

function numberFailures(
  requirement: Requirement,
  value: number | boolean,
  qualifier: Qualifier,
  failure: (code: FailureCode, gap?: number) => Failure,
): Failure[] {
  const failures: Failure[] = [];
  if (requirement.is !== undefined) {
    const wanted = typeof requirement.is === 'string' ? dayNumber(requirement.is) : requirement.is;
    if (qualifier === 'at_least' || qualifier === 'at_most') {
      const ruledOut = qualifier === 'at_least' ? wanted < value : wanted > value;
      failures.push(failure(ruledOut ? 'not_equal' : 'unknown'));
    } else if (wanted !== value) {
      failures.push(typeof value === 'number' ? failure('not_equal', Math.abs(Number(wanted) - value)) : failure('not_equal'));
    }
  }
  if (typeof value === 'boolean') return failures;
  const after = requirement.after === undefined ? undefined : dayNumber(requirement.after);
  const before = requirement.before === undefined ? undefined : dayNumber(requirement.before);
  // `after` and `before` are strict, `at_least` and `at_most` are not
  if (requirement.at_least !== undefined)
    failures.push(
      ...lowerBound(
        value,
        qualifier,
        requirement.at_least,
        false,
        () => failure('below_minimum', gap(requirement.at_least as number, value)),
        failure,
      ),
    );
  if (after !== undefined) failures.push(...lowerBound(value, qualifier, after, true, () => failure('too_early', after - value), failure));
  if (requirement.at_most !== undefined)
    failures.push(
      ...upperBound(
        value,
        qualifier,
        requirement.at_most,
        false,
        () => failure('above_maximum', gap(value, requirement.at_most as number)),
        failure,
      ),
    );
  if (before !== undefined)
    failures.push(...upperBound(value, qualifier, before, true, () => failure('too_late', value - before), failure));
  return failures;
}

function lowerBound(
  value: number,
  qualifier: Qualifier,
  bound: number,
  strict: boolean,
  miss: () => Failure,
  failure: (code: FailureCode) => Failure,
): Failure[] {
  const met = strict ? value > bound : value >= bound;
  if (qualifier === 'at_most') return met ? [failure('unknown')] : [miss()];
  if (met) return [];
  return [qualifier === 'at_least' ? failure('unknown') : miss()];
}

function upperBound(
  value: number,
  qualifier: Qualifier,
  bound: number,
  strict: boolean,
  miss: () => Failure,
  failure: (code: FailureCode) => Failure,
): Failure[] {
  const met = strict ? value < bound : value <= bound;
  if (qualifier === 'at_least') return met ? [failure('unknown')] : [miss()];
  if (met) return [];
  return [qualifier === 'at_most' ? failure('unknown') : miss()];
}

function stringFailures(requirement: Requirement, value: string, failure: (code: FailureCode, gap?: string[]) => Failure): Failure[] {
  const failures: Failure[] = [];
  if (requirement.is !== undefined && requirement.is !== value) failures.push(failure('not_equal'));
  if (requirement.any_of && !requirement.any_of.includes(value)) failures.push(failure('none_matched'));
  if (requirement.none_of?.includes(value)) failures.push(failure('forbidden_member', [value]));
  return failures;
}

function setFailures(
  attribute: Attribute,
  requirement: Requirement,
  members: readonly string[],
  qualifier: Qualifier,
  failure: (code: FailureCode, gap?: readonly string[]) => Failure,
): Failure[] {
  const failures: Failure[] = [];
  const holds = (wanted: string) => members.some((member) => covers(attribute, wanted, member));
  const partial = qualifier === 'at_least' || qualifier === 'approximately';
  const missing = (requirement.all_of ?? []).filter((wanted) => !holds(wanted));
  if (missing.length > 0) failures.push(partial ? failure('unknown', missing) : failure('missing_members', missing));
  if (requirement.any_of && !requirement.any_of.some(holds)) failures.push(failure(partial ? 'unknown' : 'none_matched'));
  if (requirement.none_of) {
    const forbidden = requirement.none_of.filter(holds);
    if (forbidden.length > 0) failures.push(failure('forbidden_member', forbidden));
    else if (partial) failures.push(failure('unknown'));
  }
  return failures;
}

/** Basic filtering of language ranges (RFC 4647 section 3.3.1): `pt` is met by `pt-BR`. Other members are compared as they are. */
function covers(attribute: Attribute, wanted: string, member: string): boolean {
  if (attribute.format !== 'bcp47') return wanted === member;
  const [range, tag] = [wanted.toLowerCase(), member.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}

/** The difference, free of float noise such as 0.30000000000000004. */
function gap(larger: number, smaller: number): number {
  return Number.parseFloat((larger - smaller).toPrecision(15));
}
