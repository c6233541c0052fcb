import { floatIn } from '../number-in.ts';
import { hitAndRun, thinningOf } from './hit-and-run.ts';
import type { Random } from './random.ts';
import { type HalfSpace, halfSpacesOf, type Interior, type WeightConstraints } from './weight-space.ts';

/** Fills in one draw of weights that sum to 1, uniform over all that satisfy the constraints. */
export type WeightSampler = (into: Float64Array) => void;
export type SamplingMethod = 'exact' | 'rejection' | 'hit_and_run';

/**
 * Uniform over the simplex by normalised exponentials (Rubin 1981, Annals of Statistics 9(1)). One chain of order is a sort of such a
 * draw, lower bounds alone a shrunken copy of it: both exact. Anything else keeps those draws that satisfy it, where enough do, and
 * is sampled by hit-and-run from the interior point where few do or no draw ever would.
 */
export function weightSampler(
  size: number,
  constraints: WeightConstraints,
  interior: Interior,
  random: Random,
): { readonly sample: WeightSampler; readonly method: SamplingMethod } {
  const { order = [], atLeast = [], bounds = [], ratios = [] } = constraints;
  if (interior.equalities.length > 0) return { sample: hitAndRun(size, interior, random), method: 'hit_and_run' };
  const lowerBounds = new Float64Array(size);
  for (const [criterion, lo] of bounds) lowerBounds[criterion] = Math.max(floatIn(lowerBounds, criterion), lo);
  const exact = order.length > 1 ? inOrder(size, order, random) : above(size, lowerBounds, random);
  const unbounded = bounds.every(([, lo, hi]) => hi >= 1 && (lo <= 0 || order.length < 2));
  if (atLeast.length === 0 && ratios.length === 0 && unbounded) return { sample: exact, method: 'exact' };

  const spaces = halfSpacesOf(constraints);
  return acceptance(exact, spaces, size) >= worthRejecting(size)
    ? { sample: accepted(exact, spaces), method: 'rejection' }
    : { sample: hitAndRun(size, interior, random), method: 'hit_and_run' };
}

const PILOT = 20_000;

/** The share of kept draws at which rejection costs about as much as hit-and-run, at most 1%: independent draws are worth having. */
function worthRejecting(size: number): number {
  return Math.min(0.01, (2 * size) / (4 * thinningOf(size)));
}

function acceptance(draw: WeightSampler, spaces: readonly HalfSpace[], size: number): number {
  const weights = new Float64Array(size);
  let kept = 0;
  for (let i = 0; i < PILOT; i++) {
    draw(weights);
    if (spaces.every((space) => holds(space, weights))) kept++;
  }
  return kept / PILOT;
}

function accepted(draw: WeightSampler, spaces: readonly HalfSpace[]): WeightSampler {
  return (into) => {
    do draw(into);
    while (!spaces.every((space) => holds(space, into)));
  };
}

function holds({ entries, atLeast }: HalfSpace, weights: Float64Array): boolean {
  let sum = 0;
  for (const [j, coefficient] of entries) sum += coefficient * floatIn(weights, j);
  return sum >= atLeast;
}

/** w = l + (1 - sum l) u with u uniform. */
function above(size: number, lowerBounds: Float64Array, random: Random): WeightSampler {
  const room = 1 - lowerBounds.reduce((sum, bound) => sum + bound, 0);
  return (into) => {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const part = random.exponential();
      into[j] = part;
      sum += part;
    }
    const factor = room / sum;
    for (let j = 0; j < size; j++) into[j] = floatIn(lowerBounds, j) + factor * floatIn(into, j);
  };
}

/** The criteria of a chain are alike to the uniform draw: given their order, it is their sorted weights. */
function inOrder(size: number, order: readonly number[], random: Random): WeightSampler {
  const draw = above(size, new Float64Array(size), random);
  const chain = new Float64Array(order.length);
  return (into) => {
    draw(into);
    for (const [position, criterion] of order.entries()) chain[position] = floatIn(into, criterion);
    chain.sort();
    for (const [position, criterion] of order.entries()) into[criterion] = floatIn(chain, order.length - 1 - position);
  };
}
