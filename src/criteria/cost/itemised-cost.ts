import type { ResolvedWorkload } from '../../words/workload.ts';
import { type Assumption, type Cost, type CostPart, type Estimate, MILLION, money, OWN_HARDWARE } from './cost.ts';
import { claimsOf, type Price, priceAt, usdOf } from './price-at.ts';
import type { PriceSheet, Rate } from './price-sheet.ts';

/** Hears how a cost comes about. */
export type Listener = { readonly part: (part: CostPart) => void; readonly assume: (assumption: Assumption) => void };

/** A cost while it is added up, in USD a month, with what it is charged by. */
type Bill = {
  low: number;
  expected: number;
  high: number;
  readonly rates: PriceSheet['rates'];
  readonly workload: ResolvedWorkload;
  readonly listener: Listener | undefined;
};

const VARIABLE_COST: Cost = { kind: 'variable', estimate: null, low: 0 };
const NOTHING: Price = { low: 0, expected: 0, high: 0, claims: [], above: 0 };

/**
 * The cost of a workload by a price sheet: over all requests, the sum of tokens times price. What nobody states is bounded, not guessed: a
 * discount (cached input, batch) that is not known may be anything from none to all, and none is expected. Without a listener only the sums
 * are worked out.
 */
export function itemisedCost(sheet: PriceSheet, workload: ResolvedWorkload, listener?: Listener): Cost {
  const { rates } = sheet;
  if (sheet.variable) return VARIABLE_COST;
  if (rates.input.plain.status === 'not_applicable' && rates.output.plain.status === 'not_applicable' && !isKnown(rates.request))
    return OWN_HARDWARE;
  const bill: Bill = { low: 0, expected: 0, high: 0, rates, workload, listener };
  const { long_context: long, requests_per_month: requests } = workload;
  const longShare = long?.share ?? 0;
  let known = addTokens(bill, requests * (1 - longShare), workload.input_tokens);
  if (long && longShare > 0) known = addTokens(bill, requests * longShare, long.input_tokens) && known;
  if (isKnown(rates.request)) addRequests(bill, requests);
  if (workload.batch_share > 0) applyBatchDiscount(bill, workload.batch_share);
  if (!known) return { kind: 'unknown', estimate: null, low: money(bill.low) };
  const estimate = { low: money(bill.low), expected: money(bill.expected), high: money(bill.high) };
  return { kind: estimate.high === 0 ? 'free' : 'priced', estimate, low: estimate.low };
}

/** Adds the tokens of requests of one input length; false where one of their prices is not known. */
function addTokens(bill: Bill, requests: number, inputTokens: number): boolean {
  const { rates, workload, listener } = bill;
  const { cached_input_share: readShare, cache_write_share: writeShare, reasoning_multiplier: multiplier } = workload;
  const read = requests * inputTokens * readShare;
  const written = requests * inputTokens * (writeShare ?? 0);
  const fresh = requests * inputTokens - read - written;
  const output = requests * workload.output_tokens;
  const perRequestOnly = isKnown(rates.request) && !isKnown(rates.input) && !isKnown(rates.output);
  if (perRequestOnly) return true;
  const hasInput = isKnown(rates.input);
  const input = hasInput ? priceAt(rates.input, inputTokens, workload, listener?.assume) : NOTHING;
  add(bill, 'input', exactly(fresh), input);
  if (read > 0) add(bill, 'cached_input', exactly(read), readPrice(bill, input, inputTokens));
  if (written > 0) add(bill, 'cache_write', exactly(written), writePrice(bill, input, inputTokens));
  else if (read > 0 && writeShare === null) addPossibleWrites(bill, fresh, input, inputTokens);
  const hasOutput = isKnown(rates.output);
  const each = hasOutput ? priceAt(rates.output, inputTokens, workload, listener?.assume) : NOTHING;
  add(bill, 'output', { low: output * multiplier.low, expected: output * multiplier.expected, high: output * multiplier.high }, each);
  return (hasInput || inputTokens * requests === 0) && (hasOutput || output === 0);
}

/** Adds so many tokens at a price. */
function add(bill: Bill, part: CostPart['part'], tokens: Estimate, price: Price): void {
  if (tokens.high === 0) return;
  bill.low += (tokens.low * price.low) / MILLION;
  bill.expected += (tokens.expected * price.expected) / MILLION;
  bill.high += (tokens.high * price.high) / MILLION;
  if (price === NOTHING) return;
  bill.listener?.part({
    part,
    quantity: money(tokens.expected),
    price: price.expected,
    ...(price.above > 0 ? { input_tokens_above: price.above } : {}),
    usd: money((tokens.expected * price.expected) / MILLION),
    claims: price.claims,
  });
}

function readPrice({ rates, workload, listener }: Bill, input: Price, inputTokens: number): Price {
  if (isKnown(rates.cacheRead)) return priceAt(rates.cacheRead, inputTokens, workload, listener?.assume);
  if (input === NOTHING) return NOTHING;
  // where there is no cache nothing is cheaper; where nobody says whether there is one, a discount may be anything
  listener?.assume('cache_read_at_input_price');
  return rates.cacheRead.plain.status === 'not_applicable' ? input : { ...input, low: 0 };
}

function writePrice({ rates, workload, listener }: Bill, input: Price, inputTokens: number): Price {
  if (isKnown(rates.cacheWrite)) {
    const price = priceAt(rates.cacheWrite, inputTokens, workload, listener?.assume);
    // 0 means that writing is not charged apart: the tokens cost what input costs
    return price.expected === 0 ? { ...input, claims: [...input.claims, ...price.claims] } : price;
  }
  if (input === NOTHING) return NOTHING;
  listener?.assume('cache_write_at_input_price');
  return rates.cacheWrite.plain.status === 'not_applicable' ? input : { ...input, high: Number.POSITIVE_INFINITY };
}

/** Where the workload does not say how much is written to the cache, all of the fresh tokens may be. */
function addPossibleWrites(bill: Bill, fresh: number, input: Price, inputTokens: number): void {
  if (!isKnown(bill.rates.cacheWrite)) return;
  const dearer = priceAt(bill.rates.cacheWrite, inputTokens, bill.workload).high - input.high;
  if (!(dearer > 0)) return;
  bill.listener?.assume('cache_writes_not_counted');
  bill.high += (fresh * dearer) / MILLION;
}

function addRequests(bill: Bill, requests: number): void {
  const { plain } = bill.rates.request;
  const price = usdOf(plain);
  const usd = requests * price;
  bill.low += usd;
  bill.expected += usd;
  bill.high += usd;
  bill.listener?.part({ part: 'requests', quantity: requests, price, usd: money(usd), claims: claimsOf(plain) });
}

/** Takes the discount (in percent) off the share that can wait. One that is not known may be anything; none is expected. */
function applyBatchDiscount(bill: Bill, share: number): void {
  const { plain } = bill.rates.batchDiscount;
  if (plain.status !== 'known') {
    bill.listener?.assume('no_batch_discount');
    if (plain.status === 'unknown') bill.low *= 1 - share;
    return;
  }
  const off = (share * usdOf(plain)) / 100;
  const usd = -bill.expected * off;
  bill.low *= 1 - off;
  bill.expected *= 1 - off;
  bill.high *= 1 - off;
  bill.listener?.part({ part: 'batch_discount', quantity: share, price: null, usd: money(usd), claims: claimsOf(plain) });
}

function exactly(tokens: number): Estimate {
  return { low: tokens, expected: tokens, high: tokens };
}

function isKnown({ plain }: Rate): boolean {
  return plain.status === 'known';
}
