import { z } from 'zod';
import { columnsOf, type Direction, directionsOf } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { floatIn, numberIn } from '../number-in.ts';
import { SIZES } from '../sizes.ts';
import { RELATIVE_TO_CANDIDATES } from './departure.ts';
import { defineMethod, unitsByCell } from './method.ts';

export type Topsis = { readonly closeness: Float64Array; readonly distanceToBest: Float64Array; readonly distanceToWorst: Float64Array };

/**
 * TOPSIS (Hwang and Yoon 1981, 3.3.6): r_ij = x_ij / sqrt(sum_i x_ij^2), u = w r, distances to the best and the worst u of each
 * column, C = d-/(d- + d+). Columns are scaled by their largest magnitude before squaring, so that nothing overflows; a column in
 * which all are equal adds no distance. When no column tells anything apart (0/0, or one alternative), C is 1 for all.
 */
export function topsis(raw: Matrix, directions: readonly Direction[], weights: readonly number[]): Topsis {
  const { rows, columns, cells } = raw;
  const toBest = new Float64Array(rows);
  const toWorst = new Float64Array(rows);
  for (const [j, column] of columnsOf(raw, directions).entries()) {
    if (column.flat) continue;
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += (floatIn(cells, i * columns + j) / column.largestMagnitude) ** 2;
    const factor = numberIn(weights, j) / Math.sqrt(squares);
    const [best, worst] = [column.best / column.largestMagnitude, column.worst / column.largestMagnitude];
    for (let i = 0; i < rows; i++) {
      const cell = floatIn(cells, i * columns + j) / column.largestMagnitude;
      toBest[i] = floatIn(toBest, i) + (factor * (cell - best)) ** 2;
      toWorst[i] = floatIn(toWorst, i) + (factor * (cell - worst)) ** 2;
    }
  }
  const distanceToBest = toBest.map(Math.sqrt);
  const distanceToWorst = toWorst.map(Math.sqrt);
  const closeness = distanceToWorst.map((distance, i) => {
    const both = distance + floatIn(distanceToBest, i);
    return both === 0 ? 1 : distance / both;
  });
  return { closeness, distanceToBest, distanceToWorst };
}

const Numbers = z.array(z.number()).max(SIZES.alternatives);

export const TOPSIS = defineMethod({
  name: 'topsis',
  needsWeights: true,
  reads: 'performances',
  settings: null,
  criterionSettings: {},
  settingFaults: () => [],
  refusal: () => null,
  better: 'higher',
  tie: null,
  isRelative: true,
  details: { distance_to_best: Numbers, distance_to_worst: Numbers },
  run: (problem) => {
    const { closeness, distanceToBest, distanceToWorst } = topsis(problem.raw(), directionsOf(problem), problem.weights);
    return { scores: closeness, details: { distance_to_best: [...distanceToBest], distance_to_worst: [...distanceToWorst] } };
  },
  units: unitsByCell,
  onValues: 'run',
  comparedInRobustness: true,
  isAdditive: false,
  departure: RELATIVE_TO_CANDIDATES,
});
