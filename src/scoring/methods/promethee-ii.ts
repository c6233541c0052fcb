import { z } from 'zod';
import { type Direction, directionsOf, RELATIVE_ZERO } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { floatIn, numberIn, uintIn } from '../number-in.ts';
import { SIZES } from '../sizes.ts';
import { RELATIVE_TO_CANDIDATES } from './departure.ts';
import { defineMethod, unitsByCell } from './method.ts';
import { PreferenceFunction, type PreferenceShape, shapeOf } from './preference-function.ts';

export type PrometheeFlows = { readonly phi: Float64Array; readonly phiPlus: Float64Array; readonly phiMinus: Float64Array };

/**
 * PROMETHEE II (Brans, Vincke and Mareschal 1986, EJOR 24(2), 228-238): pi(a, b) = sum_j w_j P_j(a, b), phi+ the mean of pi(a, .),
 * phi- the mean of pi(., a), phi = phi+ - phi-. One alternative has flows of 0. The flows of a criterion come from its sorted
 * column: O(m log m) for all but the Gaussian, which visits pairs; no pair is ever stored.
 */
export function prometheeII(
  raw: Matrix,
  directions: readonly Direction[],
  weights: readonly number[],
  preferences: readonly PreferenceFunction[],
): PrometheeFlows {
  const { rows, columns, cells } = raw;
  const phiPlus = new Float64Array(rows);
  const phiMinus = new Float64Array(rows);
  const goodness = new Float64Array(rows);
  for (let j = 0; j < columns && rows > 1; j++) {
    const share = numberIn(weights, j) / (rows - 1);
    if (share === 0) continue;
    const sign = directions[j] === 'max' ? 1 : -1;
    for (let i = 0; i < rows; i++) goodness[i] = sign * floatIn(cells, i * columns + j);
    const order = Uint32Array.from(goodness, (_, i) => i).sort((a, b) => floatIn(goodness, a) - floatIn(goodness, b));
    const rising = Float64Array.from(order, (i) => floatIn(goodness, i));
    const shape = shapeOf(preferences[j] as PreferenceFunction);
    const above = preferenceOverLower(rising, shape);
    // how far others are preferred to i: the same question with the column turned round
    const below = preferenceOverLower(rising.map((value) => -value).reverse(), shape).reverse();
    for (let position = 0; position < rows; position++) {
      const i = uintIn(order, position);
      phiPlus[i] = floatIn(phiPlus, i) + share * floatIn(above, position);
      phiMinus[i] = floatIn(phiMinus, i) + share * floatIn(below, position);
    }
  }
  return { phi: phiPlus.map((plus, i) => plus - floatIn(phiMinus, i)), phiPlus, phiMinus };
}

/** For each position of a rising column, sum_k P(x_i - x_k) over all lower x_k. */
function preferenceOverLower(rising: Float64Array, shape: PreferenceShape): Float64Array {
  const magnitude = Math.max(Math.abs(floatIn(rising, 0)), Math.abs(floatIn(rising, rising.length - 1)));
  switch (shape.kind) {
    case 'steps': {
      const sums = new Float64Array(rising.length);
      for (const { at, height } of shape.steps) addStep(sums, rising, at + RELATIVE_ZERO * Math.max(magnitude, at), height);
      return sums;
    }
    case 'ramp': {
      const slack = RELATIVE_ZERO * Math.max(magnitude, shape.p);
      if (shape.p - shape.q > slack) return rampSums(rising, shape.q, shape.p);
      const sums = new Float64Array(rising.length);
      addStep(sums, rising, shape.q + slack, 1);
      return sums;
    }
    case 'gaussian':
      return gaussianSums(rising, shape.s);
  }
}

/** A difference counts as more than the step only where floats can tell: `at` already carries that slack. */
function addStep(sums: Float64Array, rising: Float64Array, at: number, height: number): void {
  for (let i = 0, below = 0; i < rising.length; i++) {
    while (below < i && floatIn(rising, i) - floatIn(rising, below) > at) below++;
    sums[i] = floatIn(sums, i) + height * below;
  }
}

/**
 * Two marks move up the column: below `full` the preference is 1, from there to `started` it is on the ramp. The sum on the ramp is
 * carried from one position to the next and holds only differences of at most p - q, so that no large sums cancel.
 */
function rampSums(rising: Float64Array, q: number, p: number): Float64Array {
  const sums = new Float64Array(rising.length);
  let onRamp = 0;
  for (let i = 0, full = 0, started = 0; i < rising.length; i++) {
    const value = floatIn(rising, i);
    const previous = i > 0 ? floatIn(rising, i - 1) : value;
    while (full < started && value - floatIn(rising, full) >= p) {
      onRamp -= previous - q - floatIn(rising, full);
      full++;
    }
    onRamp += (started - full) * (value - previous);
    while (started < i && value - floatIn(rising, started) > q) {
      if (value - floatIn(rising, started) >= p) full++;
      else onRamp += value - q - floatIn(rising, started);
      started++;
    }
    if (started === full) onRamp = 0;
    sums[i] = full + onRamp / (p - q);
  }
  return sums;
}

/** 1 - exp(-d^2 / (2 s^2)); beyond 9 s that is 1 in double precision. */
function gaussianSums(rising: Float64Array, s: number): Float64Array {
  const sums = new Float64Array(rising.length);
  for (let i = 0, full = 0; i < rising.length; i++) {
    const value = floatIn(rising, i);
    while (full < i && value - floatIn(rising, full) > 9 * s) full++;
    let sum = full;
    for (let k = full; k < i; k++) sum -= Math.expm1(-0.5 * ((value - floatIn(rising, k)) / s) ** 2);
    sums[i] = sum;
  }
  return sums;
}

const Numbers = z.array(z.number()).max(SIZES.alternatives);

export const PROMETHEE_II = defineMethod({
  name: 'promethee_ii',
  needsWeights: true,
  reads: 'performances',
  settings: null,
  criterionSettings: { preference: PreferenceFunction.meta({ description: 'For promethee_ii. Left out: usual.' }).optional() },
  settingFaults: ({ preference }) =>
    preference && 'p' in preference && 'q' in preference && preference.p < preference.q
      ? [{ path: ['preference', 'p'], code: 'below_q', detail: 'p is not below q.' }]
      : [],
  refusal: () => null,
  better: 'higher',
  tie: null,
  isRelative: true,
  details: { phi: Numbers, phi_plus: Numbers, phi_minus: Numbers },
  run: (problem) => {
    const preferences = problem.criteria.map(({ preference }): PreferenceFunction => preference ?? { kind: 'usual' });
    const { phi, phiPlus, phiMinus } = prometheeII(problem.raw(), directionsOf(problem), problem.weights, preferences);
    return { scores: phi, details: { phi: [...phi], phi_plus: [...phiPlus], phi_minus: [...phiMinus] } };
  },
  units: (size) => {
    const { alternatives, criteria } = size;
    const gaussians = criteria.filter(({ preference }) => preference?.kind === 'gaussian').length;
    return unitsByCell(size) + 10 * alternatives * alternatives * gaussians;
  },
  onValues: 'run',
  comparedInRobustness: true,
  isAdditive: false,
  departure: RELATIVE_TO_CANDIDATES,
});
