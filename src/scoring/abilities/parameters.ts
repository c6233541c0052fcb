/**
 * What a calibration knows of the items (a benchmark in one way of running it) and abilities of its method `factor-logit-1`: a general
 * factor g ~ N(0, general_variance), a deviation d_k ~ N(0, variance) for each ability k, and a result y = a (g + d_k) + c + e with
 * e ~ N(0, sd^2), all on the scale of links (link.ts), where a step of one is about the odds times e. The parameters are fixed: a model's
 * ability never moves them.
 */
export type AbilityParameters = {
  /** Of the link: how far from 0% and 100% a share is kept. */
  readonly eps: number;
  /** What every interval's half width is multiplied with, found by held-out results: their tails are heavier than the normal's. */
  readonly kappa: number;
  readonly general_variance: number;
  readonly abilities: Readonly<Record<string, Ability>>;
  readonly items: Readonly<Record<string, Item>>;
};

export type Ability = {
  /** Of the deviation from the general factor. */
  readonly variance: number;
  /** The item in whose points the ability is told. */
  readonly reference: string;
};

/** How a result is put on the common scale. `logit`: percent from 0 to 100; `elo`: a rating. */
export type Link = 'logit' | 'elo';

export type Item = {
  /** A key of `abilities`. */
  readonly ability: string;
  readonly link: Link;
  /** The percentage that guessing reaches; 0 on a rating. */
  readonly chance: number;
  /** Whether less is better, as of a rate of errors. */
  readonly negated?: boolean | undefined;
  /** Slope, above 0: what makes a better result never lower an ability. */
  readonly a: number;
  /** Where a model of ability 0 stands. */
  readonly c: number;
  /** What a result deviates by, beside the abilities. */
  readonly sd: number;
  /** Standard errors of a and c: wide for an item of few results. */
  readonly se_a: number;
  readonly se_c: number;
};

/** The only result of a model on an item; several are made one before (median). In percent or rating points. */
export type Result = { readonly item: string; readonly value: number };

/** The item's parameters; null for one that the calibration does not know, which then says nothing of an ability. */
export function itemIn(parameters: Pick<AbilityParameters, 'items'>, id: string): Item | null {
  return Object.hasOwn(parameters.items, id) ? (parameters.items[id] as Item) : null;
}

/** The same order for the same keys, whatever order they came in: sums in it are equal to the bit. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
