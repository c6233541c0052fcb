import type { Figure } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { minutesOf, type ResolvedWorkload } from '../../words/workload.ts';
import type { FlatPrices, PriceName, PriceSheet, Rate } from './price-sheet.ts';

/** USD a month: what it may be at the least, what is expected, what it may be at the most. */
export type Estimate = { readonly low: number; readonly expected: number; readonly high: number };

/**
 * `priced`; `free`: every price that counts is listed as 0, and the cost is known to be 0 only where the vendor or the operator says so; `variable`: the price is set when a request is made; `unknown`: a price that
 * counts is not known, and `low` is what is certain; `own_hardware`: nobody charges by the token, and the cost is that of the GPUs.
 */
export type CostKind = 'priced' | 'free' | 'variable' | 'unknown' | 'own_hardware';

/** What was taken for granted, for a program. */
export type Assumption =
  | 'cache_read_at_input_price'
  | 'cache_writes_not_counted'
  | 'cache_write_at_input_price'
  | 'no_batch_discount'
  | 'any_hour'
  | 'tier_for_long_input'
  | 'tier_of_another_source'
  | 'tier_not_stated'
  | 'price_is_a_bound'
  | 'reasoning_not_counted'
  | 'hardware_all_month'
  | 'throughput_not_checked';

export type CostPart = {
  readonly part: 'input' | 'cached_input' | 'cache_write' | 'output' | 'requests' | 'batch_discount' | 'hardware';
  /** How many a month: tokens, requests, or GPU hours. */
  readonly quantity: number;
  /** USD per 1M tokens, per request, or per GPU hour; null for the discount. */
  readonly price: number | null;
  /** A tier: for inputs longer than this. */
  readonly input_tokens_above?: number;
  readonly usd: number;
  readonly claims: readonly string[];
};

/** Hears how a cost comes about; left out where only the sum counts. */
export type Listener = { readonly part: (part: CostPart) => void; readonly assume: (assumption: Assumption) => void };

export type Cost = { readonly kind: CostKind; readonly estimate: Estimate | null; readonly low: number };

type Range = { low: number; expected: number; high: number };

/** Nobody charges by the token, and nothing is said of hardware. */
export const OWN_HARDWARE: Cost = { kind: 'own_hardware', estimate: null, low: Number.NaN };
const VARIABLE_COST: Cost = { kind: 'variable', estimate: null, low: 0 };
const MILLION = 1e6;

/**
 * The cost of a workload by a price sheet: sum over requests of tokens times price. What nobody states is bounded, not guessed: a
 * discount (cached input, batch) that is not known may be anything from none to all, and none is expected.
 */
export function costOf(sheet: PriceSheet, workload: ResolvedWorkload, listener?: Listener): Cost {
  const { rates } = sheet;
  if (sheet.variable) return VARIABLE_COST;
  if (rates.input.plain.status === 'not_applicable' && rates.output.plain.status === 'not_applicable' && !isKnown(rates.request))
    return OWN_HARDWARE;
  const sum: Range = { low: 0, expected: 0, high: 0 };
  const { long_context: long, requests_per_month: requests } = workload;
  const longShare = long?.share ?? 0;
  let known = addClass(sum, sheet, workload, requests * (1 - longShare), workload.input_tokens, listener);
  if (long && longShare > 0) known = addClass(sum, sheet, workload, requests * longShare, long.input_tokens, listener) && known;
  if (isKnown(rates.request)) addRequests(sum, rates.request, requests, listener);
  if (workload.batch_share > 0) addBatch(sum, rates.batchDiscount, workload.batch_share, listener);
  if (!known) return { kind: 'unknown', estimate: null, low: money(sum.low) };
  const estimate = { low: money(sum.low), expected: money(sum.expected), high: money(sum.high) };
  if (sheet.listedAtZero && estimate.expected === 0) return { kind: 'free', estimate: null, low: 0 };
  return { kind: estimate.high === 0 ? 'free' : 'priced', estimate, low: estimate.low };
}

/** A workload added up over all its requests: tokens a month. */
export type Load = {
  readonly fresh: number;
  readonly read: number;
  /** Null: not said. */
  readonly written: number | null;
  readonly output: Range;
  readonly batchShare: number;
  /** Input tokens of the longest requests. */
  readonly longest: number;
};

