import type { Catalog } from '../../catalog/catalog.ts';
import type { AttributeScale } from '../../catalog/vocabulary.ts';
import type { ResolvedWorkload } from '../../words/workload.ts';
import { itemisedCost } from './itemised-cost.ts';
import { NO_RATE, PRICES, type Rate, sheetOf } from './price-sheet.ts';

/** The best anchor is the cheapest list cost over this: that leaves room for what is negotiated, and for hardware of one's own. */
const ROOM = 10;

/**
 * The scale of a workload's cost: what it costs at the anchors of the price scales, dearest and cheapest, the same for every candidate. Null
 * where the vocabulary gives no such anchors.
 */
export function costScale({ attributes }: Catalog, workload: ResolvedWorkload): AttributeScale | null {
  const costAt = (anchor: 'worst' | 'best'): number | null => {
    const rate = (id: string): Rate => {
      const scale = attributes.get(id)?.scale;
      const price = scale && 'worst' in scale ? scale[anchor] : undefined;
      return typeof price === 'number' ? { ...NO_RATE, plain: { status: 'known', value: price, claim: null, conflicts: [] } } : NO_RATE;
    };
    const rates = {
      input: rate(PRICES.input),
      output: rate(PRICES.output),
      cacheRead: rate(PRICES.cacheRead),
      cacheWrite: NO_RATE,
      request: NO_RATE,
      batchDiscount: NO_RATE,
    };
    return itemisedCost(sheetOf(rates, false), workload).estimate?.expected ?? null;
  };
  const [worst, best] = [costAt('worst'), costAt('best')];
  if (!worst || !best || worst <= best) return null;
  return { kind: 'log', worst, best: best / ROOM };
}
