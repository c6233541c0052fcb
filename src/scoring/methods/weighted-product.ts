import { z } from 'zod';
import { type Direction, directionsOf } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { floatIn } from '../number-in.ts';
import { SCORE_TIE } from '../ranks.ts';
import { SIZES } from '../sizes.ts';
import { WEAK_ON_CRITERION } from './departure.ts';
import { defineMethod, unitsByCell } from './method.ts';

export type WeightedProduct = {
  /** The products; ln of them; and each over the largest, which no change of units alters. */
  readonly scores: Float64Array;
  readonly logScores: Float64Array;
  readonly ratioToBest: Float64Array;
};

/** Performances below this are refused: they are nothing, or so small that a product could underflow. */
const LEAST = 1e-300;

/**
 * P_i = prod_j x_ij^w_j, with -w_j for a criterion to minimise (Bridgman 1922; Triantaphyllou 2000, Multi-criteria Decision Making
 * Methods, 2.2.2), as a sum of logarithms. All cells are positive; the caller refuses others.
 */
export function weightedProduct(raw: Matrix, directions: readonly Direction[], weights: readonly number[]): WeightedProduct {
  const { rows, columns, cells } = raw;
  const exponents = Float64Array.from(weights, (weight, j) => (directions[j] === 'max' ? weight : -weight));
  const logScores = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += floatIn(exponents, j) * Math.log(floatIn(cells, i * columns + j));
    logScores[i] = sum;
  }
  const best = logScores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return { scores: logScores.map(Math.exp), logScores, ratioToBest: logScores.map((score) => Math.exp(score - best)) };
}

/** Products of values in [0, 1]: a candidate that is worth nothing on one criterion is worth nothing at all, as ln 0 is -Infinity. */
function productsOfValues(values: Matrix, weights: readonly number[]): Float64Array {
  return weightedProduct(values, new Array<Direction>(values.columns).fill('max'), weights).scores;
}

const Numbers = z.array(z.number()).max(SIZES.alternatives);

export const WEIGHTED_PRODUCT = defineMethod({
  name: 'weighted_product',
  needsWeights: true,
  reads: 'performances',
  settings: null,
  criterionSettings: {},
  settingFaults: () => [],
  refusal: (performance) =>
    performance < LEAST ? { code: 'not_positive', detail: "weighted_product can't take a performance of 0 or less (below 1e-300)." } : null,
  better: 'higher',
  tie: null,
  isRelative: false,
  details: { log_scores: Numbers, ratio_to_best: Numbers },
  run: (problem) => {
    const { scores, logScores, ratioToBest } = weightedProduct(problem.raw(), directionsOf(problem), problem.weights);
    // products span decades: their logarithms say which are alike
    return { scores, rankedBy: logScores, details: { log_scores: [...logScores], ratio_to_best: [...ratioToBest] } };
  },
  units: unitsByCell,
  onValues: { scores: productsOfValues, tie: SCORE_TIE },
  comparedInRobustness: true,
  isAdditive: false,
  departure: WEAK_ON_CRITERION,
});
