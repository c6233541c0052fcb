import type { Matrix } from '../matrix.ts';
import { weightedSum } from '../methods/weighted-sum.ts';
import * as numbers from '../number-in.ts';
import { seededRandom } from './random.ts';
import { DRAW_TIE } from './rank-counter.ts';
import { drawCells, type UncertainCell } from './uncertain-cells.ts';

// local names: V8 looks an imported function up at each call (see number-in.ts)
const { floatIn } = numbers;

/** Draws of the data beyond this would sharpen no factor by more than its second decimal. */
export const MAX_CONFIDENCE_DRAWS = 10_000;

type Data = { readonly values: Matrix; readonly uncertain: readonly UncertainCell[]; readonly samples: number; readonly seed: number };

/**
 * p_i^c = P(i is first at its central weights) over draws of the uncertain performances (Lahdelma and Salminen 2001). Rows that are
 * known are scored once for each i; a draw then only looks at the uncertain cells.
 */
export function confidenceFactors(data: Data, centralWeights: readonly (Float64Array | null)[]): (number | null)[] {
  const draws = data.uncertain.length === 0 ? 1 : Math.min(data.samples, MAX_CONFIDENCE_DRAWS);
  const values = { ...data.values, cells: data.values.cells.slice() };
  for (const { row, column } of data.uncertain) values.cells[row * values.columns + column] = 0;
  const races = centralWeights.map((weights, i) => weights && raceOf(values, data.uncertain, weights, i));
  const random = seededRandom(data.seed);
  for (let draw = 0; draw < draws; draw++) {
    drawCells(data.uncertain, values, random);
    for (const race of races) if (race && isFirst(race, values, data.uncertain)) race.won++;
  }
  return races.map((race) => race && race.won / draws);
}

/** One alternative against all others at its own central weights. */
type Race = {
  readonly weights: Float64Array;
  readonly runner: number;
  /** The best score among rows without uncertain cells, and what the known cells of the others score. */
  readonly bestKnown: number;
  readonly known: Float64Array;
  readonly scores: Float64Array;
  readonly uncertainRows: readonly number[];
  won: number;
};

function raceOf(valuesWithout: Matrix, uncertain: readonly UncertainCell[], weights: Float64Array, runner: number): Race {
  const known = weightedSum(valuesWithout, weights);
  const rows = new Set(uncertain.map(({ row }) => row));
  const bestKnown = known.reduce((best, score, i) => (rows.has(i) ? best : Math.max(best, score)), Number.NEGATIVE_INFINITY);
  return { weights, runner, bestKnown, known, scores: known.slice(), uncertainRows: [...rows], won: 0 };
}

function isFirst(race: Race, values: Matrix, uncertain: readonly UncertainCell[]): boolean {
  const { scores, known, weights, uncertainRows, runner } = race;
  const { cells, columns } = values;
  for (const row of uncertainRows) scores[row] = floatIn(known, row);
  for (const { row, column } of uncertain)
    scores[row] = floatIn(scores, row) + floatIn(weights, column) * floatIn(cells, row * columns + column);
  const mine = floatIn(scores, runner) + DRAW_TIE;
  if (mine < race.bestKnown) return false;
  for (const row of uncertainRows) if (floatIn(scores, row) > mine) return false;
  return true;
}
