import { plainEntry, type SanityCheck } from './sanity-check.ts';

const PRICES = ['price_input', 'price_output'] as const;
/** Hosts of open weights differ by a few times; ten times is another unit, another model or no list price. */
const OFF_BY = 10;
/** A price that another seller comes near to is that of the market: many hosts undercut the vendor of open weights. */
const NEAR = 3;

/**
 * A price a tenth of that of the vendor itself, or ten times as high, that no other seller comes near to. The cheap row is parked, as it would win every question of price; the
 * dear one is marked.
 */
export const vendorPrice: SanityCheck = {
  id: 'price_far_from_vendor',
  title: 'a price ten times off the vendor’s own',
  find: ({ entries, vendorPrice: ownPrice, rivalPrices }) =>
    PRICES.flatMap((attribute) => {
      const entry = plainEntry(entries, attribute);
      const own = ownPrice(attribute);
      if (entry === null || own === null || typeof entry.value !== 'number' || typeof own.value !== 'number') return [];
      if (entry.value === 0 || own.value === 0) return [];
      const isCheap = entry.value * OFF_BY <= own.value;
      if (!isCheap && entry.value < own.value * OFF_BY) return [];
      const { value } = entry;
      if (rivalPrices(attribute).some((rival) => rival <= value * NEAR && value <= rival * NEAR)) return [];
      const detail = `${attribute} ${entry.value}, the vendor’s own is ${own.value} (${own.source})`;
      return [{ entry, detail, amend: isCheap ? null : { confidence: 'low' as const } }];
    }),
};
