import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { Figure } from '../catalog/facts/column.ts';
import { type Fact, UNKNOWN } from '../catalog/facts/fact.ts';
import type { FactView } from '../catalog/facts/fact-view.ts';
import type { AttributeScale } from '../catalog/vocabulary.ts';
import type { Caveat } from '../words/caveat.ts';
import { type ResolvedWorkload, resolveWorkload } from '../words/workload.ts';
import { type ComputedCriterion, type ComputeInputs, type ComputeQuestion, computedColumn } from './computed-criterion.ts';
import {
  type Assumption,
  type Cost,
  type CostPart,
  costOf,
  flatCost,
  flatFigure,
  loadOf,
  money,
  OWN_HARDWARE,
  pricesUsed,
} from './cost/cost.ts';
import { flatPricesBy } from './cost/flat-prices.ts';
import { NO_RATE, PRICES, type PriceSheet, priceSheets, type Rate, sheetOf } from './cost/price-sheet.ts';
import { fitsOf, hardwareCosts } from './fits-deployment.ts';

const Usd = z.number().min(0).nullable();
const described = (description: string) => ({ description });

/** How a monthly cost comes about. */
export const MonthlyCost = z
  .strictObject({
    kind: z
      .enum(['priced', 'free', 'variable', 'unknown', 'own_hardware'])
      .meta(
        described(
          '`free`: every price that counts is listed as 0. Where the vendor or the operator lists it, the cost is 0; where a registry does, a quota, a subscription or a rate limit may come with it, and the cost of a load is not known. `variable`: set when a request is made. `unknown`: a price that counts is not known; `low` is what is certain. `own_hardware`: nobody charges by the token; with a `deployment` that has a price per GPU hour, the cost is that of the GPUs.',
        ),
      ),
    currency: z.literal('USD'),
    low: Usd.meta(described('A month, at the least.')),
    expected: Usd.meta(described('A month, as expected under the assumptions.')),
    high: Usd.meta(described('A month, at the most; null where nothing bounds it.')),
    parts: z
      .array(
        z
          .strictObject({
            part: z
              .enum(['input', 'cached_input', 'cache_write', 'output', 'requests', 'batch_discount', 'hardware'])
              .meta(described('What is paid for.')),
            quantity: z.number().meta(described('Tokens, requests or GPU hours a month; of the batch discount, the share of requests.')),
            price: z.number().nullable().meta(described('USD per 1M tokens, per request, or per GPU hour; null for the discount.')),
            input_tokens_above: z.number().optional().meta(described('The tier for inputs longer than this.')),
            usd: z.number().meta(described('A month, as expected.')),
            claims: z.array(z.string().max(300)).max(100).readonly().meta(described('Where the price comes from.')),
          })
          .readonly(),
      )
      .max(50)
      .readonly()
      .meta(described('What the expected cost is made of; they add up to it.')),
    assumptions: z
      .array(
        z.enum([
          'cache_read_at_input_price',
          'cache_writes_not_counted',
          'cache_write_at_input_price',
          'no_batch_discount',
          'any_hour',
          'tier_for_long_input',
          'tier_of_another_source',
          'tier_not_stated',
          'price_is_a_bound',
          'reasoning_not_counted',
          'hardware_all_month',
          'throughput_not_checked',
        ]),
      )
      .max(20)
      .readonly()
      .meta(described('What was taken for granted.')),
  })
  .readonly()
  .meta({ id: 'MonthlyCost', description: 'What the workload costs in a month by this offer, and how that comes about.' });
export type MonthlyCost = z.infer<typeof MonthlyCost>;

