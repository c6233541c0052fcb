import { contributionAt, type MeasuredPart, type Performances } from '../measure/measure.ts';
import { scoreOf } from '../measure/utility.ts';
import { type Scores, score } from './score.ts';

/** Scores by the weighted sum that are worked out only for those to whom they can matter. */
export type LazyScores = {
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
export function lazyScores(performances: Performances, known: Scores, candidates: readonly number[]): LazyScores {
  const isLate = (part: MeasuredPart) => part.prepare !== undefined;
  const sums = score({ ...performances, parts: performances.parts.filter((part) => !isLate(part)) }, known.score.length, candidates).score;
  const late = performances.parts.filter(isLate);
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
    for (const part of performances.parts) sum += contributionAt(part, candidate);
    scored[candidate] = scoreOf(sum);
    return scored[candidate] as number;
  };
  return { bound: (candidate) => (sums[candidate] as number) + room, at };
}

/** Where nothing is preferred, all are worth the same. */
export const UNSCORED: LazyScores = { bound: () => 0, at: () => 0 };
