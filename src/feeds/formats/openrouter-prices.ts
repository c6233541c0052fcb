import { z } from 'zod';
import { DEAREST_USD_PER_MILLION, TokenCount } from '../rows/bounds.ts';
import type { FeedStatement } from '../rows/parsed-feed.ts';
import { perMillion } from '../rows/rounded-price.ts';
import { type StatementDetails, stated, withFreeCondition } from '../rows/statement.ts';

const VARIABLE = -1;

/** A decimal string in USD per token; -1 where the price varies with what is routed to. */
const Price = z
  .string()
  .max(60)
  .regex(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/, 'no decimal number in a string')
  .transform(Number)
  .pipe(
    z.union(
      [
        z.literal(VARIABLE),
        z
          .number()
          .min(0)
          .max(DEAREST_USD_PER_MILLION / 1e6),
      ],
      'a price out of bounds',
    ),
  );

const Prices = z.object({
  prompt: Price.optional(),
  completion: Price.optional(),
  input_cache_read: Price.optional(),
  input_cache_write: Price.optional(),
  input_cache_write_1h: Price.optional(),
  internal_reasoning: Price.optional(),
  audio: Price.optional(),
  audio_output: Price.optional(),
});
type Prices = z.infer<typeof Prices>;

/** `HH:MM`, optionally with seconds and a Z; cut to the minute. */
const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z?$/)
  .transform((time) => time.slice(0, 5));

/** "An entry applies only when all of its condition fields match; later entries win per price key" (OpenRouter, PricingOverride). */
const Override = Prices.extend({
  min_prompt_tokens: TokenCount.positive().optional(),
  utc_start: TimeOfDay.optional(),
  utc_end: TimeOfDay.optional(),
});

export const OpenrouterPricing = Prices.required({ prompt: true, completion: true }).extend({ overrides: z.array(Override).nullish() });
export type OpenrouterPricing = z.infer<typeof OpenrouterPricing>;

const ATTRIBUTES = {
  prompt: 'price_input',
  completion: 'price_output',
  input_cache_read: 'price_cache_read',
  input_cache_write: 'price_cache_write',
  input_cache_write_1h: 'price_cache_write_1h',
  internal_reasoning: 'price_reasoning',
  audio: 'price_input_audio',
  audio_output: 'price_output_audio',
} as const;

const LOWEST = 'the lowest of the hosts behind OpenRouter';

/** Listed as -1: the price is that of whatever model the request is routed to. */
export function isRouted({ prompt, completion }: OpenrouterPricing): boolean {
  return prompt === VARIABLE || completion === VARIABLE;
}

export function openrouterPrices(pricing: OpenrouterPricing): FeedStatement[] {
  const overridden = (pricing.overrides ?? []).flatMap((override) => {
    const when = whenOf(override);
    // without a condition that we can read, the override can't be stated
    return when === null ? [] : pricesOf(override, { conditions: LOWEST, when });
  });
  return withFreeCondition([...pricesOf(pricing, { conditions: LOWEST }), ...overridden]);
}

function pricesOf(prices: Prices, details: StatementDetails): FeedStatement[] {
  return Object.entries(ATTRIBUTES).flatMap(([key, attribute]) => {
    const price = prices[key as keyof typeof ATTRIBUTES];
    return price === undefined || price === VARIABLE ? [] : stated(attribute, perMillion(price), details);
  });
}

/** OpenRouter counts from `min_prompt_tokens` on; `input_tokens_above` is one less. */
function whenOf({ min_prompt_tokens, utc_start, utc_end }: z.infer<typeof Override>): StatementDetails['when'] | null {
  const tokens = min_prompt_tokens === undefined || min_prompt_tokens === 1 ? {} : { input_tokens_above: min_prompt_tokens - 1 };
  const hours = utc_start === undefined || utc_end === undefined ? {} : { daily_utc: [[utc_start, utc_end] as [string, string]] };
  const when = { ...tokens, ...hours };
  return Object.keys(when).length === 0 ? null : when;
}
