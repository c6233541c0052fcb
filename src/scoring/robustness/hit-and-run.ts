import * as numbers from '../number-in.ts';
import { nullSpace } from './null-space.ts';
import type { Random } from './random.ts';
import { dense, type HalfSpace, type Interior } from './weight-space.ts';

// local names: V8 looks an imported function up at each call (see number-in.ts)
const { floatIn, uintIn } = numbers;

/** Steps between two draws: n^3 ln(n + 1) / 4, the thinning of van Valkenhoef's hitandrun package, and for few criteria 4 n^2. */
export function thinningOf(size: number): number {
  return Math.ceil(Math.max((size ** 3 * Math.log(size + 1)) / 4, 4 * size * size));
}

/**
 * Hit-and-run over a polytope of weights (Smith 1984, Operations Research 32(6); Tervonen, van Valkenhoef, Basturk and Postmus 2013,
 * EJOR 224(3)): from an interior point, go a uniformly drawn part of the way that a line has within it. Where nothing but the sum is
 * fixed, the lines exchange weight between two criteria drawn at random: a step then touches few half-spaces and is as short as the
 * polytope is thin there. Where more is fixed, they are random lines within the null space of all that is.
 */
export function hitAndRun(size: number, interior: Interior, random: Random, thinning = thinningOf(size)): (into: Float64Array) => void {
  const state = startAt(size, interior);
  const basis = nullSpace(size, [new Float64Array(size).fill(1), ...interior.equalities.map((space) => dense(space, size))]);
  const free = basis.length;
  const step = interior.equalities.length === 0 ? () => exchange(state, size, random) : () => randomLine(state, size, basis, random);
  const steps = free === 0 ? 0 : thinning;
  return (into) => {
    refreshSlack(state, interior.inequalities);
    for (let i = 0; i < steps; i++) step();
    into.set(state.weights);
  };
}

type State = {
  readonly weights: Float64Array;
  /** How far each inequality is from being violated. */
  readonly slack: Float64Array;
  /** How fast it changes along the present line. */
  readonly speed: Float64Array;
  /** The inequalities of criterion j and its coefficient in them: entries starts[j] to starts[j + 1]. */
  readonly starts: Uint32Array;
  readonly spaces: Uint32Array;
  readonly coefficients: Float64Array;
};

function startAt(size: number, { point, inequalities }: Interior): State {
  const touching = Array.from({ length: size }, (_, j) =>
    inequalities.flatMap(({ entries }, space) =>
      entries.filter(([criterion]) => criterion === j).map(([, coefficient]) => ({ space, coefficient })),
    ),
  );
  const starts = new Uint32Array(size + 1);
  for (const [j, list] of touching.entries()) starts[j + 1] = uintIn(starts, j) + list.length;
  const all = touching.flat();
  return {
    weights: Float64Array.from(point),
    slack: new Float64Array(inequalities.length),
    speed: new Float64Array(inequalities.length),
    starts,
    spaces: Uint32Array.from(all, ({ space }) => space),
    coefficients: Float64Array.from(all, ({ coefficient }) => coefficient),
  };
}

/** Computed afresh for each draw, so that the rounding of steps does not add up. */
function refreshSlack({ weights, slack }: State, inequalities: readonly HalfSpace[]): void {
  for (const [space, { entries, atLeast }] of inequalities.entries()) {
    const held = entries.reduce((sum, [j, coefficient]) => sum + coefficient * floatIn(weights, j), -atLeast);
    slack[space] = Math.max(0, held);
  }
}

function exchange(state: State, size: number, random: Random): void {
  const from = Math.floor(random.uniform() * size);
  const to = (from + 1 + Math.floor(random.uniform() * (size - 1))) % size;
  moveWeight(state, from, to, random.uniform());
}

/** Goes a share of the way that the weights can go when one gains what the other loses. */
function moveWeight(state: State, from: number, to: number, share: number): void {
  const { starts, spaces, speed, slack } = state;
  addSpeed(state, from, -1);
  addSpeed(state, to, 1);
  let [back, ahead] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const j of [from, to])
    for (let at = uintIn(starts, j), end = uintIn(starts, j + 1); at < end; at++) {
      const space = uintIn(spaces, at);
      const rate = floatIn(speed, space);
      const way = -floatIn(slack, space) / rate;
      if (rate > STILL) back = Math.max(back, way);
      else if (rate < -STILL) ahead = Math.min(ahead, way);
    }
  const distance = back + share * (ahead - back);
  const moved = Number.isFinite(distance) ? distance : 0;
  move(state, from, -moved);
  move(state, to, moved);
}

function randomLine(state: State, size: number, basis: readonly Float64Array[], random: Random): void {
  const direction = new Float64Array(size);
  for (const vector of basis) {
    const amount = random.normal();
    for (let j = 0; j < size; j++) direction[j] = floatIn(direction, j) + amount * floatIn(vector, j);
  }
  for (let j = 0; j < size; j++) addSpeed(state, j, floatIn(direction, j));
  let [back, ahead] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [space, speed] of state.speed.entries()) {
    const way = -floatIn(state.slack, space) / speed;
    if (speed > STILL) back = Math.max(back, way);
    else if (speed < -STILL) ahead = Math.min(ahead, way);
  }
  const distance = back + random.uniform() * (ahead - back);
  if (Number.isFinite(distance)) for (let j = 0; j < size; j++) move(state, j, distance * floatIn(direction, j));
  state.speed.fill(0);
}

/** An inequality that changes slower than this along a line only changes by rounding. */
const STILL = 1e-14;

function addSpeed({ starts, spaces, coefficients, speed }: State, criterion: number, amount: number): void {
  for (let at = uintIn(starts, criterion), end = uintIn(starts, criterion + 1); at < end; at++) {
    const space = uintIn(spaces, at);
    speed[space] = floatIn(speed, space) + floatIn(coefficients, at) * amount;
  }
}

/** Moves one weight, and with it the slack of its inequalities, which stand still again. */
function move({ weights, slack, speed, starts, spaces, coefficients }: State, criterion: number, amount: number): void {
  weights[criterion] = floatIn(weights, criterion) + amount;
  for (let at = uintIn(starts, criterion), end = uintIn(starts, criterion + 1); at < end; at++) {
    const space = uintIn(spaces, at);
    slack[space] = floatIn(slack, space) + floatIn(coefficients, at) * amount;
    speed[space] = 0;
  }
}
