import { type Direction, RELATIVE_ZERO } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { type PreferenceFunction, type PreferenceShape, shapeOf } from './preference-function.ts';

export type PrometheeFlows = { readonly phi: Float64Array; readonly phiPlus: Float64Array; readonly phiMinus: Float64Array };

/**
 * PROMETHEE II (Brans, Vincke and Mareschal 1986, EJOR 24(2), 228-238): pi(a, b) = sum_j w_j P_j(a, b), phi+ the mean of pi(a, .),
 * phi- the mean of pi(., a), phi = phi+ - phi-. One alternative has flows of 0. The flows of a criterion come from its sorted
 * column: O(m log m) for all but the Gaussian, which visits pairs; no pair is ever stored.
 */
export function prometheeII(
  raw: Matrix,
  directions: readonly Direction[],
  weights: ArrayLike<number>,
  preferences: readonly PreferenceFunction[],
): PrometheeFlows {
  const { rows, columns, cells } = raw;
  const phiPlus = new Float64Array(rows);
  const phiMinus = new Float64Array(rows);
  const goodness = new Float64Array(rows);
  for (let j = 0; j < columns && rows > 1; j++) {
    const share = (weights[j] as number) / (rows - 1);
    if (share === 0) continue;
    const sign = directions[j] === 'max' ? 1 : -1;
    for (let i = 0; i < rows; i++) goodness[i] = sign * (cells[i * columns + j] as number);
    const order = Uint32Array.from(goodness, (_, i) => i).sort((a, b) => (goodness[a] as number) - (goodness[b] as number));
    const rising = Float64Array.from(order, (i) => goodness[i] as number);
    const shape = shapeOf(preferences[j] as PreferenceFunction);
    const above = preferenceOverLower(rising, shape);
    // how far others are preferred to i: the same question with the column turned round
    const below = preferenceOverLower(rising.map((value) => -value).reverse(), shape).reverse();
    for (let position = 0; position < rows; position++) {
      const i = order[position] as number;
      phiPlus[i] = (phiPlus[i] as number) + share * (above[position] as number);
      phiMinus[i] = (phiMinus[i] as number) + share * (below[position] as number);
    }
  }
  return { phi: phiPlus.map((plus, i) => plus - (phiMinus[i] as number)), phiPlus, phiMinus };
}

/** For each position of a rising column, sum_k P(x_i - x_k) over all lower x_k. */
function preferenceOverLower(rising: Float64Array, shape: PreferenceShape): Float64Array {
  const magnitude = Math.max(Math.abs(rising[0] as number), Math.abs(rising[rising.length - 1] as number));
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
    while (below < i && (rising[i] as number) - (rising[below] as number) > at) below++;
    sums[i] = (sums[i] as number) + height * below;
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
    const value = rising[i] as number;
    const previous = i > 0 ? (rising[i - 1] as number) : value;
    while (full < started && value - (rising[full] as number) >= p) {
      onRamp -= previous - q - (rising[full] as number);
      full++;
    }
    onRamp += (started - full) * (value - previous);
    while (started < i && value - (rising[started] as number) > q) {
      if (value - (rising[started] as number) >= p) full++;
      else onRamp += value - q - (rising[started] as number);
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
    const value = rising[i] as number;
    while (full < i && value - (rising[full] as number) > 9 * s) full++;
    let sum = full;
    for (let k = full; k < i; k++) sum -= Math.expm1(-0.5 * ((value - (rising[k] as number)) / s) ** 2);
    sums[i] = sum;
  }
  return sums;
}
