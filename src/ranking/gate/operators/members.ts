import { z } from 'zod';
import type { Attribute } from '../../../catalog/vocabulary.ts';
import { nearestNames, type Path, type Report, reportDuplicates } from '../../../words/request-fault.ts';
import type { Checking, Conditions, Qualifier } from './operator.ts';

export const MEMBERS_MAX = 100;

export const Members = z.array(z.string().min(1).max(200)).min(1).max(MEMBERS_MAX);

/** Whether a set holds a member. */
export function holds(attribute: Attribute, members: readonly string[], wanted: string): boolean {
  return members.some((member) => covers(attribute, wanted, member));
}

/** Basic filtering of language ranges (RFC 4647 section 3.3.1): `pt` is met by `pt-BR`. Other members are compared as they are. */
function covers(attribute: Attribute, wanted: string, member: string): boolean {
  if (attribute.format !== 'bcp47') return wanted === member;
  const [range, tag] = [wanted.toLowerCase(), member.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}

/** Whether a set may hold more than it names. */
export function isPartial(qualifier: Qualifier): boolean {
  return qualifier === 'at_least' || qualifier === 'approximately';
}

/** Reports a member that a closed list lacks, or that is no language where languages are wanted; a language comes back in canonical form. */
export function canonicalMember(attribute: Attribute, member: string, path: Path, report: Report): string {
  if (attribute.values && !attribute.values.includes(member))
    report(path, 'unknown_member', `\`${attribute.id}\` knows: ${attribute.values.join(', ')}.`, nearestNames(member, attribute.values));
  if (attribute.format !== 'bcp47') return member;
  try {
    return Intl.getCanonicalLocales(member)[0] as string;
  } catch {
    report(path, 'not_a_language_tag', 'Languages are BCP 47 tags such as `de` or `pt-BR`.');
    return member;
  }
}

/** The same for the list of an operator, in which no member may stand twice. */
export function canonicalMembers(operator: string, members: readonly string[], { attribute, path, report }: Checking): string[] {
  const canonical = members.map((member, i) => canonicalMember(attribute, member, [...path, operator, i], report));
  reportDuplicates(canonical, [...path, operator], report);
  return canonical;
}

export function withoutOperator(conditions: Conditions, operator: string): Conditions {
  const { [operator]: _given, ...rest } = conditions;
  return rest;
}

/** The conditions after the list of an operator has given some of its members up; the operator goes with its last member. */
export function withoutMembers(conditions: Conditions, operator: string, list: readonly string[], gone: readonly string[]): Conditions {
  const left = list.filter((member) => !gone.includes(member));
  const rest = withoutOperator(conditions, operator);
  return left.length > 0 ? { ...rest, [operator]: left } : rest;
}
