import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { SourceId } from './claim.ts';
import { LicensedUse } from './licensed-use.ts';
import { Region } from './region.ts';

/** The id of a licence, as the attribute `license` has it: an SPDX id or `LicenseRef-` and a name. */
export const LicenseId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+-]*$/)
  .max(100);

/** Words of the licence itself, as it has them; left out words are shown by an ellipsis. */
const Quote = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => text.split(/\s+/).length < 25, 'a quote has fewer than 25 words')
  .meta({ description: 'Words of the text itself.' });

/** Where a term stands, so that a reader can look it up. */
const CITED = {
  clause: z.string().min(1).max(120).meta({ description: 'The section, as the text numbers it.' }),
  quote: Quote,
  source: SourceId.meta({ description: 'The source that the text was read in.' }),
};

export const Clause = z.strictObject(CITED).readonly().meta({ id: 'LicenseClause', description: 'A place in the text of a licence.' });
export type Clause = z.infer<typeof Clause>;

/** Tags of choosealicense.com (_data/rules.yml), with underscores. */
const Permission = z
  .strictObject({ tag: z.enum(['commercial_use', 'modifications', 'distribution', 'private_use', 'patent_use']), ...CITED })
  .readonly()
  .meta({ id: 'LicensePermission', description: 'Something that the licence allows.' });

/** `include_copyright`, `document_changes` and `same_license` are tags of choosealicense.com; the others are what licences of weights add. */
export const ConditionTag = z.enum([
  'include_copyright',
  'document_changes',
  'same_license',
  'include_notice',
  'display_name',
  'name_prefix',
  'pass_on_restrictions',
  'acceptable_use',
]);

const Condition = z
  .strictObject({
    tag: ConditionTag,
    on: z
      .union([z.literal('any_use'), z.array(LicensedUse).min(1).max(LicensedUse.options.length).readonly()])
      .meta({ description: 'The intended uses that bring it on.' }),
    shows: z.string().min(1).max(200).optional().meta({ description: 'What has to be displayed, or named.' }),
    ...CITED,
  })
  .readonly()
  .meta({ id: 'LicenseCondition', description: 'Something to do, which whoever does it may use the model all the same.' });

const Limitation = z
  .strictObject({ tag: z.enum(['trademark_use', 'liability', 'warranty', 'patent_use']), ...CITED })
  .readonly()
  .meta({ id: 'LicenseLimitation', description: 'Something that the licence does not give.' });

const Prohibition = z
  .strictObject({ use: LicensedUse.meta({ description: 'The use that the licence forbids.' }), ...CITED })
  .readonly()
  .meta({ id: 'LicenseProhibition', description: 'A use that the licence forbids to everybody.' });

/** Of what, over what time and on which day a size counts. Null where the text does not say. */
export const Measured = z
  .strictObject({
    of: z
      .enum(['licensee_and_affiliates', 'product'])
      .meta({ description: 'Everything that the licensee and its affiliates offer, or the one product.' }),
    over: z.enum(['preceding_calendar_month', 'month', 'any_12_months']).meta({ description: 'The time that is counted.' }),
    on: CalendarDate.nullable().meta({ description: 'The only day on which it counts; null: at any time.' }),
  })
  .readonly();

const Threshold = z
  .strictObject({
    metric: z
      .enum(['monthly_active_users', 'annual_revenue', 'monthly_revenue'])
      .meta({ description: 'What is counted: people, or US dollars.' }),
    comparison: z.enum(['more_than', 'at_least']).meta({ description: 'Whether the number itself is reached.' }),
    value: z.number().positive(),
    measured: Measured,
    consequence: z.enum(['request_license', 'separate_agreement', 'display_name']).meta({
      description: 'What it takes from there on: no rights until another licence or an agreement is granted, or a name to display.',
    }),
    shows: z.string().min(1).max(200).optional().meta({ description: 'The name to display.' }),
    commercial_only: z.boolean().meta({ description: 'Whether it binds commercial use alone.' }),
    only_if: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .meta({ description: 'A further condition, in words: a request cannot say whether it is met.' }),
    except: z.array(Clause).max(10).readonly().meta({ description: 'Where it does not apply.' }),
    ...CITED,
  })
  .readonly()
  .meta({ id: 'LicenseThreshold', description: 'A size of the licensee from which other terms hold.' });
export type Threshold = z.infer<typeof Threshold>;

const RegionExcluded = z
  .strictObject({
    region: Region,
    who: z.literal('domiciled_or_principal_place_of_business').meta({ description: 'Who counts as being there.' }),
    models: z.enum(['all', 'multimodal']).meta({ description: 'The models that it is about.' }),
    except: z.array(Clause).max(10).readonly().meta({ description: 'Where it does not apply.' }),
    ...CITED,
  })
  .readonly()
  .meta({ id: 'LicenseRegionExcluded', description: 'A region whose people and companies are granted nothing.' });

const Outputs = z
  .strictObject({
    claimed: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the licensor claims rights in the outputs; null: the text does not say.' }),
    trains_other_models: z
      .enum(['permitted', 'not_restricted', 'forbidden'])
      .meta({ description: 'Training other models with the outputs; `not_restricted`: the text has no rule on it.' }),
    ...CITED,
  })
  .readonly()
  .meta({ id: 'LicenseOutputs', description: 'What the licence says of what the model produces.' });

const listOf = <T extends z.ZodType>(schema: T) => z.array(schema).max(50).readonly().nullable();

/**
 * The terms of a licence, each with its clause. Null: the text was not read, or differs from model to model, so nothing is known. An empty
 * list: the text was read and has none.
 */
export const LicenseTerms = z
  .strictObject({
    kind: z
      .enum(['license_of_weights', 'service_terms'])
      .meta({ description: 'A licence of the weights, or no licence of them at all: the terms of a service.' }),
    dated: CalendarDate.nullable().meta({ description: 'The day of the text, where it bears one.' }),
    permissions: listOf(Permission),
    conditions: listOf(Condition),
    limitations: listOf(Limitation),
    prohibitions: listOf(Prohibition),
    thresholds: listOf(Threshold),
    field_of_use: listOf(Clause).meta({ description: 'Fields of use that are closed, the main ones of them.' }),
    regions_excluded: listOf(RegionExcluded),
    outputs: Outputs.nullable(),
    unchecked: z.array(z.string().min(1).max(300)).max(20).readonly().meta({ description: 'What could not be checked.' }),
  })
  .readonly()
  .meta({ id: 'LicenseTerms', description: 'The terms of a licence. Null: not known; an empty list: there are none.' });
export type LicenseTerms = z.infer<typeof LicenseTerms>;

/** db/seed/licenses/<id>.json */
export const LicenseEntry = z.strictObject({
  title: z.string().min(1).max(200),
  source: SourceId,
  terms: LicenseTerms,
});
export type LicenseEntry = z.infer<typeof LicenseEntry>;
export type License = LicenseEntry & { readonly id: string };
