import { grid, type Measured } from './measure.ts';

/** By candidate (places in `view.candidates`; NaN where not scored). `low` and `high`: each unknown at its worst, at its best. */
export type Scores = { readonly score: Float64Array; readonly low: Float64Array; readonly high: Float64Array };

/**
 * Step "score": V_i = sum_j w_j v_ij, the additive value model (Keeney and Raiffa 1976, section 3.6) on fixed scales. A sum over the
 * candidate's own facts alone: no other candidate can move it.
 */
export function score({ leaves }: Measured, size: number, candidates: readonly number[]): Scores {
  const scores = {
    score: new Float64Array(size).fill(Number.NaN),
    low: new Float64Array(size).fill(Number.NaN),
    high: new Float64Array(size).fill(Number.NaN),
  };
  for (const i of candidates) {
    let sum = 0;
    let low = 0;
    let high = 0;
    for (const leaf of leaves) {
      const fact = leaf.column.index[i] as number;
      sum += leaf.contribution[fact] as number;
      low += leaf.low[fact] as number;
      high += leaf.high[fact] as number;
    }
    scores.score[i] = grid(sum);
    scores.low[i] = grid(low);
    scores.high[i] = grid(high);
  }
  return scores;
}
