import { filled } from '../../scoring/filled.ts';
import { numberIn } from '../../scoring/number-in.ts';
import { contributionAt, type Performances } from '../measure/measure.ts';
import { scoreOf } from '../measure/utility.ts';
import { addScores, type Scores } from './score.ts';

/** Scores by the weighted sum that are worked out only for those to whom they can matter. */
export type LazyScores = {
  /** What a candidate cannot score more than. */
  readonly bound: (candidate: number) => number;
  readonly at: (candidate: number) => number;
};

/** Wider than what rounding can add to a sum. */
const SLACK = 1e-9;

/**
 * Scores of candidates that have none so far, beside those that are known. What is computed for a request (the cost of a load) takes longest by
 * far, so until somebody asks for its score a candidate counts as if it were worth all of that.
 */
export function lazyScores({ parts }: Performances, known: Scores, candidates: readonly number[]): LazyScores {
  const scores = known.score.slice();
  const late = parts.filter((part) => part.prepare !== undefined);
  if (late.length === 0) {
    addScores(parts, candidates, scores);
    const at = (candidate: number) => numberIn(scores, candidate);
    return { bound: at, at };
  }
  const sums = filled(scores.length, 0);
  const early = parts.filter((part) => part.prepare === undefined);
  addScores(early, candidates, sums);
  const room = late.reduce((most, { weight }) => most + weight, SLACK);
  const at = (candidate: number): number => {
    const before = numberIn(scores, candidate);
    if (!Number.isNaN(before)) return before;
    let sum = 0;
    for (const part of parts) sum += contributionAt(part, candidate);
    const own = scoreOf(sum);
    scores[candidate] = own;
    return own;
  };
  return { bound: (candidate) => numberIn(sums, candidate) + room, at };
}

/** Where nothing is preferred, all are worth the same. */
export const UNSCORED: LazyScores = { bound: () => 0, at: () => 0 };
