import { filled } from '../../scoring/filled.ts';
import type { Performances } from '../measure/measure.ts';
import { scoreOf } from '../measure/utility.ts';

/** By candidate (places in `view.candidates`); NaN where not scored. */
export type Scores = { readonly score: readonly number[] };

/**
 * Step "score": V_i = sum_j w_j v_ij, the additive value model (Keeney and Raiffa 1976, section 3.6) on fixed scales. A sum over the
 * candidate's own facts alone: no other candidate can move it. Throws where a score is not finite.
 */
export function score({ parts }: Performances, size: number, candidates: readonly number[]): Scores {
  const sum = filled(size, Number.NaN);
  for (let k = 0; k < candidates.length; k++) sum[candidates[k] as number] = 0;
  for (const { contribution, column, prepare } of parts) {
    const { valueCode } = column;
    if (prepare) for (let k = 0; k < candidates.length; k++) prepare(candidates[k] as number);
    for (let k = 0; k < candidates.length; k++) {
      const i = candidates[k] as number;
      sum[i] = (sum[i] as number) + (contribution[valueCode[i] as number] as number);
    }
  }
  let total = 0;
  for (let k = 0; k < candidates.length; k++) {
    const i = candidates[k] as number;
    const own = scoreOf(sum[i] as number);
    total += own;
    sum[i] = own;
  }
  if (!Number.isFinite(total)) throw new Error(`the weighted sum gave no finite score to candidate ${notFinite(sum, candidates)}`);
  return { score: sum };
}

function notFinite(sum: readonly number[], candidates: readonly number[]): number | undefined {
  return candidates.find((i) => !Number.isFinite(sum[i]));
}
