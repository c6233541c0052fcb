import { z } from 'zod';

const described = (description: string) => ({ description });

/** What kind of cost an offer has; the schema of the answer says what each means. */
export const CostKind = z.enum(['priced', 'free', 'variable', 'unknown', 'own_hardware']);
export type CostKind = z.infer<typeof CostKind>;

/** What was taken for granted, for a program. */
export const Assumption = z.enum([
  'cache_read_at_input_price',
  'cache_writes_not_counted',
  'cache_write_at_input_price',
  'no_batch_discount',
  'any_hour',
  'tier_for_long_input',
  'tier_of_another_source',
  'tier_not_stated',
  'price_is_a_bound',
  'reasoning_not_counted',
  'hardware_all_month',
  'throughput_not_checked',
]);
export type Assumption = z.infer<typeof Assumption>;

export const CostPart = z
  .strictObject({
    part: z
      .enum(['input', 'cached_input', 'cache_write', 'output', 'requests', 'batch_discount', 'hardware'])
      .meta(described('What is paid for.')),
    quantity: z.number().meta(described('Tokens, requests or GPU hours a month; of the batch discount, the share of requests.')),
    price: z.number().nullable().meta(described('USD per 1M tokens, per request, or per GPU hour; null for the discount.')),
    input_tokens_above: z.number().optional().meta(described('The tier for inputs longer than this.')),
    usd: z.number().meta(described('A month, as expected.')),
    claims: z.array(z.string().max(300)).max(100).readonly().meta(described('Where the price comes from.')),
  })
  .readonly();
export type CostPart = z.infer<typeof CostPart>;

/** USD a month: what it may be at the least, what is expected, what it may be at the most (infinite where nothing bounds it). */
export type Estimate = { readonly low: number; readonly expected: number; readonly high: number };

/**
 * A month's cost of a workload. `estimate` is null where the cost is not known; `low` is then what is certain of it, in USD, and NaN where
 * nobody charges and nothing is known of hardware.
 */
export type Cost = { readonly kind: CostKind; readonly estimate: Estimate | null; readonly low: number };

/** Nobody charges by the token, and nothing is known of hardware. */
export const OWN_HARDWARE: Cost = { kind: 'own_hardware', estimate: null, low: Number.NaN };

/** Token prices are per so many. */
export const MILLION = 1e6;

/** Rounds USD to a millionth of a dollar, and below one dollar to a millionth of that: beyond there is only float noise. Never -0. */
export function money(usd: number): number {
  const grain = usd < 1 && usd > -1 ? MILLION * MILLION : MILLION;
  const rounded = Math.round(usd * grain) / grain;
  return Number.isFinite(rounded) ? rounded + 0 : usd;
}
