import { z } from 'zod';
import { TokenCount, UsdPerToken } from '../rows/bounds.ts';
import type { FeedStatement } from '../rows/parsed-feed.ts';
import { passIssues } from '../rows/pass-issues.ts';
import { perMillion, roundedPrice } from '../rows/rounded-price.ts';
import { stated } from '../rows/statement.ts';

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['input_cost_per_token', 'price_input'],
  ['output_cost_per_token', 'price_output'],
  ['cache_read_input_token_cost', 'price_cache_read'],
  ['cache_creation_input_token_cost', 'price_cache_write'],
  ['cache_creation_input_token_cost_above_1hr', 'price_cache_write_1h'],
  ['output_cost_per_reasoning_token', 'price_reasoning'],
  ['input_cost_per_audio_token', 'price_input_audio'],
  ['output_cost_per_audio_token', 'price_output_audio'],
]);
const BATCHES = ['input_cost_per_token_batches', 'output_cost_per_token_batches'] as const;
const TIER = /^(.+)_above_(\d{1,6})k_tokens$/;

/** The attribute of a price key and the number of input tokens above which it counts; null for keys that are not read (`_priority`, `_flex`, per second, per image ...). */
function meaningOf(key: string): { readonly attribute: string; readonly above: number | null } | null {
  const [, base = key, thousands] = TIER.exec(key) ?? [];
  const attribute = ATTRIBUTES.get(base);
  return attribute === undefined ? null : { attribute, above: thousands === undefined ? null : Number(thousands) * 1000 };
}

/** USD per token by key; keys without an attribute of ours are left out. */
export const PriceKeys = z
  .record(z.string(), z.unknown())
  .transform((row) => Object.fromEntries(Object.entries(row).filter(([key, price]) => price !== null && isRead(key))))
  .pipe(z.record(z.string(), UsdPerToken));
export type PriceKeys = z.infer<typeof PriceKeys>;

function isRead(key: string): boolean {
  return meaningOf(key) !== null || BATCHES.some((batch) => batch === key);
}

/** Prices by length of the input: `range` is in tokens, the first begins at 0. */
export const LitellmTiers = z.array(
  z
    .object({ range: z.tuple([TokenCount, TokenCount]) })
    .catchall(z.unknown())
    .transform((tier, context) => {
      const prices = PriceKeys.safeParse(tier);
      if (prices.success) return { above: tier.range[0], prices: prices.data };
      passIssues(context, prices.error, tier);
      return z.NEVER;
    }),
);
export type LitellmTiers = z.infer<typeof LitellmTiers>;

export function litellmPrices(prices: PriceKeys, tiers: LitellmTiers): FeedStatement[] {
  const keyed = Object.entries(prices).flatMap(([key, price]) => {
    const meaning = meaningOf(key);
    if (meaning === null) return [];
    const { attribute, above } = meaning;
    return stated(attribute, perMillion(price), above === null ? {} : { when: { input_tokens_above: above } });
  });
  const tiered = tiers.flatMap(({ above, prices: own }) =>
    Object.entries(own).flatMap(([key, price]) => {
      const attribute = ATTRIBUTES.get(key);
      // a price outside the list takes precedence over the list
      if (attribute === undefined || key in prices) return [];
      return stated(attribute, perMillion(price), above === 0 ? {} : { when: { input_tokens_above: above } });
    }),
  );
  return [...keyed, ...tiered].sort((a, b) => (a.when?.input_tokens_above ?? 0) - (b.when?.input_tokens_above ?? 0));
}

/** By how many percent a batch is cheaper (0 to 100), or null where input and output disagree: no single percentage is true then. */
export function batchDiscount(prices: PriceKeys): number | null {
  const [input, output] = BATCHES.map((batch) => {
    const plain = prices[batch.replace('_batches', '')];
    const batched = prices[batch];
    return plain === undefined || batched === undefined || plain === 0 ? null : roundedPrice((1 - batched / plain) * 100);
  });
  if (input === null || input === undefined || output === null || output === undefined) return null;
  return input >= 0 && Math.abs(input - output) < 0.01 ? input : null;
}
