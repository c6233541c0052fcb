import { contenders, type EnvelopePrecision, type EnvelopeSegment, envelopeSegments, NO_LENGTH } from './envelope.ts';
import { numberIn } from './number-in.ts';
import { SCORE_TIE } from './ranks.ts';
import { gain, heightAt, type WeightLines } from './weight-lines.ts';

/** Narrower intervals of a weight can't be met by a request that is written down. */
export const NARROWEST = 1e-6;

/** Where along a weight an owner leads alone, and whose line leads at its beginning. */
export type LeaderInterval = EnvelopeSegment & { readonly owner: number };

/**
 * For the scores of rankings, which tie within SCORE_TIE: of those that tie at 0, the steepest leads. Beyond 0 nothing is rounded, and who
 * ties is left to `leadsAlone`. A breakpoint is a quotient of the gap and of the gain that were compared to find it: `meeting` would round
 * it otherwise, and answers show its last digit.
 */
const OF_SCORES: EnvelopePrecision = {
  tie: SCORE_TIE,
  steeper: 0,
  parallel: 1e-15,
  sameWeight: 0,
  crossing: (lines, line, leader) => (numberIn(lines.at0, leader) - numberIn(lines.at0, line)) / gain(lines, line, leader),
};

/**
 * Which owner leads where as one criterion's weight goes from 0 to 1: the upper envelope with the lines of one owner counted as one. Where
 * lines of two owners coincide, neither leads. `owner` is by line.
 */
export function leaderIntervals(lines: WeightLines, owner: readonly number[]): LeaderInterval[] {
  const intervals: LeaderInterval[] = [];
  const candidates = contenders(lines);
  for (const segment of envelopeSegments(lines, candidates, OF_SCORES)) {
    if (!leadsAlone(lines, candidates, owner, segment)) continue;
    const own = numberIn(owner, segment.line);
    const last = intervals.at(-1);
    if (last && last.owner === own && segment.from - last.to <= NO_LENGTH) intervals[intervals.length - 1] = { ...last, to: segment.to };
    else intervals.push({ owner: own, from: segment.from, to: segment.to, line: segment.line });
  }
  return intervals;
}

/** A line of the envelope is straight like the others: who ties with it in the middle of its segment does so throughout. */
function leadsAlone(lines: WeightLines, candidates: readonly number[], owner: readonly number[], segment: EnvelopeSegment): boolean {
  const own = numberIn(owner, segment.line);
  const middle = (segment.from + segment.to) / 2;
  const bar = heightAt(lines, segment.line, middle) - 2 * SCORE_TIE;
  for (let k = 0; k < candidates.length; k++) {
    const line = numberIn(candidates, k);
    if (heightAt(lines, line, middle) >= bar && numberIn(owner, line) !== own) return false;
  }
  return true;
}
