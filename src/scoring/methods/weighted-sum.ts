import { z } from 'zod';
import type { Matrix } from '../matrix.ts';
import { floatIn } from '../number-in.ts';
import { SCORE_TIE } from '../ranks.ts';
import { SIZES } from '../sizes.ts';
import { defineMethod, unitsByCell } from './method.ts';

/**
 * The additive value model V_i = sum_j w_j v_ij over values in [0, 1] from fixed scales (Keeney and Raiffa 1976, ch. 3). Each score
 * depends on its own row only: no alternative that comes or goes moves another.
 */
export function weightedSum(values: Matrix, weights: ArrayLike<number>): Float64Array {
  const { rows, columns, cells } = values;
  const shares = Float64Array.from(weights);
  const scores = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += floatIn(shares, j) * floatIn(cells, i * columns + j);
    scores[i] = sum;
  }
  return scores;
}

export const WEIGHTED_SUM = defineMethod({
  name: 'weighted_sum',
  needsWeights: true,
  reads: 'values',
  settings: null,
  criterionSettings: {},
  settingFaults: () => [],
  refusal: () => null,
  better: 'higher',
  tie: SCORE_TIE,
  isRelative: false,
  details: {
    score_ranges: z
      .array(z.tuple([z.number(), z.number()]))
      .max(SIZES.alternatives)
      .meta({ description: 'Least and most, over unknown and uncertain cells.' }),
  },
  run: ({ values, weights }) => {
    const { point, low, high } = values();
    const most = weightedSum(high, weights);
    return {
      scores: weightedSum(point, weights),
      details: { score_ranges: Array.from(weightedSum(low, weights), (least, i): [number, number] => [least, floatIn(most, i)]) },
    };
  },
  units: unitsByCell,
  onValues: 'run',
  comparedInRobustness: true,
  isAdditive: true,
  departure: null,
});
