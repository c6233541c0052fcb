import { z } from 'zod';
import { CalendarDate } from '../calendar-date.ts';
import { ClaimValue, Slug, SubjectId } from '../claim.ts';
import { AttributeId } from '../vocabulary.ts';

const What = z.enum(['added', 'changed', 'retired']);
const shared = {
  id: z.string().min(1).max(600).meta({ description: 'Its place in the order: table, then what was changed.' }),
  what: What.meta({ description: 'What happened between the two revisions, whatever happened in between.' }),
  revision: z.int().min(1).meta({ description: 'The revision that last did so: GET /v1/catalog/revisions/{number} says who and when.' }),
};

/** What one side of a change stated. */
const Stated = z
  .strictObject({
    claim: z.string().min(1).max(100).meta({ description: 'The id of the claim.' }),
    value: ClaimValue.nullable().meta({ description: 'Null unless `value_status` is `stated`.' }),
    value_status: z.enum(['stated', 'not_found', 'not_applicable']).meta({ description: 'Whether a value was found.' }),
    qualifier: z.enum(['at_least', 'at_most', 'approximately']).nullable().meta({ description: 'Null: exactly this.' }),
    as_of: CalendarDate.nullable().meta({ description: 'The day for which it was said.' }),
  })
  .meta({ id: 'StatedClaim', description: 'What a claim says.' });

/** What a source says of a subject: a claim is never altered, so that a new value is a new claim in the place of the one before. */
export const ClaimChange = z
  .strictObject({
    ...shared,
    table: z.literal('claims').meta({ description: 'Claims.' }),
    subject: SubjectId.meta({ description: 'What it is about.' }),
    attribute: AttributeId.meta({ description: 'The attribute.' }),
    source: Slug.meta({ description: 'Who says so.' }),
    before: Stated.nullable().meta({ description: 'Null where nothing of it stood before.' }),
    after: Stated.nullable().meta({ description: 'Null where nothing of it stands after.' }),
  })
  .meta({ id: 'ClaimChange', description: 'A claim that came, went, or took the place of another one of its source.' });
export type ClaimChange = z.infer<typeof ClaimChange>;

export const RowChange = z
  .strictObject({
    ...shared,
    table: z.string().min(1).max(60).meta({ description: 'What it is a row of: models, offers, attributes, aliases and so on.' }),
    row: z.string().min(1).max(400).meta({ description: 'The id of the row in its table.' }),
    fields: z.array(z.string().max(60)).max(60).meta({ description: 'The columns that differ; empty where the row was added or retired.' }),
  })
  .meta({ id: 'RowChange', description: 'Anything else that the catalog consists of.' });
export type RowChange = z.infer<typeof RowChange>;

export const Change = z.union([ClaimChange, RowChange]);
export type Change = z.infer<typeof Change>;

export const ChangeCounts = z
  .record(
    z.string().min(1).max(60),
    z.strictObject({
      added: z.int().min(0).meta({ description: 'How many were added.' }),
      changed: z.int().min(0).meta({ description: 'How many were changed.' }),
      retired: z.int().min(0).meta({ description: 'How many were retired.' }),
    }),
  )
  .meta({ description: 'By table: how many changes there are in all, on this page and the others. A table that is not listed has none.' });
export type ChangeCounts = z.infer<typeof ChangeCounts>;

export function countChanges(changes: readonly Change[]): ChangeCounts {
  const counts: ChangeCounts = {};
  for (const { table, what } of changes) {
    const own = counts[table] ?? { added: 0, changed: 0, retired: 0 };
    own[what]++;
    counts[table] = own;
  }
  return counts;
}