export function loadOf(workload: ResolvedWorkload): Load {
  const { requests_per_month: requests, cached_input_share: readShare, cache_write_share: writeShare } = workload;
  const { share, input_tokens: long } = workload.long_context ?? { share: 0, input_tokens: 0 };
  const input = requests * ((1 - share) * workload.input_tokens + share * long);
  const { low, expected, high } = workload.reasoning_multiplier;
  const output = requests * workload.output_tokens;
  return {
    fresh: input * (1 - readShare - (writeShare ?? 0)),
    read: input * readShare,
    written: writeShare === null ? null : input * writeShare,
    output: { low: output * low, expected: output * expected, high: output * high },
    batchShare: workload.batch_share,
    longest: share > 0 ? Math.max(workload.input_tokens, long) : workload.input_tokens,
  };
}

/** What `costOf` answers, for prices that are mere numbers: most offers have no others, and a ranking asks for the cost of every offer. */
export function flatCost(prices: FlatPrices, load: Load): Cost {
  const { expected, low, high } = flatFigure(prices, load, { expected: 0, low: 0, high: 0, applies: true });
  if (Number.isNaN(expected)) return { kind: prices.listedAtZero && isKnownBy(prices, load) ? 'free' : 'unknown', estimate: null, low };
  return { kind: high === 0 ? 'free' : 'priced', estimate: { low, expected, high }, low };
}

/** The same as numbers, written into `into`: an unknown cost has no expected one, and what is certain of it as the low one. */
export function flatFigure(prices: FlatPrices, load: Load, into: Figure): Figure {
  const { fresh, read, written, output, batchShare } = load;
  const { input, output: each, cacheRead, cacheWrite, batchDiscount } = prices;
  const base = !Number.isNaN(input) ? fresh * input : 0;
  let [low, expected, high] = [base, base, base];
  if (read > 0) {
    if (!Number.isNaN(cacheRead)) {
      low += read * cacheRead;
      expected += read * cacheRead;
      high += read * cacheRead;
    } else if (!Number.isNaN(input)) {
      expected += read * input;
      high += read * input;
    }
    if (written === null && cacheWrite > input) high += fresh * (cacheWrite - input);
  }
  if (written !== null && written > 0) {
    const apart = !Number.isNaN(cacheWrite) && cacheWrite !== 0;
    const price = apart ? cacheWrite : !Number.isNaN(input) ? input : 0;
    low += written * price;
    expected += written * price;
    high += !Number.isNaN(cacheWrite) ? written * price : Number.POSITIVE_INFINITY;
  }
  if (!Number.isNaN(each)) {
    low += output.low * each;
    expected += output.expected * each;
    high += output.high * each;
  }
  if (batchShare > 0) {
    const off = !Number.isNaN(batchDiscount) ? 1 - (batchShare * batchDiscount) / 100 : 1;
    low *= !Number.isNaN(batchDiscount) ? off : 1 - batchShare;
    expected *= off;
    high *= off;
  }
  const cost = isKnownBy(prices, load) ? money(expected / MILLION) : Number.NaN;
  const isKnown = !Number.isNaN(cost) && !(prices.listedAtZero && cost === 0);
  into.low = money(low / MILLION);
  into.expected = isKnown ? cost : Number.NaN;
  into.high = isKnown ? money(high / MILLION) : Number.NaN;
  into.applies = true;
  return into;
}

/** Whether a price that counts is missing for none of the tokens. */
function isKnownBy({ input, output: each }: FlatPrices, { fresh, read, written, output }: Load): boolean {
  return (!Number.isNaN(input) || fresh + read + (written ?? 0) === 0) && (!Number.isNaN(each) || output.high === 0);
}

/** Adds requests of one length; false where a price that counts is not known. */
function addClass(
  sum: Range,
  { rates }: PriceSheet,
  workload: ResolvedWorkload,
  requests: number,
  inputTokens: number,
  listener: Listener | undefined,
): boolean {
  const { cached_input_share: readShare, cache_write_share: writeShare, output_tokens: outputTokens } = workload;
  const multiplier = workload.reasoning_multiplier;
  const read = requests * inputTokens * readShare;
  const written = requests * inputTokens * (writeShare ?? 0);
  const fresh = requests * inputTokens - read - written;
  const output = requests * outputTokens;
  const perRequestOnly = isKnown(rates.request) && !isKnown(rates.input) && !isKnown(rates.output);
  if (perRequestOnly) return true;
  const hasInput = isKnown(rates.input);
  const input = hasInput ? priceAt(rates.input, inputTokens, workload, listener) : NOTHING;
  add(sum, 'input', fresh, fresh, fresh, input, listener);
  if (read > 0) add(sum, 'cached_input', read, read, read, readPrice(rates, input, inputTokens, workload, listener), listener);
  if (written > 0) add(sum, 'cache_write', written, written, written, writePrice(rates, input, inputTokens, workload, listener), listener);
  else if (read > 0 && writeShare === null) addPossibleWrites(sum, rates, input, fresh, inputTokens, workload, listener);
  const hasOutput = isKnown(rates.output);
  const each = hasOutput ? priceAt(rates.output, inputTokens, workload, listener) : NOTHING;
  add(sum, 'output', output * multiplier.low, output * multiplier.expected, output * multiplier.high, each, listener);
  return (hasInput || inputTokens * requests === 0) && (hasOutput || output === 0);
}

