import type { Attribute } from '../vocabulary.ts';
import type { Column } from './column.ts';
import { type Fact, UNKNOWN } from './fact.ts';

/** The words that say what is sold, by whom, and what its price stands for. */
export const KIND = 'kind';
export const PROVIDER_KIND = 'provider_kind';
export const PRICE_BASIS = 'price_basis';
/** The maker of a model: no claim, but the part of the model's id before the slash. */
export const VENDOR = 'vendor';

/** What is asked of all sources but the article, whichever a request counts. */
export const REGISTER: readonly string[] = [KIND, PROVIDER_KIND, PRICE_BASIS];

/** Whom to name first of those that offer a model alike: the nearer to its maker and to a contract, the sooner. Unknown kinds come last. */
const PROVIDER_ORDER: readonly unknown[] = ['vendor', 'cloud', 'inference_host', 'self_hosted', 'aggregator', 'reseller'];
/** Bases on which a 0 is what one pays. */
const FREE: readonly unknown[] = ['free', 'self_hosted'];
/** Bases on which the listed price is not what one pays for a call. */
export const PLANS = ['subscription', 'quota', 'trial'] as const;
/** The prices that an offer is listed by: where all that are stated are 0, the offer is listed at 0. */
export const LISTED_PRICES: readonly string[] = ['price_input', 'price_output', 'price_per_request'];
/** Editions that are paid or served in another way than a plain call, or names that move on to other models: the last word of an offer's variant. */
const EDITIONS = /(?:^|-)(?:batch|flex|priority|fast|free|commitment|latest)$/;

/** The place of a provider kind (null: unknown) among offers that are equal else; the lower comes first. */
export function placeOfProvider(kind: Fact['value']): number {
  const place = PROVIDER_ORDER.indexOf(kind);
  return place === -1 ? PROVIDER_ORDER.length : place;
}

/** Whether an offer's variant (null: none) is an edition and not a plain offer, perhaps of some region. */
export function isEditionName(variant: string | null): boolean {
  return variant !== null && EDITIONS.test(variant);
}

/** The maker of a model or a family, by its id. */
export function vendorOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** Whether the fact is a price of 0, of whatever it is the price. */
export function isZeroPrice({ id, type }: Attribute, { value }: Fact): boolean {
  return value === 0 && type === 'number' && id.startsWith('price_');
}

/**
 * Whether the zeros among an offer's prices are prices. They are where somebody says that it is free, never where it is part of a plan, and
 * else only beside a price above 0: a list of nothing but zeros does not say what one pays. `listed`: the facts of `LISTED_PRICES`.
 */
export function zeroIsPrice(basis: Fact, listed: readonly Fact[]): boolean {
  if (FREE.includes(basis.value)) return true;
  return !isPlan(basis.value) && listed.some(({ value }) => typeof value === 'number' && value > 0);
}

export function isPlan(basis: Fact['value']): boolean {
  return PLANS.some((plan) => plan === basis);
}

/** A listed 0 that is no price: what one pays is not known, by that claim. */
export function notAPrice(fact: Fact): Fact {
  return { ...fact, status: 'unknown', value: null };
}

/** Whether a fact is a listed 0 that is no price. */
export function isNoPrice({ status, claim }: Fact): boolean {
  return status === 'unknown' && claim?.value === 0;
}

/**
 * The basis of the price, with a value code of its own for offers of which nobody states it and that are listed at 0: their facts are unknown,
 * by the claim that lists the 0.
 */
export function basisOfPrice(basis: Column, listed: readonly Column[], size: number): Column {
  const facts = [...basis.facts];
  const factIndex = Int32Array.from(basis.factIndex);
  const valueCode = Int32Array.from(basis.valueCode);
  const zero = basis.distinctFacts.length;
  const indexOf = new Map<Fact, number>();
  let first: Fact | null = null;
  for (let i = 0; i < size; i++) {
    if (basis.distinctFacts[valueCode[i] as number]?.status === 'known') continue;
    const price = listed.map(({ facts: prices, factIndex: own }) => prices[own[i] as number] as Fact).find(isNoPrice);
    if (!price) continue;
    let index = indexOf.get(price);
    if (index === undefined) {
      index = facts.push({ ...UNKNOWN, claim: price.claim }) - 1;
      indexOf.set(price, index);
    }
    first ??= facts[index] as Fact;
    factIndex[i] = index;
    valueCode[i] = zero;
  }
  if (first === null) return basis;
  return {
    ...basis,
    facts,
    factIndex,
    distinctFacts: [...basis.distinctFacts, first],
    valueCode,
    numbers: Float64Array.from([...Array.from(basis.numbers), Number.NaN]),
  };
}
