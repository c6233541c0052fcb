import { contributionAt, type Measured, type MeasuredLeaf } from '../measure/measure.ts';
import { scoreOf } from '../measure/utility.ts';
import { type Scores, score } from './score.ts';

/** Scores by the weighted sum that are worked out only for those to whom they can matter. */
export type LateScores = {
  /** What a candidate cannot score more than. */
  readonly bound: (candidate: number) => number;
  readonly at: (candidate: number) => number;
};

/** Wider than what rounding can add to a sum. */
const SLACK = 1e-9;

/**
 * Of candidates without a score so far. What has to be worked out for a request (the cost of a load) takes longest by far: until somebody asks,
 * a candidate counts as if it were worth all of that.
 */
export function lateScores(measured: Measured, known: Scores, candidates: readonly number[]): LateScores {
  const isLate = (leaf: MeasuredLeaf) => leaf.ready !== undefined;
  const sums = score({ ...measured, leaves: measured.leaves.filter((leaf) => !isLate(leaf)) }, known.score.length, candidates).score;
  const late = measured.leaves.filter(isLate);
  const scored = known.score.slice();
  if (late.length === 0) {
    for (const candidate of candidates) scored[candidate] = sums[candidate] as number;
    const at = (candidate: number) => scored[candidate] as number;
    return { bound: at, at };
  }
  const room = late.reduce((most, { weight }) => most + weight, SLACK);
  const at = (candidate: number): number => {
    const before = scored[candidate] as number;
    if (!Number.isNaN(before)) return before;
    let sum = 0;
    for (const leaf of measured.leaves) sum += contributionAt(leaf, candidate);
    scored[candidate] = scoreOf(sum);
    return scored[candidate] as number;
  };
  return { bound: (candidate) => (sums[candidate] as number) + room, at };
}

/** Where nothing is preferred, all are worth the same. */
export const UNSCORED: LateScores = { bound: () => 0, at: () => 0 };
