import { numberIn } from './number-in.ts';
import { SCORE_TIE } from './ranks.ts';
import { gain, type WeightLines } from './weight-lines.ts';

/** From the weight `from` to `to` no line is above this one. */
export type EnvelopeSegment = { readonly line: number; readonly from: number; readonly to: number };

/** What counts as equal along an envelope, and how a crossing is rounded: the digits of its breakpoints depend on it. */
export type EnvelopePrecision = {
  /** Lines within this of the highest at weight 0 tie there. */
  readonly tie: number;
  /** Of two that tie at weight 0, the one that is steeper by more than this leads. */
  readonly steeper: number;
  /** A line that gains no more than this on the leader is parallel to it and never passes it. */
  readonly parallel: number;
  /** Lines that cross the leader within this weight of one another cross it together: the steepest leads from there. */
  readonly sameWeight: number;
  /** The weight at which `line`, which gains on the leader, meets it; null where the two never meet. */
  readonly crossing: (lines: WeightLines, line: number, leader: number) => number | null;
};

/** Shorter than this a segment is only what rounding made of one point. */
export const NO_LENGTH = 1e-12;

/** A line that is this far below another at both ends neither leads nor ties with whoever leads, by any precision in use. */
const BELOW = 10 * SCORE_TIE;

/** All lines but those that are throughout below the one with the greatest sum of its ends: of many lines few are left. Ascending. */
export function contenders({ at0, at1 }: WeightLines): number[] {
  const size = at0.length;
  let highest = 0;
  for (let i = 1; i < size; i++) if (numberIn(at0, i) + numberIn(at1, i) > numberIn(at0, highest) + numberIn(at1, highest)) highest = i;
  const lines: number[] = [];
  if (size === 0) return lines;
  const [left, right] = [numberIn(at0, highest) - BELOW, numberIn(at1, highest) - BELOW];
  for (let i = 0; i < size; i++) if (numberIn(at0, i) >= left || numberIn(at1, i) >= right) lines.push(i);
  return lines;
}

/**
 * The upper envelope of the lines among `candidates` as the weight goes from 0 to 1: who leads where, from left to right, with the exact
 * breakpoints. It walks from the highest line at 0, each time to the line that crosses the leader first. Segments without length are left out.
 */
export function envelopeSegments(lines: WeightLines, candidates: readonly number[], precision: EnvelopePrecision): EnvelopeSegment[] {
  const { parallel, sameWeight, crossing } = precision;
  const segments: EnvelopeSegment[] = [];
  let leader = leaderAtZero(lines, candidates, precision);
  let from = 0;
  while (leader !== NOBODY && from < 1) {
    let to = 1;
    let next = NOBODY;
    for (let k = 0; k < candidates.length; k++) {
      const line = numberIn(candidates, k);
      if (gain(lines, line, leader) <= parallel) continue;
      const met = crossing(lines, line, leader);
      if (met === null || met >= 1) continue;
      const at = Math.max(from, met);
      if (next === NOBODY || at < to - sameWeight || (at <= to + sameWeight && gain(lines, line, next) > 0)) {
        to = at;
        next = line;
      }
    }
    if (to - from > NO_LENGTH) segments.push({ line: leader, from, to });
    from = to;
    leader = next;
  }
  return segments;
}

const NOBODY = -1;

function leaderAtZero(lines: WeightLines, candidates: readonly number[], { tie, steeper }: EnvelopePrecision): number {
  let leader = NOBODY;
  for (let k = 0; k < candidates.length; k++) {
    const line = numberIn(candidates, k);
    if (leader === NOBODY) leader = line;
    const ahead = numberIn(lines.at0, line) - numberIn(lines.at0, leader);
    if (ahead > tie || (ahead >= -tie && gain(lines, line, leader) > steeper)) leader = line;
  }
  return leader;
}
