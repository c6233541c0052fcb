import { CalendarDate } from '../calendar-date.ts';
import type { ClaimEntry } from '../claim.ts';
import { type Attribute, isBenchmark } from '../vocabulary.ts';
import type { Finding } from './seed-fault.ts';

/** One alternative for `LicenseRef-` as well: with two readings of it, time would double with every term. */
const SPDX_ID = '[A-Za-z0-9][A-Za-z0-9.+-]*';
const SPDX = new RegExp(`^${SPDX_ID}(?: (?:AND|OR|WITH) ${SPDX_ID})*$`);

/** What keeps a claim's value (and what qualifies it) from fitting its attribute; empty if it fits. Paths are relative to the claim. */
export function claimFindings(attribute: Attribute, claim: ClaimEntry): Finding[] {
  const findings: Finding[] = [];
  if (claim.qualifier !== undefined && !qualifies(attribute, claim.qualifier))
    findings.push({ path: ['qualifier'], message: `${attribute.id} is a ${attribute.type}: ${claim.qualifier} says nothing about it` });
  if (claim.value !== null) findings.push(...valueFindings(attribute, claim.value));
  return [...findings, ...resultFindings(attribute, claim)];
}

/** What says how a benchmark's result came about has no meaning elsewhere. */
function resultFindings(attribute: Attribute, claim: ClaimEntry): Finding[] {
  const given = (['mode', 'items', 'se'] as const).filter((member) => claim[member] !== undefined);
  if (!isBenchmark(attribute))
    return given.map((member) => ({ path: [member], message: `${attribute.id} is no benchmark: ${member} says nothing about it` }));
  if (claim.value !== null) return [];
  return given
    .filter((member) => member !== 'mode')
    .map((member) => ({ path: [member], message: `there is no result that ${member} could be of` }));
}

function qualifies(attribute: Attribute, qualifier: NonNullable<ClaimEntry['qualifier']>): boolean {
  if (attribute.type === 'set') return qualifier === 'at_least';
  return attribute.type === 'number' || attribute.type === 'date';
}

function valueFindings(attribute: Attribute, value: NonNullable<ClaimEntry['value']>): Finding[] {
  const misfit = typeMisfit(attribute, value);
  if (misfit !== null) return [{ path: ['value'], message: `${attribute.id} is a ${attribute.type}: ${misfit}` }];
  const texts = Array.isArray(value) ? value : attribute.type === 'string' ? [String(value)] : [];
  return texts.flatMap((text, index) => {
    const path = Array.isArray(value) ? ['value', index] : ['value'];
    if (texts.indexOf(text) !== index) return [{ path, message: `${text} stands here twice` }];
    const fault = textMisfit(attribute, text);
    return fault === null ? [] : [{ path, message: `${attribute.id}: ${fault}` }];
  });
}

function typeMisfit(attribute: Attribute, value: NonNullable<ClaimEntry['value']>): string | null {
  switch (attribute.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'the value has to be a number';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'the value has to be true or false';
    case 'string':
      return typeof value === 'string' ? null : 'the value has to be a string';
    case 'set':
      return Array.isArray(value) ? null : 'the value has to be a list of strings';
    case 'date':
      return CalendarDate.safeParse(value).success ? null : 'the value has to be a day, YYYY-MM-DD';
  }
}

function textMisfit(attribute: Attribute, text: string): string | null {
  if (attribute.values !== undefined && !attribute.values.includes(text)) return `${text} is none of ${attribute.values.join(', ')}`;
  if (attribute.format === 'bcp47') return bcp47Misfit(text);
  if (attribute.format === 'url' && !(URL.canParse(text) && /^https?:/.test(text))) return `${text} is no http(s) URL`;
  if (attribute.format === 'spdx' && !SPDX.test(text)) return `${text} is no SPDX expression (other licences: LicenseRef-...)`;
  return null;
}

function bcp47Misfit(text: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(text);
    return canonical === text ? null : `${text} is written ${canonical}`;
  } catch {
    return `${text} is no language tag (BCP 47)`;
  }
}
