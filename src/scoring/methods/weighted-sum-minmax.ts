import { columnsOf, type Direction, directionsOf } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { floatIn, numberIn } from '../number-in.ts';
import { RELATIVE_TO_CANDIDATES } from './departure.ts';
import { defineMethod, unitsByCell } from './method.ts';

/**
 * The weighted sum over min-max normalised columns (Hwang and Yoon 1981, Multiple Attribute Decision Making, 3.3.1, simple additive
 * weighting): v = (x - worst)/(best - worst) with the best and worst of the alternatives present. A column in which all are equal
 * gives 0 to all. Local scaling: an alternative that comes or goes can reorder the others; `weightedSum` is the default for that reason.
 */
export function weightedSumMinmax(raw: Matrix, directions: readonly Direction[], weights: readonly number[]): Float64Array {
  const scores = new Float64Array(raw.rows);
  for (const [j, column] of columnsOf(raw, directions).entries()) {
    if (column.flat) continue;
    const [weight, range] = [numberIn(weights, j), column.best - column.worst];
    for (let i = 0; i < raw.rows; i++) {
      const cell = floatIn(raw.cells, i * raw.columns + j);
      scores[i] = floatIn(scores, i) + (weight * (cell - column.worst)) / range;
    }
  }
  return scores;
}

export const WEIGHTED_SUM_MINMAX = defineMethod({
  name: 'weighted_sum_minmax',
  needsWeights: true,
  reads: 'performances',
  settings: null,
  criterionSettings: {},
  settingFaults: () => [],
  refusal: () => null,
  better: 'higher',
  tie: null,
  isRelative: true,
  details: {},
  run: (problem) => ({ scores: weightedSumMinmax(problem.raw(), directionsOf(problem), problem.weights), details: {} }),
  units: unitsByCell,
  onValues: 'run',
  comparedInRobustness: true,
  isAdditive: false,
  departure: RELATIVE_TO_CANDIDATES,
});
