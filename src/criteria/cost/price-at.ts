import type { Fact } from '../../catalog/facts/fact.ts';
import { minutesOf, type ResolvedWorkload } from '../../words/workload.ts';
import type { Assumption, Estimate } from './cost.ts';
import type { Rate } from './price-sheet.ts';

/** USD per million tokens: at the least, as expected, at the most; and where that comes from. */
export type Price = Estimate & {
  /** Ids of the claims. */
  readonly claims: readonly string[];
  /** The tier for inputs longer than so many tokens; 0: no tier. */
  readonly above: number;
};

const MINUTES = 1440;

/** The price at an input length (in tokens), with tiers, over the hours of the workload. `assume` hears what was taken for granted. */
export function priceAt(rate: Rate, inputTokens: number, workload: ResolvedWorkload, assume?: (assumption: Assumption) => void): Price {
  const { plain, special, elsewhere } = rate;
  const qualifier = plain.claim?.qualifier;
  const price = usdOf(plain);
  if (special.length === 0 && elsewhere.length === 0 && qualifier === undefined)
    return { low: price, expected: price, high: price, claims: claimsOf(plain), above: 0 };
  let base = price;
  let claims = claimsOf(plain);
  let above = 0;
  for (const tier of special) {
    if (tier.minutes || tier.above >= inputTokens) continue;
    base = tier.price;
    claims = [tier.claim.id];
    above = tier.above;
  }
  if (above > 0) assume?.('tier_for_long_input');
  if (above > 0 && rate.mixed) assume?.('tier_of_another_source');
  const windows = special.filter((one) => one.minutes && one.above < Math.max(inputTokens, 1) && one.above >= above);
  const bound = above === 0 ? qualifier : undefined;
  if (bound === 'at_least' || bound === 'at_most') assume?.('price_is_a_bound');
  const feared = elsewhere.reduce((dearest, tier) => (tier.above < inputTokens ? Math.max(dearest, tier.price) : dearest), base);
  if (feared > base) assume?.('tier_not_stated');
  const [low, high] = [bound === 'at_most' ? 0 : base, bound === 'at_least' ? Number.POSITIVE_INFINITY : feared];
  if (windows.length === 0) return { low, expected: base, high, claims, above };
  const byHour = overHours(base, windows, workload);
  if (!workload.hours_utc) assume?.('any_hour');
  if (rate.mixed) assume?.('tier_of_another_source');
  return {
    low: bound === 'at_most' ? 0 : byHour.low,
    expected: byHour.expected,
    high: Math.max(byHour.high, high > base ? high : 0),
    claims: [...claims, ...windows.map((window) => window.claim.id)],
    above,
  };
}

/** The price of a rate as a number; NaN where it is not known. */
export function usdOf({ value }: Fact): number {
  return typeof value === 'number' ? value : Number.NaN;
}

/** None for the anchors of a scale, which nobody claims. */
export function claimsOf({ claim }: Fact): string[] {
  return claim ? [claim.id] : [];
}

type Windows = Rate['special'];

/** Requests come evenly over the hours of the workload. Where it gives none they come at any hour: all in the cheapest, or in the dearest. */
function overHours(base: number, windows: Windows, workload: ResolvedWorkload): Estimate {
  if (workload.hours_utc) return overMinutes(base, windows, minutesOf(workload.hours_utc));
  // the same for every workload without hours: worked out once for the first of the windows
  const key = windows[0] as object;
  const before = wholeDays.get(key);
  if (before?.base === base && before.windows === windows.length) return before.price;
  const price = overMinutes(base, windows, null);
  wholeDays.set(key, { base, windows: windows.length, price });
  return price;
}

const wholeDays = new WeakMap<object, { readonly base: number; readonly windows: number; readonly price: Estimate }>();

/** The price over those minutes of the day (UTC) that are open; null: all. The last window that covers a minute sets its price. */
function overMinutes(base: number, windows: Windows, open: readonly boolean[] | null): Estimate {
  let [total, minutes] = [0, 0];
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let minute = 0; minute < MINUTES; minute++) {
    if (open && !open[minute]) continue;
    let price = base;
    for (const window of windows) if (window.minutes?.[minute]) price = window.price;
    total += price;
    minutes++;
    if (price < least) least = price;
    if (price > most) most = price;
  }
  const expected = Number((total / minutes).toPrecision(12));
  return open ? { low: expected, expected, high: expected } : { low: least, expected, high: most };
}
