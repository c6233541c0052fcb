import { type LinearRow, maximise } from '../linear-program.ts';

/** What is known of the weights, by index of the criterion. Everything left out: any weights >= 0 that sum to 1. */
export type WeightConstraints = {
  /** Weights fall along this list. */
  readonly order?: readonly number[];
  /** The first weighs at least as much as the second. */
  readonly atLeast?: readonly (readonly [number, number])[];
  /** [criterion, lo, hi] of the normalised weight. */
  readonly bounds?: readonly (readonly [number, number, number])[];
  /** [a, b, lo, hi]: lo <= w_a / w_b <= hi. */
  readonly ratios?: readonly (readonly [number, number, number, number])[];
};

/** sum of coefficient x weight >= atLeast; entries are [criterion, coefficient]. */
export type HalfSpace = { readonly entries: readonly (readonly [number, number])[]; readonly atLeast: number };

/** Weights that satisfy the constraints, with every half-space that is not met as an equality met with room to spare. */
export type Interior = {
  readonly point: Float64Array;
  /** Half-spaces that the others leave no room in, such as a bound with lo = hi: each holds as an equality. */
  readonly equalities: readonly HalfSpace[];
  /** The others, w >= 0 among them. */
  readonly inequalities: readonly HalfSpace[];
};

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
  for (let i = 1; i < order.length; i++) heavier(order[i - 1] as number, order[i] as number);
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

/** Rows that hold the first `size` variables of a linear program to the weight space. */
export function weightRows(size: number, spaces: readonly HalfSpace[]): LinearRow[] {
  return [sumIsOne(size), ...spaces.map(({ entries, atLeast }) => ({ entries, limits: { min: atLeast } }))];
}

const NO_ROOM = 1e-9;

/**
 * An interior point by a slack-maximising linear program (van Valkenhoef, Tervonen and Postmus 2014, EJOR 239(3): the remedy for
 * the starting point of the 2012 paper), or null when no weights satisfy the constraints.
 */
export function interiorOf(size: number, constraints: WeightConstraints): Interior | null {
  const spaces = [...halfSpacesOf(constraints), ...Array.from({ length: size }, (_, j): HalfSpace => ({ entries: [[j, 1]], atLeast: 0 }))];
  const slack = size;
  const roomy = maximise({
    variables: size + 1,
    objective: [[slack, 1]],
    rows: [sumIsOne(size), { entries: [[slack, 1]], limits: { max: 1 } }, ...spaces.map((space) => withSlack(space, slack))],
  });
  if (roomy === null) return null;
  if (roomy.value > NO_ROOM) return { point: normalised(roomy.x.subarray(0, size)), equalities: [], inequalities: spaces };

  // no room in all at once: ask each half-space for the most it can have, and take the mean of the weights that give it
  const point = new Float64Array(size);
  const equalities: HalfSpace[] = [];
  const inequalities: HalfSpace[] = [];
  for (const space of spaces) {
    const most = maximise({ variables: size, objective: space.entries, rows: weightRows(size, spaces) });
    if (most === null) return null;
    for (let j = 0; j < size; j++) point[j] = (point[j] as number) + (most.x[j] as number);
    (most.value - space.atLeast <= NO_ROOM ? equalities : inequalities).push(space);
  }
  return { point: normalised(point), equalities, inequalities };
}

function sumIsOne(size: number): LinearRow {
  return { entries: Array.from({ length: size }, (_, j) => [j, 1] as const), limits: { equal: 1 } };
}

function withSlack({ entries, atLeast }: HalfSpace, slack: number): LinearRow {
  return { entries: [...entries, [slack, -1]], limits: { min: atLeast } };
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
