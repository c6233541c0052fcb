import { type Matrix, rowOf } from '../matrix.ts';
import { floatIn, numberIn } from '../number-in.ts';
import { meeting, SAME_VALUE, weightLines } from '../weight-lines.ts';

/** What makes two alternatives score the same. All in values of [0, 1]; null: nothing within reach does. */
export type TippingPoints = {
  /** Score of the first less that of the second. */
  readonly gap: number;
  /** By one criterion's weight, the others in proportion. */
  readonly weight: readonly (number | null)[];
  /** By one performance: the value the first would have, or the second. */
  readonly firstAt: readonly (number | null)[];
  readonly secondAt: readonly (number | null)[];
  /** The weights nearest to the present ones, by total change sum |w' - w|, at which the two tie. */
  readonly leastChange: { readonly total: number; readonly weights: Float64Array } | null;
};

/** Exact pairwise tipping points of the additive model; V_a = V_b solved for one thing at a time. */
export function tippingPoints(values: Matrix, weights: readonly number[], first: number, second: number): TippingPoints {
  const differences = rowOf(values, first).map((value, j) => value - floatIn(values.cells, second * values.columns + j));
  const gap = differences.reduce((sum, difference, j) => sum + difference * numberIn(weights, j), 0);
  const criteria = Array.from(differences, (_, j) => j);
  const shifted =
    (row: number, by: number) =>
    (j: number): number | null => {
      if (weights[j] === 0) return null;
      return withinScale(floatIn(values.cells, row * values.columns + j) + by / numberIn(weights, j));
    };
  return {
    gap,
    weight: criteria.map((j) => {
      const lines = weightLines(values, weights, j);
      return lines && meeting(lines, first, second);
    }),
    firstAt: criteria.map(shifted(first, -gap)),
    secondAt: criteria.map(shifted(second, gap)),
    leastChange: leastWeightChange(differences, weights, gap),
  };
}

/** A hair beyond an anchor is the anchor. */
function withinScale(value: number): number | null {
  if (value < -SAME_VALUE || value > 1 + SAME_VALUE) return null;
  return Math.min(1, Math.max(0, value));
}

/**
 * min sum |w' - w| with sum w' = 1, w' >= 0 and no gap left. Weight moved from criterion p to q closes (d_p - d_q) of the gap per unit:
 * the best q is the same for all, so the program is a continuous knapsack, solved by taking from the widest d_p first.
 */
function leastWeightChange(differences: Float64Array, weights: readonly number[], gap: number): TippingPoints['leastChange'] {
  const changed = Float64Array.from(weights);
  // seen from the one that is ahead
  const lead = gap >= 0 ? differences : differences.map((difference) => -difference);
  let left = Math.abs(gap);
  if (left <= SAME_VALUE) return { total: 0, weights: changed };
  let receiver = 0;
  for (let j = 1; j < lead.length; j++) if (floatIn(lead, j) < floatIn(lead, receiver)) receiver = j;
  const givers = Array.from(lead, (_, j) => j).sort((a, b) => floatIn(lead, b) - floatIn(lead, a) || a - b);
  let moved = 0;
  for (const giver of givers) {
    const perUnit = floatIn(lead, giver) - floatIn(lead, receiver);
    if (perUnit <= 0) break;
    const amount = Math.min(floatIn(changed, giver), left / perUnit);
    changed[giver] = floatIn(changed, giver) - amount;
    changed[receiver] = floatIn(changed, receiver) + amount;
    moved += amount;
    left -= amount * perUnit;
    if (left <= SAME_VALUE) return { total: 2 * moved, weights: changed };
  }
  return null;
}