type Priced = Range & { readonly claims: readonly string[]; readonly above: number };
const NOTHING: Priced = { low: 0, expected: 0, high: 0, claims: [], above: 0 };

function add(sum: Range, part: CostPart['part'], low: number, expected: number, high: number, price: Priced, listener?: Listener): void {
  if (high === 0) return;
  sum.low += (low * price.low) / MILLION;
  sum.expected += (expected * price.expected) / MILLION;
  sum.high += (high * price.high) / MILLION;
  if (price !== NOTHING)
    listener?.part({
      part,
      quantity: money(expected),
      price: price.expected,
      ...(price.above > 0 ? { input_tokens_above: price.above } : {}),
      usd: money((expected * price.expected) / MILLION),
      claims: price.claims,
    });
}

/** The price of one million at an input length, over the hours of the workload. */
function priceAt(rate: Rate, inputTokens: number, workload: ResolvedWorkload, listener?: Listener): Priced {
  const { plain, special, elsewhere } = rate;
  const qualifier = plain.claim?.qualifier;
  const price = plain.value as number;
  if (special.length === 0 && elsewhere.length === 0 && qualifier === undefined) return exactly(price, claimsOf(plain));
  let base = price;
  let stated = claimsOf(plain);
  let above = 0;
  for (const tier of special) {
    if (tier.minutes || tier.above >= inputTokens) continue;
    base = tier.price;
    stated = [tier.claim.id];
    above = tier.above;
  }
  if (above > 0) listener?.assume('tier_for_long_input');
  if (above > 0 && rate.mixed) listener?.assume('tier_of_another_source');
  const windows = special.filter((one) => one.minutes && one.above < Math.max(inputTokens, 1) && one.above >= above);
  const bound = above === 0 ? qualifier : undefined;
  if (bound === 'at_least' || bound === 'at_most') listener?.assume('price_is_a_bound');
  const feared = elsewhere.reduce((dearest, tier) => (tier.above < inputTokens ? Math.max(dearest, tier.price) : dearest), base);
  if (feared > base) listener?.assume('tier_not_stated');
  const [least, most] = [bound === 'at_most' ? 0 : base, bound === 'at_least' ? Number.POSITIVE_INFINITY : feared];
  if (windows.length === 0) return { low: least, expected: base, high: most, claims: stated, above };
  const byHour = overHours(base, windows, workload);
  if (!workload.hours_utc) listener?.assume('any_hour');
  if (rate.mixed) listener?.assume('tier_of_another_source');
  return {
    low: bound === 'at_most' ? 0 : byHour.low,
    expected: byHour.expected,
    high: Math.max(byHour.high, most > base ? most : 0),
    claims: [...stated, ...windows.map((window) => window.claim.id)],
    above,
  };
}

/** Requests come evenly over the hours of the workload; where it gives none, at any hour: all may come in the cheapest, or in the dearest. */
function overHours(base: number, windows: readonly Rate['special'][number][], workload: ResolvedWorkload): Range {
  if (workload.hours_utc) return overMinutes(base, windows, minutesOf(workload.hours_utc));
  // the same for every workload without hours: worked out once for the first of the windows
  const known = wholeDays.get(windows[0] as object);
  if (known?.base === base && known.windows === windows.length) return known.range;
  const range = overMinutes(base, windows, null);
  wholeDays.set(windows[0] as object, { base, windows: windows.length, range });
  return range;
}

const wholeDays = new WeakMap<object, { readonly base: number; readonly windows: number; readonly range: Range }>();

