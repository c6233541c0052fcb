import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { ClaimEntry, ClaimMode, ClaimValue, ClaimWhen, Derivation, Slug, SourceEntry, SubjectId } from '../../catalog/claim.ts';
import { ClaimCheckEntry, ContradictionEntry } from '../../catalog/entries.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';

/** The shapes that evidence has in answers, wherever it stands. */

export const ClaimId = z.string().min(1).max(100);
const ClaimIds = z.array(ClaimId).max(10_000);

const Revision = z.int().min(0);

export const Claim = z
  .strictObject({
    id: ClaimId.meta({ description: 'The id that facts, contributions and caveats cite.' }),
    subject: SubjectId.meta({ description: 'What it is about: a family, a model, an offer or a provider.' }),
    ...ClaimEntry.shape,
    when: ClaimWhen.extend({
      daily_utc: z
        .array(z.array(z.string().max(5)).length(2))
        .max(24)
        .meta({ description: 'Hours of the day, UTC, in which it holds.' })
        .optional(),
    })
      .meta({ description: 'When it holds. With `input_tokens_above` or `daily_utc` it is a price tier and never the plain fact.' })
      .optional(),
    corroborated_by: z.array(Slug).max(100).meta({ description: 'Other sources that say the same.' }).optional(),
    ref: z.string().max(40).meta({ description: 'The finding that it was taken from.' }).optional(),
    position: z.int().meta({ description: 'Its place within its source.' }),
    origin: z
      .enum(['seed', 'operator', 'import', 'derived'])
      .meta({ description: 'How it came into the catalog; `derived`: a rule made it from other claims.' }),
    derived: Derivation.optional(),
    added_in: Revision.meta({ description: 'The revision that added it; of a derived claim the last of what it was made from.' }),
    retired_in: Revision.nullable().meta({ description: 'The revision that retired it; null while it is current.' }),
  })
  .meta({ id: 'Claim', description: 'One statement of one source on one subject.' });

export const Source = z
  .strictObject({ id: Slug.meta({ description: 'The id that claims name.' }), ...SourceEntry.shape })
  .meta({ id: 'Source', description: 'Where claims come from.' });

export const Fact = z
  .strictObject({
    status: z
      .enum(['known', 'unknown', 'not_applicable'])
      .meta({ description: 'Unknown: a source looked and found nothing, or it lists a 0 that is no price.' }),
    value: ClaimValue.nullable().meta({ description: 'Null unless known.' }),
    as_of: CalendarDate.nullable().meta({ description: 'The day for which the claim was made; null where its source gives none.' }),
    source: Slug.meta({ description: 'The source of the claim that stands.' }),
    claim: ClaimId.meta({ description: 'The claim that stands.' }),
    conflicts: ClaimIds.meta({ description: 'Claims that lost and say something else.' }),
    mode: ClaimMode.meta({ description: 'How the model was run, where the claim that stands says so.' }).optional(),
    other_mode: z
      .string()
      .max(200)
      .meta({ description: 'In what the result was obtained otherwise than most of the model’s; absent: in nothing.' })
      .optional(),
    other_modes: ClaimIds.meta({ description: 'What was found in other modes: it contradicts nothing. Absent: nothing.' }).optional(),
  })
  .meta({ id: 'Fact', description: 'What the catalog holds to be so in one view, and the claim it rests on.' });
export type Fact = z.infer<typeof Fact>;

export const Facts = z
  .record(AttributeId, Fact)
  .meta({ description: 'By attribute. An attribute that is not listed is unknown: no claim of this view speaks of it.' });

export const ClaimCheck = z
  .strictObject({ ...ClaimCheckEntry.shape, claim: ClaimId, facts: ClaimIds })
  .meta({ id: 'ClaimCheck', description: 'What was found when a claim of the article was held against verified facts.' });

export const Contradiction = z
  .strictObject({ id: z.string().max(100), ...ContradictionEntry.shape, claims: ClaimIds })
  .meta({ id: 'Contradiction', description: 'Statements that cannot all be true.' });

export const VIEWS = ['verified', 'article', 'all'] as const;
export type ViewName = (typeof VIEWS)[number];
