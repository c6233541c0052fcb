import { z } from 'zod';
import { LinearScale, LogScale, SetScale, StepsScale } from '../scoring/value-scale.ts';
import { CalendarDate } from './calendar-date.ts';

/** The id of an attribute, a group or a computed criterion: one namespace. */
export const AttributeId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/)
  .max(80);

export const AttributeType = z.enum(['number', 'boolean', 'string', 'set', 'date']);
export type AttributeType = z.infer<typeof AttributeType>;

/** Like LinearScale, for dates: the anchors are days. */
const DateScale = z.strictObject({ kind: z.literal('linear'), worst: CalendarDate, best: CalendarDate });
export const AttributeScale = z.union([LinearScale, LogScale, StepsScale, SetScale, DateScale]);
export type AttributeScale = z.infer<typeof AttributeScale>;

/** One word of the vocabulary as the seed states it, under its id; the file's name is the category. */
export const AttributeEntry = z.strictObject({
  title: z.string().min(1).max(120),
  description: z.string().min(1).max(1000),
  type: AttributeType,
  /** What a number counts: `tokens`, `USD per 1M tokens`, `percent` (0 to 100) ...; null where none applies. */
  unit: z.string().min(1).max(60).nullable(),
  better: z.enum(['higher', 'lower', 'none']),
  /** Who settles it: `decided` by the vendor (licence, window, price) or `measured` (benchmarks, latency). Orders the source kinds. */
  nature: z.enum(['decided', 'measured']),
  /** The level that the attribute belongs to; more specific subjects may override it. */
  scope: z.enum(['model', 'offer', 'provider']),
  /** Default value scale. A boolean counts as 0 and 1. Null where nothing is better by default. */
  scale: AttributeScale.nullable(),
  scale_reason: z.string().min(1).max(600),
  /** A fact with an older as_of is stale; null: age does not matter. */
  stale_after_days: z.int().positive().nullable(),
  /**
   * Kinds of hosting (values of the attribute `hosting`) whose offers take the model's own value over. Elsewhere the value is unknown
   * until the offer itself states one: what a third party serves may be less. Left out: every offer takes it over.
   */
  inherited_by: z.array(z.string().min(1).max(80)).min(1).max(20).optional(),
  /** The closed list of members, for `string` and `set`. Left out: open. */
  values: z.array(z.string().min(1).max(200)).min(1).max(1000).optional(),
  format: z.enum(['bcp47', 'spdx', 'url']).optional(),
  /** How many questions a benchmark has. Left out: unknown, or it is no count of questions (Elo). */
  items: z.int().positive().optional(),
});
export type AttributeEntry = z.infer<typeof AttributeEntry>;

export type Attribute = AttributeEntry & { readonly id: string; readonly category: string };

/** Whether an attribute is the result of a benchmark: its results depend on how the model was run, and have a standard error. */
export function isBenchmark({ type, category }: Pick<Attribute, 'type' | 'category'>): boolean {
  return type === 'number' && /^benchmark(?:_|$)/.test(category);
}
