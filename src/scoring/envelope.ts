import { SCORE_TIE } from './ranks.ts';
import { gain, meeting, type WeightLines } from './weight-lines.ts';

/** From the weight `from` to `to` no line is above this one. */
export type EnvelopeSegment = { readonly line: number; readonly from: number; readonly to: number };

/** What counts as equal along an envelope. The last digits of its breakpoints depend on it, and answers show them. */
export type EnvelopePrecision = {
  /** Lines within this of the highest at weight 0 tie there. */
  readonly tie: number;
  /** Of two that tie at weight 0, the one that is steeper by more than this leads. */
  readonly steeper: number;
  /** A line that gains no more than this on the leader is parallel to it and never passes it. */
  readonly parallel: number;
  /** Lines that cross the leader within this weight of one another cross it together: the steepest leads from there. */
  readonly sameWeight: number;
  /** Whether lines that are the same at 0 or at 1, but for rounding, meet right there: a crossing is then their `meeting`. */
  readonly snapsToEnds: boolean;
};

/** Shorter than this a segment is only what rounding made of one point. */
export const NO_LENGTH = 1e-12;

/** A line that is this far below another at both ends neither leads nor ties with whoever leads, by any precision in use. */
const BELOW = 10 * SCORE_TIE;

/** All lines but those that are throughout below the one with the greatest sum of its ends: of many lines few are left. Ascending. */
export function contenders({ at0, at1 }: WeightLines): number[] {
  const size = at0.length;
  let highest = 0;
  for (let i = 1; i < size; i++) if (heightIn(at0, i) + heightIn(at1, i) > heightIn(at0, highest) + heightIn(at1, highest)) highest = i;
  const lines: number[] = [];
  if (size === 0) return lines;
  const [left, right] = [heightIn(at0, highest) - BELOW, heightIn(at1, highest) - BELOW];
  for (let i = 0; i < size; i++) if (heightIn(at0, i) >= left || heightIn(at1, i) >= right) lines.push(i);
  return lines;
}

/**
 * The upper envelope of the lines among `candidates` as the weight goes from 0 to 1: who leads where, from left to right, with the exact
 * breakpoints. It walks from the highest line at 0, each time to the line that crosses the leader first. Segments without length are left out.
 */
export function envelopeSegments(lines: WeightLines, candidates: readonly number[], precision: EnvelopePrecision): EnvelopeSegment[] {
  const { parallel, sameWeight, snapsToEnds } = precision;
  const segments: EnvelopeSegment[] = [];
  let leader = leaderAtZero(lines, candidates, precision);
  let from = 0;
  while (leader !== NOBODY && from < 1) {
    const height = heightIn(lines.at0, leader);
    const slope = slopeOf(lines, leader);
    let to = 1;
    let next = NOBODY;
    let steepest = 0;
    for (const line of candidates) {
      const own = slopeOf(lines, line);
      if (own - slope <= parallel) continue;
      const met = snapsToEnds ? (meeting(lines, line, leader) ?? Number.NaN) : (height - heightIn(lines.at0, line)) / (own - slope);
      if (!(met < 1)) continue;
      const at = Math.max(from, met);
      if (next === NOBODY || at < to - sameWeight || (at <= to + sameWeight && own > steepest)) {
        to = at;
        next = line;
        steepest = own;
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
  let height = Number.NEGATIVE_INFINITY;
  for (const line of candidates) {
    const own = heightIn(lines.at0, line);
    const ahead = own - height;
    if (!(ahead > tie || (ahead >= -tie && gain(lines, line, leader) > steeper))) continue;
    leader = line;
    height = own;
  }
  return leader;
}

function slopeOf({ at0, at1 }: WeightLines, line: number): number {
  return heightIn(at1, line) - heightIn(at0, line);
}

// An accessor of its own: in these loops the shared one, which meets all kinds of arrays, takes half as long again.
function heightIn(heights: readonly number[], line: number): number {
  return heights[line] as number;
}
