import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { CalibrationEntry, ItemEntry } from '../../catalog/calibration.ts';
import { ModelId, Slug, SourceId } from '../../catalog/claim.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';

/** A result: model, setting (null: as it is meant to be used), item, value, source, day. */
export const ResultRow = z.tuple([ModelId, Slug.nullable(), AttributeId, z.number(), SourceId, CalendarDate.nullable()]);
export type ResultRow = z.infer<typeof ResultRow>;

/** db/calibration/results-<day>.json: all that a calibration is fitted to, so that it can be fitted again. */
export const ResultsFile = z.strictObject({
  /** The release day of each model that has a row; null: not known. */
  models: z.record(ModelId, CalendarDate.nullable()),
  /** Of open data sets: results that no claim of the seed states. */
  open: z.array(ResultRow),
  /** Of the seed's claims on that day. */
  claims: z.array(ResultRow),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

/** db/calibration/items.json: what is a test of what, by hand. */
export const ItemsFile = z.strictObject({
  other_efforts: CalibrationEntry.shape.other_efforts,
  abilities: z.record(AttributeId, z.strictObject({ reference: AttributeId, also: z.array(AttributeId).max(5) })),
  items: z.record(AttributeId, ItemEntry),
});
export type ItemsFile = z.infer<typeof ItemsFile>;