function overMinutes(base: number, windows: readonly Rate['special'][number][], open: readonly boolean[] | null): Range {
  let [total, minutes] = [0, 0];
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let at = 0; at < 1440; at++) {
    if (open && !open[at]) continue;
    let price = base;
    for (const window of windows) if (window.minutes?.[at]) price = window.price;
    total += price;
    minutes++;
    if (price < least) least = price;
    if (price > most) most = price;
  }
  const expected = Number((total / minutes).toPrecision(12));
  return open ? { low: expected, expected, high: expected } : { low: least, expected, high: most };
}

function readPrice(
  rates: PriceSheet['rates'],
  input: Priced,
  inputTokens: number,
  workload: ResolvedWorkload,
  listener?: Listener,
): Priced {
  if (isKnown(rates.cacheRead)) return priceAt(rates.cacheRead, inputTokens, workload, listener);
  if (input === NOTHING) return NOTHING;
  // nothing is cheaper where there is no cache; where nobody says so, a discount may be anything
  listener?.assume('cache_read_at_input_price');
  return rates.cacheRead.plain.status === 'not_applicable' ? input : { ...input, low: 0 };
}

function writePrice(
  rates: PriceSheet['rates'],
  input: Priced,
  inputTokens: number,
  workload: ResolvedWorkload,
  listener?: Listener,
): Priced {
  if (isKnown(rates.cacheWrite)) {
    const price = priceAt(rates.cacheWrite, inputTokens, workload, listener);
    // 0 means that writing is not charged apart: the tokens cost what input costs
    return price.expected === 0 ? { ...input, claims: [...input.claims, ...price.claims] } : price;
  }
  if (input === NOTHING) return NOTHING;
  listener?.assume('cache_write_at_input_price');
  return rates.cacheWrite.plain.status === 'not_applicable' ? input : { ...input, high: Number.POSITIVE_INFINITY };
}

/** Where the workload does not say how much is written to the cache, all that is not read may be. */
function addPossibleWrites(
  sum: Range,
  rates: PriceSheet['rates'],
  input: Priced,
  fresh: number,
  inputTokens: number,
  workload: ResolvedWorkload,
  listener?: Listener,
): void {
  if (!isKnown(rates.cacheWrite)) return;
  const dearer = priceAt(rates.cacheWrite, inputTokens, workload).high - input.high;
  if (!(dearer > 0)) return;
  listener?.assume('cache_writes_not_counted');
  sum.high += (fresh * dearer) / MILLION;
}

function addRequests(sum: Range, rate: Rate, requests: number, listener?: Listener): void {
  const price = rate.plain.value as number;
  const usd = requests * price;
  sum.low += usd;
  sum.expected += usd;
  sum.high += usd;
  listener?.part({ part: 'requests', quantity: requests, price, usd: money(usd), claims: claimsOf(rate.plain) });
}

/** A discount in percent on the share that can wait. One that is not known may be anything from none to all; none is expected. */
function addBatch(sum: Range, { plain }: Rate, share: number, listener?: Listener): void {
  if (plain.status !== 'known') {
    listener?.assume('no_batch_discount');
    if (plain.status === 'unknown') sum.low *= 1 - share;
    return;
  }
  const off = (share * (plain.value as number)) / 100;
  const usd = -sum.expected * off;
  sum.low *= 1 - off;
  sum.expected *= 1 - off;
  sum.high *= 1 - off;
  listener?.part({ part: 'batch_discount', quantity: share, price: null, usd: money(usd), claims: claimsOf(plain) });
}

function exactly(price: number, claims: readonly string[]): Priced {
  return { low: price, expected: price, high: price, claims, above: 0 };
}

/** None for the anchors of a scale, which nobody claims. */
function claimsOf({ claim }: Fact): string[] {
  return claim ? [claim.id] : [];
}

function isKnown({ plain }: Rate): boolean {
  return plain.status === 'known';
}

/** To a millionth of a dollar, below one dollar to a millionth of that: beyond there is only float noise. */
export function money(usd: number): number {
  const grain = usd < 1 && usd > -1 ? MILLION * MILLION : MILLION;
  const rounded = Math.round(usd * grain) / grain;
  return Number.isFinite(rounded) ? rounded + 0 : usd;
}

/** The prices that a workload is charged by: caveats on others do not matter to it. */
export function pricesUsed(workload: ResolvedWorkload): PriceName[] {
  return [
    'input',
    'output',
    'request',
    ...(workload.cached_input_share > 0 ? (['cacheRead'] as const) : []),
    ...(workload.cache_write_share !== 0 && workload.cached_input_share > 0 ? (['cacheWrite'] as const) : []),
    ...(workload.batch_share > 0 ? (['batchDiscount'] as const) : []),
  ];
}
