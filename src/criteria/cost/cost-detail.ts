import { z } from 'zod';
import type { ResolvedWorkload } from '../../words/workload.ts';
import { Assumption, CostKind, CostPart } from './cost.ts';
import { itemisedCost } from './itemised-cost.ts';
import type { PriceSheet } from './price-sheet.ts';

const Usd = z.number().min(0).nullable();
const described = (description: string) => ({ description });

/** How a monthly cost comes about. */
export const MonthlyCost = z
  .strictObject({
    kind: CostKind.meta(
      described(
        '`free`: every price that counts is 0, and somebody says that it is free (`price_basis`): a 0 that is only listed is no price. `variable`: set when a request is made. `unknown`: a price that counts is not known; `low` is what is certain. `own_hardware`: nobody charges by the token; with a `deployment` that has a price per GPU hour, the cost is that of the GPUs.',
      ),
    ),
    currency: z.literal('USD'),
    low: Usd.meta(described('A month, at the least.')),
    expected: Usd.meta(described('A month, as expected under the assumptions.')),
    high: Usd.meta(described('A month, at the most; null where nothing bounds it.')),
    parts: z.array(CostPart).max(50).readonly().meta(described('What the expected cost is made of; they add up to it.')),
    assumptions: z.array(Assumption).max(20).readonly().meta(described('What was taken for granted.')),
  })
  .readonly()
  .meta({ id: 'MonthlyCost', description: 'What the workload costs in a month by this offer, and how that comes about.' });
export type MonthlyCost = z.infer<typeof MonthlyCost>;

/** How the cost by a price sheet comes about. `reasons`: the model is known to reason, so that its answers take more tokens than are seen. */
export function costDetail(sheet: PriceSheet, workload: ResolvedWorkload, reasons: boolean): MonthlyCost {
  const parts: CostPart[] = [];
  const assumptions = new Set<Assumption>();
  const { kind, estimate, low } = itemisedCost(sheet, workload, {
    part: (part) => void parts.push(part),
    assume: (assumption) => void assumptions.add(assumption),
  });
  const isPaid = kind === 'priced' || kind === 'free' || kind === 'unknown';
  if (isPaid && reasons && workload.reasoning_multiplier.high === 1) assumptions.add('reasoning_not_counted');
  return {
    kind,
    currency: 'USD',
    low: isPaid ? low : null,
    expected: estimate?.expected ?? null,
    high: estimate && Number.isFinite(estimate.high) ? estimate.high : null,
    parts,
    assumptions: [...assumptions].sort(),
  };
}
