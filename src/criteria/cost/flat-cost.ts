import type { Figure } from '../../catalog/facts/column.ts';
import { type Cost, MILLION, money } from './cost.ts';
import type { Load } from './load.ts';
import type { FlatPrices } from './price-sheet.ts';

/**
 * What `itemisedCost` answers, for prices that are mere numbers. It is worked out a second time here for speed: most offers have no other
 * prices, and a ranking asks for the cost of every offer. A test holds the two to each other.
 */
export function flatCost(prices: FlatPrices, load: Load): Cost {
  const { expected, low, high } = flatFigure(prices, load, { expected: 0, low: 0, high: 0, applies: true });
  if (Number.isNaN(expected)) return { kind: 'unknown', estimate: null, low };
  return { kind: high === 0 ? 'free' : 'priced', estimate: { low, expected, high }, low };
}

/** The same in USD a month, written into `into`. Of a cost that is not known, `low` is what is certain and the others are NaN. */
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
  const isKnown = isKnownBy(prices, load);
  into.low = money(low / MILLION);
  into.expected = isKnown ? money(expected / MILLION) : Number.NaN;
  into.high = isKnown ? money(high / MILLION) : Number.NaN;
  into.applies = true;
  return into;
}

/** Whether all tokens of the load have a price. */
function isKnownBy({ input, output: each }: FlatPrices, { fresh, read, written, output }: Load): boolean {
  return (!Number.isNaN(input) || fresh + read + (written ?? 0) === 0) && (!Number.isNaN(each) || output.high === 0);
}
