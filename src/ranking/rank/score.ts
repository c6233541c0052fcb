import { filled } from '../../scoring/filled.ts';
import type { MeasuredPart, Performances } from '../measure/measure.ts';
import { scoreOf } from '../measure/utility.ts';

/** Scores by candidate; NaN where a candidate is not scored. Those by the weighted sum are in [0, 1]. */
export type Scores = { readonly score: readonly number[] };

/**
 * Step "score": V_i = sum_j w_j v_ij, the additive value model (Keeney and Raiffa 1976, section 3.6) on fixed scales. The sum is over the
 * candidate's own facts alone: no other candidate can move it. Throws where a score is not finite. `size` is
 * the number of all candidates.
 */
export function score({ parts }: Performances, size: number, candidates: readonly number[]): Scores {
  const sums = filled(size, Number.NaN);
  addScores(parts, candidates, sums);
  return { score: sums };
}

/**
 * Writes the scores of candidates on some parts into `sums`, which is by candidate. These loops read the arrays directly, not by the accessors of
 * `number-in.ts`: those made them a tenth slower (measured on 3,000 offers), and they are much of a request to a large catalog.
 */
export function addScores(parts: readonly MeasuredPart[], candidates: readonly number[], sums: number[]): void {
  for (let k = 0; k < candidates.length; k++) sums[candidates[k] as number] = 0;
  for (const { contribution, column, prepare } of parts) {
    const { valueCode } = column;
    if (prepare) for (let k = 0; k < candidates.length; k++) prepare(candidates[k] as number);
    for (let k = 0; k < candidates.length; k++) {
      const i = candidates[k] as number;
      sums[i] = (sums[i] as number) + (contribution[valueCode[i] as number] as number);
    }
  }
  let total = 0;
  for (let k = 0; k < candidates.length; k++) {
    const i = candidates[k] as number;
    const own = scoreOf(sums[i] as number);
    total += own;
    sums[i] = own;
  }
  if (!Number.isFinite(total)) throw new Error(`the weighted sum gave no finite score to candidate ${notFinite(sums, candidates)}`);
}

function notFinite(sums: readonly number[], candidates: readonly number[]): number | undefined {
  return candidates.find((i) => !Number.isFinite(sums[i]));
}
