import { type LinearRow, maximise } from '../linear-program.ts';
import { floatIn, numberIn } from '../number-in.ts';

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

/** Rows that hold the first `size` of the variables of a linear program to the weight space. */
export function weightRows(size: number, spaces: readonly HalfSpace[], variables = size): LinearRow[] {
  return [sumIsOne(size, variables), ...spaces.map((space) => ({ coefficients: dense(space, variables), limits: { min: space.atLeast } }))];
}

const NO_ROOM = 1e-9;

/**
 * An interior point by a slack-maximising linear program (van Valkenhoef, Tervonen and Postmus 2014, EJOR 239(3): the remedy for
 * the starting point of the 2012 paper), or null when no weights satisfy the constraints.
 */
export function interiorOf(size: number, constraints: WeightConstraints): Interior | null {
  const spaces = [...halfSpacesOf(constraints), ...Array.from({ length: size }, (_, j): HalfSpace => ({ entries: [[j, 1]], atLeast: 0 }))];
  // one more variable: the room that every half-space has
  const [room, variables] = [size, size + 1];
  const roomy = maximise({
    objective: unit(room, variables),
    rows: [
      sumIsOne(size, variables),
      { coefficients: unit(room, variables), limits: { max: 1 } },
      ...spaces.map((space) => withRoom(space, room)),
    ],
  });
  if (roomy === null) return null;
  if (roomy.value > NO_ROOM) return { point: normalised(roomy.x.subarray(0, size)), equalities: [], inequalities: spaces };

  // no room in all at once: ask each half-space for the most it can have, and take the mean of the weights that give it
  const point = new Float64Array(size);
  const equalities: HalfSpace[] = [];
  const inequalities: HalfSpace[] = [];
  for (const space of spaces) {
    const most = maximise({ objective: dense(space, size), rows: weightRows(size, spaces) });
    if (most === null) return null;
    for (let j = 0; j < size; j++) point[j] = floatIn(point, j) + floatIn(most.x, j);
    (most.value - space.atLeast <= NO_ROOM ? equalities : inequalities).push(space);
  }
  return { point: normalised(point), equalities, inequalities };
}

function sumIsOne(size: number, variables: number): LinearRow {
  return { coefficients: new Float64Array(variables).fill(1, 0, size), limits: { equal: 1 } };
}

function withRoom(space: HalfSpace, room: number): LinearRow {
  const coefficients = dense(space, room + 1);
  coefficients[room] = -1;
  return { coefficients, limits: { min: space.atLeast } };
}

function unit(variable: number, variables: number): Float64Array {
  const coefficients = new Float64Array(variables);
  coefficients[variable] = 1;
  return coefficients;
}

/** Its coefficients, one for each variable. */
export function dense({ entries }: HalfSpace, variables: number): Float64Array {
  const coefficients = new Float64Array(variables);
  for (const [j, coefficient] of entries) coefficients[j] = floatIn(coefficients, j) + coefficient;
  return coefficients;
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
