import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { ClaimEntry, Confidence, SourceEntry, SourceId, SourceKind, SubjectId } from '../../catalog/claim.ts';
import { claimFindings } from '../../catalog/seed/check-value.ts';
import { type Path, zodFindings } from '../../catalog/seed/seed-fault.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { ClaimFault, ClaimRow } from './parsed-claims.ts';

/** A source that the claim itself describes; its kind is `operator` unless the claim says otherwise. */
const OwnSource = z.strictObject({
  ...SourceEntry.shape,
  kind: SourceKind.default('operator'),
  license: SourceEntry.shape.license.default(null),
  retrieved: CalendarDate.nullable().default(null),
});

const { attribute, value, value_status, qualifier, as_of, conditions, when, mode, items, se, note } = ClaimEntry.shape;

/** One claim in a file of claims or in a body of `POST /v1/catalog/claims`. */
export const ClaimInput = z.strictObject({
  subject: SubjectId,
  attribute,
  value,
  value_status,
  qualifier,
  unit: z.string().max(60).optional(),
  as_of,
  confidence: Confidence.default('high'),
  conditions,
  when,
  mode,
  items,
  se,
  note,
  source: z.union([SourceId, OwnSource]),
});
export type ClaimInput = z.infer<typeof ClaimInput>;
/** The two members of the union as schemas of their own: zod can't say which one was meant and what is wrong with it. */
const WITH_SOURCE_ID = ClaimInput.extend({ source: SourceId });
const WITH_OWN_SOURCE = ClaimInput.extend({ source: OwnSource });

/** Attributes by id; null where the file declares a faulty one, against which no value can be checked. */
export type KnownAttributes = ReadonlyMap<string, Attribute | null>;
export type ClaimVocabulary = { readonly attributes: KnownAttributes; readonly sources: ReadonlySet<string> };

/** The claim, or all its faults. `at` turns a path in the claim into a pointer into the file. */
export function readClaimRow(row: string, json: unknown, vocabulary: ClaimVocabulary, at: (path: Path) => string): ClaimRow | ClaimFault[] {
  const namesSource = typeof json === 'object' && json !== null && 'source' in json && typeof json.source === 'string';
  const parsed = (namesSource ? WITH_SOURCE_ID : WITH_OWN_SOURCE).safeParse(json);
  const faults: ClaimFault[] = [];
  const fault = (code: ClaimFault['code'], path: Path, detail: string) => faults.push({ pointer: at(path), code, detail });
  if (!parsed.success) {
    for (const { path, message } of zodFindings(parsed.error.issues)) fault('malformed', path, message);
    const named = z.object({ attribute }).safeParse(json).data?.attribute;
    if (named !== undefined && !vocabulary.attributes.has(named)) fault('unknown_attribute', ['attribute'], `no attribute ${named}`);
    return faults;
  }
  const { subject, unit, source, ...rest } = parsed.data;
  const entry = withoutUndefined(rest);
  const word = vocabulary.attributes.get(entry.attribute);
  if (word === undefined) fault('unknown_attribute', ['attribute'], `no attribute ${entry.attribute}`);
  if ((entry.value === null) !== (entry.value_status !== 'stated'))
    fault('malformed', ['value'], 'value is null exactly when value_status is not_found or not_applicable');
  if (word && unit !== undefined && unit !== word.unit)
    fault(
      'bad_unit',
      ['unit'],
      word.unit === null ? `${word.id} has no unit` : `${word.id} is in ${word.unit}, and units are never converted`,
    );
  // the source makes no difference to which values are allowed
  if (word) for (const { path, message } of claimFindings(word, { ...entry, source: 'source' })) fault('bad_value', path, message);
  const { from, until } = entry.when ?? {};
  if (from !== undefined && until !== undefined && from >= until) fault('bad_period', ['when'], 'from is not before until: it never holds');
  if (typeof source === 'string' && !vocabulary.sources.has(source)) fault('unknown_source', ['source'], `no source ${source}`);
  return faults.length > 0 ? faults : { row, subject, entry, source };
}

function withoutUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
