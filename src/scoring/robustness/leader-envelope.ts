import { contenders, type EnvelopePrecision, envelopeSegments } from '../envelope.ts';
import type { Matrix } from '../matrix.ts';
import { numberIn } from '../number-in.ts';
import { meeting, SAME_VALUE, type WeightLines, weightLines } from '../weight-lines.ts';

/** Who leads between two weights of a criterion; several when they have the same scores all along. */
export type LeaderSegment = { readonly from: number; readonly to: number; readonly leaders: readonly number[] };

/**
 * For an analysis of a bare matrix, whose values are exact: they tie only within rounding. A breakpoint is where two lines meet by the same
 * `meeting` that ends a stability interval, so that the two answers agree to the last digit.
 */
const OF_VALUES: EnvelopePrecision = {
  tie: SAME_VALUE,
  steeper: SAME_VALUE,
  parallel: SAME_VALUE,
  sameWeight: SAME_VALUE,
  crossing: meeting,
};

/**
 * Who leads along one criterion's weight from 0 to 1, the others in proportion, with exact breakpoints. Empty when the criterion has all the
 * weight: the others then have no proportions.
 */
export function leaderEnvelope(values: Matrix, weights: ArrayLike<number>, criterion: number): LeaderSegment[] {
  const lines = weightLines(values, weights, criterion);
  if (lines === null) return [];
  const candidates = contenders(lines);
  return envelopeSegments(lines, candidates, OF_VALUES).map(({ line, from, to }) => ({
    from,
    to,
    leaders: candidates.filter((other) => coincide(lines, line, other)),
  }));
}

function coincide({ at0, at1 }: WeightLines, a: number, b: number): boolean {
  const [gap0, gap1] = [numberIn(at0, a) - numberIn(at0, b), numberIn(at1, a) - numberIn(at1, b)];
  return Math.abs(gap0) <= SAME_VALUE && Math.abs(gap1) <= SAME_VALUE;
}
