import { floatIn, numberIn } from '../number-in.ts';

/** What is known of the weights, by index of the criterion. Everything left out: any weights >= 0 that sum to 1. */
export type WeightConstraints = {
  /** Weights fall along this list. */
  readonly order?: readonly number[];
  /** The first weighs at least as much as the second. */
  readonly atLeast?: readonly (readonly [number, number])[];
  /** [criterion, lo, hi] of the normalised weight. */
  readonly bounds?: readonly (readonly [number, number, number])[];
  /** [a, b, lo, hi]: lo <= w_a / w_b <= hi; hi null: no upper end. */
  readonly ratios?: readonly (readonly [number, number, number, number | null])[];
};

/** sum of coefficient x weight >= atLeast; entries are [criterion, coefficient]. */
export type HalfSpace = { readonly entries: readonly (readonly [number, number])[]; readonly atLeast: number };

/** The constraints as half-spaces, without w >= 0. */
export function halfSpacesOf(constraints: WeightConstraints): HalfSpace[] {
  const spaces: HalfSpace[] = [];
  const heavier = (a: number, b: number): void => {
    if (a !== b)
      spaces.push({
        entries: [
          [a, 1],
          [b, -1],
        ],
        atLeast: 0,
      });
  };
  const { order = [], atLeast = [], bounds = [], ratios = [] } = constraints;
  for (let i = 1; i < order.length; i++) heavier(numberIn(order, i - 1), numberIn(order, i));
  for (const [a, b] of atLeast) heavier(a, b);
  for (const [criterion, lo, hi] of bounds) {
    if (lo > 0) spaces.push({ entries: [[criterion, 1]], atLeast: lo });
    if (hi < 1) spaces.push({ entries: [[criterion, -1]], atLeast: -hi });
  }
  for (const [a, b, lo, hi] of ratios) {
    if (lo > 0)
      spaces.push({
        entries: [
          [a, 1],
          [b, -lo],
        ],
        atLeast: 0,
      });
    if (hi !== null)
      spaces.push({
        entries: [
          [a, -1],
          [b, hi],
        ],
        atLeast: 0,
      });
  }
  return spaces;
}

/** The coefficients of a half-space, one for each variable. */
export function dense({ entries }: HalfSpace, variables: number): Float64Array {
  const coefficients = new Float64Array(variables);
  for (const [j, coefficient] of entries) coefficients[j] = floatIn(coefficients, j) + coefficient;
  return coefficients;
}
