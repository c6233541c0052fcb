import type { Catalog } from '../catalog/catalog.ts';
import { type Figure, factAt } from '../catalog/facts/column.ts';
import { type Fact, UNKNOWN } from '../catalog/facts/fact.ts';
import type { FactView } from '../catalog/facts/fact-view.ts';
import { memoizeByIndex, memoizeWeak } from '../catalog/memoize.ts';
import type { Caveat } from '../words/caveat.ts';
import { type ResolvedWorkload, resolveWorkload } from '../words/workload.ts';
import { type ComputedCriterion, type ComputeInputs, computedColumn } from './computed-criterion.ts';
import type { Cost } from './cost/cost.ts';
import { costDetail, MonthlyCost } from './cost/cost-detail.ts';
import { costScale } from './cost/cost-scale.ts';
import { flatCost, flatFigure } from './cost/flat-cost.ts';
import { flatPricesBy } from './cost/flat-prices.ts';
import { itemisedCost } from './cost/itemised-cost.ts';
import { loadOf, pricesUsed } from './cost/load.ts';
import { PRICES, priceSheets } from './cost/price-sheet.ts';
import { ownHardwareCost } from './own-hardware-cost.ts';

const NONE: readonly never[] = [];
const NOT_CHARGED: Fact = Object.freeze({ status: 'not_applicable', value: null, claim: null, conflicts: NONE });

const ATTRIBUTE = {
  id: 'monthly_cost',
  category: 'computed',
  title: 'Monthly cost',
  description: 'What the request’s `workload` costs in a month at this offer’s prices: tiers, cached input, batch and hours included.',
  type: 'number',
  unit: 'USD per month',
  better: 'lower',
  nature: 'decided',
  scope: 'offer',
  scale_reason:
    'Logarithmic from what the same workload costs at the dearest prices on the scales of price_input, price_output and price_cache_read down to a tenth of what it costs at the cheapest: half the cost is worth the same at any level, whatever the size of the workload, and a negotiated price or hardware of one’s own still has room.',
  stale_after_days: null,
} as const;

/** The cost of a workload, from what an offer charges. */
export const monthlyCost: ComputedCriterion<'monthly_cost', typeof MonthlyCost> = {
  attribute: ATTRIBUTE,
  from: 'workload',
  scale: (catalog, inputs) => costScale(catalog, workloadOf(inputs)),
  drawsOn: (inputs) => pricesUsed(workloadOf(inputs)).map((price) => PRICES[price]),
  detail: MonthlyCost,
  column: (question) => {
    const { catalog, view, inputs, attribute } = question;
    const workload = workloadOf(inputs);
    const load = loadOf(workload);
    const hardware = inputs.deployment ? ownHardwareCost(question) : null;
    const { sheetAt, flatPricesAt } = pricesIn(catalog)(view);
    const flatAt = (candidate: number) => {
      const flat = flatPricesAt(candidate);
      return flat && load.longest <= flat.upTo ? flat : null;
    };
    const costAt = (candidate: number): Cost => {
      const flat = flatAt(candidate);
      const cost = flat ? flatCost(flat, load) : itemisedCost(sheetAt(candidate), workload);
      return cost.kind === 'own_hardware' && hardware ? hardware.cost(candidate) : cost;
    };
    const reasons = reasoningIn(view);
    const figure: Figure = { expected: 0, low: 0, high: 0, applies: true };
    const detail = memoizeByIndex(view.candidates.length, (candidate): MonthlyCost => {
      const cost = costAt(candidate);
      return cost.kind === 'own_hardware' && hardware
        ? hardware.detail(candidate, cost)
        : costDetail(sheetAt(candidate), workload, reasons(candidate));
    });
    return {
      ...computedColumn(attribute, view.candidates.length, (candidate) => factOf(costAt(candidate))),
      figure: (candidate) => {
        const flat = flatAt(candidate);
        return flat ? flatFigure(flat, load, figure) : figureOf(costAt(candidate), figure);
      },
      lineage: (candidate) => [...new Set(detail(candidate).parts.flatMap((part) => part.claims))],
      detail,
      caveats: (candidate) => caveatsOn(costAt(candidate), detail(candidate)),
    };
  },
};

function workloadOf({ workload }: ComputeInputs): ResolvedWorkload {
  if (!workload) throw new Error('monthly_cost without a workload, and the plan let it pass');
  return resolveWorkload(workload);
}

/** The prices of a view by candidate, read once: part of the compiled view. */
const pricesIn = memoizeWeak((catalog: Catalog) =>
  memoizeWeak((view: FactView) => {
    const sheetAt = priceSheets(catalog, view);
    return { sheetAt, flatPricesAt: flatPricesBy(view.candidates.length, sheetAt) };
  }),
);

/** Whether the model of a candidate is known to reason: its answers then take more tokens than are seen. */
function reasoningIn(view: FactView): (candidate: number) => boolean {
  const column = view.columnNamed('reasoning');
  return (candidate) => column !== null && factAt(column, candidate).value === true;
}

/** The cost as a figure, written into `into`. */
function figureOf({ kind, estimate, low }: Cost, into: Figure): Figure {
  into.applies = kind !== 'own_hardware' || !Number.isNaN(low);
  into.low = estimate?.low ?? low;
  into.expected = estimate?.expected ?? Number.NaN;
  into.high = estimate?.high ?? Number.NaN;
  return into;
}

/** The cost as a fact. Of one that is not known, a `low` of NaN says that nobody charges for it. */
function factOf({ kind, estimate, low: certain }: Cost): Fact {
  if (kind === 'own_hardware' && Number.isNaN(certain)) return NOT_CHARGED;
  if (!estimate) return UNKNOWN;
  const { low, expected, high } = estimate;
  if (low === high) return { status: 'known', value: expected, claim: null, conflicts: NONE };
  return { status: 'known', value: expected, claim: null, conflicts: NONE, range: [low, high] };
}

function caveatsOn({ kind, estimate }: Cost, { parts, assumptions }: MonthlyCost): Caveat[] {
  const claims = [...new Set(parts.flatMap((part) => part.claims))];
  const caveat = (code: Caveat['code'], detail?: string): Caveat => ({ code, attribute: ATTRIBUTE.id, claims, ...(detail && { detail }) });
  if (kind === 'free') return [caveat('listed_free')];
  if (kind === 'variable') return [caveat('variable_price')];
  if (!estimate || estimate.low === estimate.high)
    return assumptions.includes('reasoning_not_counted') ? [caveat('estimate', 'reasoning_not_counted')] : [];
  return [caveat('estimate', assumptions.join(', '))];
}
