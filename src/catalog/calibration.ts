import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { Slug, SourceId } from './claim.ts';
import { AttributeId } from './vocabulary.ts';

/** A calibration is called by the day it was fitted on. */
export const CalibrationId = CalendarDate;

const Text = z.string().min(1).max(200);
const Points = z.number();

/** What an item is before it is fitted, as db/calibration/items.json has it: data, not code. */
export const ITEM_SHAPE = {
  attribute: AttributeId.nullable().meta({
    description: 'The attribute whose claims are results of it; null: no attribute of the catalog, it only helps to place models.',
  }),
  harness: z
    .array(Text)
    .min(1)
    .max(10)
    .readonly()
    .optional()
    .meta({ description: 'It is the test as run by a harness whose name begins so; left out: by any other, or an unnamed one.' }),
  tools: z
    .literal(true)
    .optional()
    .meta({ description: 'It is the test with tools that the test as such does not give; left out: without them.' }),
  ability: AttributeId.meta({ description: 'The ability that it is a test of.' }),
  family: AttributeId.meta({ description: 'Tests that share questions or runs: held out together when errors are measured.' }),
  link: z.enum(['logit', 'elo']).meta({ description: 'How a result is put on the common scale: percent by log odds, a rating as it is.' }),
  chance: z.number().min(0).max(99).meta({ description: 'The percentage that guessing reaches.' }),
  negated: z.literal(true).optional().meta({ description: 'Less is better.' }),
};
export const ItemEntry = z.strictObject(ITEM_SHAPE);
export type ItemEntry = z.infer<typeof ItemEntry>;

const CalibratedItem = z
  .strictObject({
    ...ITEM_SHAPE,
    a: z.number().positive().meta({ description: 'How much a result rises with the ability, on the common scale.' }),
    c: z.number().meta({ description: 'Where a model of ability 0 stands, on the common scale.' }),
    sd: z.number().positive().meta({ description: 'What a result deviates by, beside the ability.' }),
    se_a: z.number().min(0).meta({ description: 'Standard error of `a`.' }),
    se_c: z.number().min(0).meta({ description: 'Standard error of `c`.' }),
    results: z.int().positive().meta({ description: 'How many results it was fitted to.' }),
    error: Points.nullable().meta({
      description: 'Mean absolute error in points when each result is foretold from the same model’s others; null: of none.',
    }),
    error_of_mean: Points.nullable().meta({ description: 'The same error of saying the mean of the others’ results.' }),
  })
  .readonly()
  .meta({ id: 'CalibratedItem', description: 'A benchmark in one way of running it, with its fitted parameters.' });

const CalibratedAbility = z
  .strictObject({
    variance: z.number().positive().meta({ description: 'Of the deviation from the general factor.' }),
    reference: AttributeId.meta({ description: 'The item in whose points the ability is told.' }),
    scale: z
      .strictObject({
        worst: z.number().meta({ description: 'The ability that scores 0.' }),
        best: z.number().meta({ description: 'The ability that scores 1.' }),
      })
      .readonly()
      .meta({ description: 'The line from abilities to scores, the same for all models.' }),
    also: z.array(AttributeId).max(5).readonly().meta({ description: 'Familiar items that it can be told in beside that.' }),
  })
  .readonly()
  .meta({ id: 'CalibratedAbility', description: 'An ability that tests of one field have in common.' });

const ERRORS = {
  results: z.int().min(0).meta({ description: 'How many percentages were foretold.' }),
  mae: Points.meta({ description: 'Mean absolute error in points.' }),
  mae_mean: Points.meta({ description: 'The same error of saying the benchmark’s mean.' }),
  bias: Points.meta({ description: 'Mean of value less estimate.' }),
  rank: z.number().min(-1).max(1).meta({ description: 'Spearman’s correlation within a benchmark.' }),
  coverage_90: z.number().min(0).max(1).meta({ description: 'Share of values inside the 90% interval.' }),
};

export const CalibrationFit = z
  .strictObject({
    folds: z
      .strictObject({ count: z.int().positive().meta({ description: 'Into how many parts the results were dealt.' }), ...ERRORS })
      .readonly()
      .meta({ description: 'Results held out by model and family of tests.' }),
    without_own: z
      .strictObject({ count: z.int().positive().meta({ description: 'Into how many parts the results were dealt.' }), ...ERRORS })
      .readonly()
      .meta({ description: 'All results of a model’s ability held out: estimates with no result of their own.' }),
    since: z
      .strictObject({ day: CalendarDate.meta({ description: 'The day that parts older models from newer ones.' }), ...ERRORS })
      .readonly()
      .meta({ description: 'Fitted to models from before a day, with results of models since foretold.' }),
  })
  .readonly()
  .meta({ id: 'CalibrationFit', description: 'How wrong the method was on results that it had not seen.' });
export type CalibrationFit = z.infer<typeof CalibrationFit>;

/** db/seed/calibration/<day>.json: made by `npm run calibrate`, never by hand. */
export const CalibrationEntry = z
  .strictObject({
    method: z.literal('factor-logit-1').meta({ description: 'The method: docs/abilities.md.' }),
    eps: z.number().positive().max(0.2).meta({ description: 'How far from 0% and 100% a share is kept before log odds are taken.' }),
    kappa: z
      .number()
      .min(1)
      .max(5)
      .meta({ description: 'What half widths of intervals are multiplied with, as found on held-out results.' }),
    general_variance: z.number().positive().meta({ description: 'Of the general factor.' }),
    other_efforts: z.array(Slug.max(40)).max(20).readonly().meta({
      description: 'Efforts that make a run another respondent, like thinking turned off: such results say nothing of the model’s ability.',
    }),
    inputs: z
      .array(
        z
          .strictObject({
            source: SourceId.meta({ description: 'The source of the results.' }),
            as_of: CalendarDate.nullable().meta({ description: 'The newest day among them; null: not stated.' }),
            results: z.int().positive().meta({ description: 'How many it gave.' }),
          })
          .readonly(),
      )
      .max(2000)
      .readonly()
      .meta({ description: 'What it was fitted to, by source.' }),
    results: z.int().positive().meta({ description: 'Results that it was fitted to, one for each model, setting and item.' }),
    respondents: z.int().positive().meta({ description: 'Models, in one setting each.' }),
    fit: CalibrationFit,
    abilities: z.record(AttributeId, CalibratedAbility).meta({ description: 'By ability.' }),
    items: z.record(AttributeId, CalibratedItem).meta({ description: 'By item.' }),
  })
  .refine(isWhole, { message: 'every item is of an ability, and every ability is told in points of items of its own' });

type Named = {
  readonly abilities: Readonly<Record<string, { readonly reference: string; readonly also: readonly string[] }>>;
  readonly items: Readonly<Record<string, { readonly ability: string }>>;
};

function isWhole({ abilities, items }: Named): boolean {
  const ofAbility = Object.values(items).every(({ ability }) => Object.hasOwn(abilities, ability));
  return (
    ofAbility &&
    Object.entries(abilities).every(([id, { reference, also }]) => [reference, ...also].every((item) => items[item]?.ability === id))
  );
}
export type CalibrationEntry = z.infer<typeof CalibrationEntry>;
export type Calibration = CalibrationEntry & { readonly id: string };
