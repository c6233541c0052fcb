import type { Catalog } from '../../catalog/catalog.ts';
import { type Claim, type ClaimWhen, isPlain } from '../../catalog/claim.ts';
import { type Fact, UNKNOWN } from '../../catalog/facts/fact.ts';
import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import { type ApplicableClaim, winningClaim } from '../../catalog/facts/precedence.ts';
import { memoizeByIndex } from '../../catalog/memoize.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { minutesOf } from '../../words/workload.ts';

/** Ids of the attributes that prices are read from. */
export const PRICES = {
  input: 'price_input',
  output: 'price_output',
  cacheRead: 'price_cache_read',
  cacheWrite: 'price_cache_write',
  request: 'price_per_request',
  batchDiscount: 'batch_discount',
} as const;
export type PriceName = keyof typeof PRICES;
const PRICING_MODEL = 'pricing_model';
export const VARIABLE = 'variable';

/** A price that holds for long inputs, at certain minutes of the day, or both. */
export type SpecialPrice = {
  readonly price: number;
  /** Holds for inputs longer than this; 0: of any length. */
  readonly above: number;
  /** The minutes of the day (UTC) in which it holds; null: in all. */
  readonly minutes: readonly boolean[] | null;
  readonly claim: Claim;
};

/** What an offer asks for one thing. */
export type Rate = {
  readonly plain: Fact;
  /** The shorter threshold first. */
  readonly special: readonly SpecialPrice[];
  /** The special prices come from another source than the plain one. */
  readonly mixed: boolean;
  /** Tiers for long inputs that other offers of the model have, where this one states none: it may have them too. */
  readonly elsewhere: readonly SpecialPrice[];
};

/** All that an offer charges by. */
export type PriceSheet = {
  readonly rates: Readonly<Record<PriceName, Rate>>;
  readonly variable: boolean;
  /** The prices as mere numbers; null where there is more to them. */
  readonly flat: FlatPrices | null;
};

/** Prices in USD per 1M tokens, without hours and bounds; NaN where a price is not known. `batchDiscount` is in percent. */
export type FlatPrices = Readonly<Record<'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'batchDiscount', number>> & {
  /** They hold for inputs of up to this many tokens: beyond, a tier begins. */
  readonly upTo: number;
};

export const NO_RATE: Rate = { plain: UNKNOWN, special: [], mixed: false, elsewhere: [] };

/** The price sheets of a view by candidate, read from the claims when first asked for. */
export function priceSheets(catalog: Catalog, view: FactView): (candidate: number) => PriceSheet {
  const pricingModel = catalog.attributes.get(PRICING_MODEL);
  const ratesAt = memoizeByIndex(view.candidates.length, (i) => {
    const candidate = view.candidates[i] as Candidate;
    return forEachPrice((name) => {
      const attribute = catalog.attributes.get(PRICES[name]);
      return attribute ? rateOf(view, attribute, candidate) : NO_RATE;
    });
  });
  return memoizeByIndex(view.candidates.length, (i) => {
    const candidate = view.candidates[i] as Candidate;
    const siblings = (view.byModel.get(candidate.model) ?? []).filter((other) => other !== i).map(ratesAt);
    const rates = forEachPrice((name) => withTiersElsewhere(ratesAt(i)[name], name, siblings));
    const model = pricingModel && view.factOf(pricingModel, candidate).value;
    return sheetOf(rates, Array.isArray(model) && model.includes(VARIABLE));
  });
}

function forEachPrice(rateFor: (name: PriceName) => Rate): Record<PriceName, Rate> {
  return {
    input: rateFor('input'),
    output: rateFor('output'),
    cacheRead: rateFor('cacheRead'),
    cacheWrite: rateFor('cacheWrite'),
    request: rateFor('request'),
    batchDiscount: rateFor('batchDiscount'),
  };
}

export function sheetOf(rates: PriceSheet['rates'], variable: boolean): PriceSheet {
  return { rates, variable, flat: variable ? null : flatPrices(rates) };
}