const NONE: readonly never[] = [];
const OWN: Fact = Object.freeze({ status: 'not_applicable', value: null, claim: null, conflicts: NONE });

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
export const monthlyCost: ComputedCriterion = {
  attribute: ATTRIBUTE,
  from: 'workload',
  scale: scaleOf,
  drawsOn: (inputs) => pricesUsed(workloadOf(inputs)).map((price) => PRICES[price]),
  column: (question) => {
    const { catalog, view, inputs, attribute } = question;
    const workload = workloadOf(inputs);
    const sheetAt = sheetsOf(catalog, view);
    const load = loadOf(workload);
    const hardware = inputs.deployment ? ownHardware(question, inputs.deployment) : null;
    const flatsAt = flatsOf(catalog, view);
    const flatAt = (candidate: number) => {
      const flat = flatsAt(candidate);
      return flat && load.longest <= flat.upTo ? flat : null;
    };
    const costAt = (candidate: number): Cost => {
      const flat = flatAt(candidate);
      const cost = flat ? flatCost(flat, load) : costOf(sheetAt(candidate), workload);
      return cost.kind === 'own_hardware' && hardware ? hardware.cost(candidate) : cost;
    };
    const reasons = reasoningOf(catalog, view);
    const figure: Figure = { expected: 0, low: 0, high: 0, applies: true };
    const known = new Map<number, MonthlyCost>();
    const detailAt = (candidate: number) => {
      const cost = costAt(candidate);
      return cost.kind === 'own_hardware' && hardware
        ? hardware.detail(candidate, cost)
        : detailOf(sheetAt(candidate), workload, reasons(candidate));
    };
    const detail = (candidate: number) => {
      const made = known.get(candidate) ?? detailAt(candidate);
      known.set(candidate, made);
      return made;
    };
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

const sheets = new WeakMap<FactView, ReturnType<typeof priceSheets>>();

/** Sheets are part of the compiled view: read once. */
function sheetsOf(catalog: Catalog, view: FactView): (candidate: number) => PriceSheet {
  const known = sheets.get(view) ?? priceSheets(catalog, view);
  sheets.set(view, known);
  return known;
}

const flats = new WeakMap<FactView, ReturnType<typeof flatPricesBy>>();

function flatsOf(catalog: Catalog, view: FactView): ReturnType<typeof flatPricesBy> {
  const known = flats.get(view) ?? flatPricesBy(view.candidates.length, sheetsOf(catalog, view));
  flats.set(view, known);
  return known;
}

function figureOf({ kind, estimate, low }: Cost, into: Figure): Figure {
  into.applies = kind !== 'own_hardware' || !Number.isNaN(low);
  into.low = estimate?.low ?? low;
  into.expected = estimate?.expected ?? Number.NaN;
  into.high = estimate?.high ?? Number.NaN;
  return into;
}

function factOf({ kind, estimate, low: least }: Cost): Fact {
  // NaN: what nobody charges for; a number: what is certain of it
  if (kind === 'own_hardware' && Number.isNaN(least)) return OWN;
  if (!estimate) return UNKNOWN;
  const { low, expected, high } = estimate;
  if (low === high) return { status: 'known', value: expected, claim: null, conflicts: NONE };
  return { status: 'known', value: expected, claim: null, conflicts: NONE, range: [low, high] };
}

/** What self-hosted candidates cost on the GPUs that the request gives, all of the month, whether requests come or not. */
function ownHardware(question: ComputeQuestion, deployment: NonNullable<ComputeInputs['deployment']>) {
  const costs = hardwareCosts(question);
  const fits = fitsOf(question);
  return {
    cost: (candidate: number): Cost => {
      const cost = costs(candidate);
      if (cost !== null && 'why' in cost && cost.why === 'parameters_unknown') return { kind: 'own_hardware', estimate: null, low: 0 };
      if (cost === null || 'why' in cost) return OWN_HARDWARE;
      const { low, expected, high } = cost.usd;
      const estimate = expected === null ? null : { low: money(low), expected: money(expected), high: money(high) };
      return { kind: 'own_hardware', estimate, low: money(low) };
    },
    detail: (candidate: number, { estimate, low }: Cost): MonthlyCost => {
      const { gpu_hour_usd: price } = deployment;
      const hours = estimate && price ? estimate.expected / price : null;
      return {
        kind: 'own_hardware',
        currency: 'USD',
        low: Number.isNaN(low) ? null : low,
        expected: estimate?.expected ?? null,
        high: estimate && Number.isFinite(estimate.high) ? estimate.high : null,
        parts:
          estimate && hours !== null && price
            ? [{ part: 'hardware', quantity: money(hours), price, usd: estimate.expected, claims: fits.fitOf(candidate).claims }]
            : [],
        assumptions: estimate ? ['hardware_all_month', 'throughput_not_checked'] : [],
      };
    },
  };
}

function detailOf(sheet: PriceSheet, workload: ResolvedWorkload, reasons: boolean): MonthlyCost {
  const parts: CostPart[] = [];
  const assumptions = new Set<Assumption>();
  const { kind, estimate, low } = costOf(sheet, workload, {
    part: (part) => void parts.push(part),
    assume: (assumption) => void assumptions.add(assumption),
  });
  const paid = kind === 'priced' || kind === 'free' || kind === 'unknown';
  if (paid && reasons && workload.reasoning_multiplier.high === 1) assumptions.add('reasoning_not_counted');
  return {
    kind,
    currency: 'USD',
    low: paid ? low : null,
    expected: estimate?.expected ?? null,
    high: estimate && Number.isFinite(estimate.high) ? estimate.high : null,
    parts,
    assumptions: [...assumptions].sort(),
  };
}

function caveatsOn({ kind, estimate }: Cost, { parts, assumptions }: MonthlyCost): Caveat[] {
  const claims = [...new Set(parts.flatMap((part) => part.claims))];
  const note = (code: Caveat['code'], detail?: string): Caveat => ({ code, attribute: ATTRIBUTE.id, claims, ...(detail && { detail }) });
  if (kind === 'free') return [note('listed_free')];
  if (kind === 'variable') return [note('variable_price')];
  if (!estimate || estimate.low === estimate.high)
    return assumptions.includes('reasoning_not_counted') ? [note('estimate', 'reasoning_not_counted')] : [];
  return [note('estimate', assumptions.join(', '))];
}

/** Whether the model is known to reason: its answers then take more tokens than are seen. */
function reasoningOf(catalog: Catalog, view: FactView): (candidate: number) => boolean {
  const attribute = catalog.attributes.get('reasoning');
  if (!attribute) return () => false;
  const column = view.column(attribute);
  return (candidate) => column.facts[column.factIndex[candidate] as number]?.value === true;
}

/** Below the cheapest list price there is room for what is negotiated, and for hardware of one's own. */
const ROOM = 10;

/** What the workload costs at the anchors of the price scales: dearest and cheapest, the same for every candidate. */
function scaleOf(catalog: Catalog, inputs: ComputeInputs): AttributeScale | null {
  const workload = workloadOf(inputs);
  const at = (end: 'worst' | 'best'): number | null => {
    const rate = (id: string): Rate => {
      const scale = catalog.attributes.get(id)?.scale;
      const price = scale && 'worst' in scale ? scale[end] : undefined;
      return typeof price === 'number' ? listed(price) : NO_RATE;
    };
    const rates = {
      input: rate(PRICES.input),
      output: rate(PRICES.output),
      cacheRead: rate(PRICES.cacheRead),
      cacheWrite: NO_RATE,
      request: NO_RATE,
      batchDiscount: NO_RATE,
    };
    return costOf(sheetOf(rates, false, false), workload).estimate?.expected ?? null;
  };
  const [worst, best] = [at('worst'), at('best')];
  if (!worst || !best || worst <= best) return null;
  return { kind: 'log', worst, best: best / ROOM };
}

function listed(price: number): Rate {
  return { ...NO_RATE, plain: { status: 'known', value: price, claim: null, conflicts: NONE } };
}
