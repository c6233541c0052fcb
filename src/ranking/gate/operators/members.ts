import { z } from 'zod';
import type { Catalog } from '../../../catalog/catalog.ts';
import { KIND, MODALITIES } from '../../../catalog/facts/market.ts';
import { canonicalValue } from '../../../catalog/names/canonical-value.ts';
import { countryNames } from '../../../catalog/names/countries.ts';
import { languageNames } from '../../../catalog/names/languages.ts';
import { type Attribute, isArea, isCountry } from '../../../catalog/vocabulary.ts';
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

/** What a member is checked against, and where its faults go. */
export type MemberChecking = Pick<Checking, 'catalog' | 'attribute' | 'report'>;

/**
 * Reports a member that a closed list lacks, or that is no language or no country where one is wanted. It comes back as the catalog writes it:
 * `German` as `de`, `Apache 2.0` as `Apache-2.0`.
 */
export function canonicalMember({ catalog, attribute, report }: MemberChecking, member: string, path: Path): string {
  const { id, values } = attribute;
  if (values && !values.includes(member)) reportUnlisted(catalog, attribute, member, path, report);
  const canonical = canonicalValue(catalog, attribute, member);
  if (canonical !== null) return canonical;
  if (isCountry(attribute))
    report(
      path,
      'unknown_value',
      `\`${id}\` takes ISO 3166-1 codes such as \`DE\`, or the English names of countries.`,
      namesNear(member, countryNames()),
    );
  else
    report(
      path,
      'not_a_language_tag',
      'Languages are BCP 47 tags such as `de` or `pt-BR`, or English names.',
      namesNear(member, languageNames()),
    );
  return member;
}

/** Whether a value is a code of two or three letters, which is spelled like every other: none is near to it. */
export function isCode(attribute: Attribute, value: string): boolean {
  return value.length <= 3 && (attribute.format === 'bcp47' || isCountry(attribute) || isArea(attribute));
}

/** The one of some values that is spelled most like a wanted one; undefined where none is. */
export function nearestMember(attribute: Attribute, wanted: readonly string[], values: readonly string[]): string | undefined {
  const names = wanted.filter((value) => !isCode(attribute, value));
  return names.flatMap((value) => nearestNames(value, values))[0];
}

/** A code of two or three letters is near to every other: only what is longer can be a name with a slip in it. */
function namesNear(text: string, names: readonly string[]): string[] {
  return text.length > 3 ? nearestNames(text, names) : [];
}

/** What stands in no closed list. A kind of model where a modality is wanted is a question that rankings are not for, unless they are told. */
function reportUnlisted(catalog: Catalog, { id, values = [] }: Attribute, member: string, path: Path, report: Report): void {
  const nearest = nearestNames(member, values);
  const kinds = nearest.length === 0 && MODALITIES.includes(id) ? nearestNames(member, catalog.attributes.get(KIND)?.values ?? []) : [];
  if (kinds.length === 0) report(path, 'unknown_value', `\`${id}\` knows: ${values.join(', ')}.`, nearest);
  else report(path, 'out_of_scope', outOfScope(id, values, kinds[0] as string), kinds);
}

function outOfScope(id: string, values: readonly string[], kind: string): string {
  return [
    'Rankings are of chat models: models that answer a conversation in text.',
    `Models of other kinds are ranked where \`candidates.kinds\` names them, here ["${kind}"], as far as the catalog has any;`,
    `what they do is their \`${KIND}\`, and \`${id}\` knows: ${values.join(', ')}.`,
  ].join(' ');
}

/** The same for the list of an operator, in which no member may stand twice. */
export function canonicalMembers(operator: string, members: readonly string[], { path, ...checking }: Checking): string[] {
  const canonical = members.map((member, i) => canonicalMember(checking, member, [...path, operator, i]));
  reportDuplicates(canonical, [...path, operator], checking.report);
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