/** Null where a price has hours or a bound, does not apply, or is one per request. */
function flatPrices(rates: PriceSheet['rates']): FlatPrices | null {
  if (rates.request.plain.status !== 'unknown') return null;
  for (const { plain, special } of Object.values(rates))
    if (!special.every(isTier) || plain.status === 'not_applicable' || plain.claim?.qualifier !== undefined) return null;
  const of = ({ plain }: Rate) => (typeof plain.value === 'number' ? plain.value : Number.NaN);
  return {
    input: of(rates.input),
    output: of(rates.output),
    cacheRead: of(rates.cacheRead),
    cacheWrite: of(rates.cacheWrite),
    batchDiscount: of(rates.batchDiscount),
    upTo: Object.values(rates).reduce(
      (least, rate) => Math.min(least, firstTier(rate.special), firstTier(rate.elsewhere)),
      Number.POSITIVE_INFINITY,
    ),
  };
}

function rateOf(view: FactView, attribute: Attribute, candidate: Candidate): Rate {
  const claims = view.claimsOn(attribute, candidate);
  if (claims.length === 0) return NO_RATE;
  const plain = view.factOf(attribute, candidate);
  const { tiers, mixed } = tiersBeside(
    plain,
    claims.filter(({ claim }) => !isPlain(claim) && typeof claim.value === 'number'),
  );
  return { plain, special: specialPrices(attribute, tiers), mixed, elsewhere: [] };
}

/** Adds the tiers of other offers of the model. A price that an operator states is as it says. */
function withTiersElsewhere(rate: Rate, name: PriceName, siblings: readonly Readonly<Record<PriceName, Rate>>[]): Rate {
  if (rate.plain.status !== 'known' || rate.plain.claim?.origin === 'operator' || rate.special.some(isTier)) return rate;
  const elsewhere = siblings.flatMap((other) => other[name].special.filter(isTier));
  return elsewhere.length === 0 ? rate : { ...rate, elsewhere };
}

function firstTier(prices: readonly SpecialPrice[]): number {
  return prices.reduce((least, { above }) => Math.min(least, above), Number.POSITIVE_INFINITY);
}

function isTier({ above, minutes }: SpecialPrice): boolean {
  return above > 0 && minutes === null;
}

/**
 * The tiers that go with a plain price: those of its own source if it states any; else those of other sources, as the plain price's source
 * may only have left them out. A price that an operator states stands alone: what it negotiated has the tiers that it says.
 */
function tiersBeside(plain: Fact, tiers: readonly ApplicableClaim[]): { tiers: readonly ApplicableClaim[]; mixed: boolean } {
  const source = plain.claim?.source;
  const own = tiers.filter(({ claim }) => claim.source === source);
  if (own.length > 0 || tiers.length === 0) return { tiers: own, mixed: false };
  const operators = tiers.filter(({ source: { kind } }) => kind === 'operator');
  if (plain.claim?.origin === 'operator') return { tiers: operators, mixed: false };
  return { tiers, mixed: plain.claim !== null };
}

/** One price for each threshold and set of hours: the claim that wins among those on it. */
function specialPrices(attribute: Attribute, tiers: readonly ApplicableClaim[]): SpecialPrice[] {
  const groups = Map.groupBy(tiers, ({ claim: { when } }) => JSON.stringify([when?.input_tokens_above ?? 0, when?.daily_utc ?? null]));
  return [...groups.values()]
    .map((claims): SpecialPrice => {
      const { claim } = winningClaim(claims, attribute.nature) as ApplicableClaim;
      const { input_tokens_above: above = 0, daily_utc: hours } = claim.when as ClaimWhen;
      return { price: claim.value as number, above, minutes: hours ? minutesOf(hours) : null, claim };
    })
    .sort((a, b) => a.above - b.above || (a.minutes ? 1 : 0) - (b.minutes ? 1 : 0));
}
