import type { Matrix } from '../matrix.ts';
import { gain, meeting, SAME_VALUE, type WeightLines, weightLines } from '../weight-lines.ts';

/** Who leads between two weights of a criterion; several when they have the same scores all along. */
export type EnvelopeSegment = { readonly from: number; readonly to: number; readonly leaders: readonly number[] };

/**
 * The upper envelope of the scores along one criterion's weight from 0 to 1, the others in proportion, with exact breakpoints.
 * Empty when the criterion has all the weight: the others then have no proportions.
 */
export function leaderEnvelope(values: Matrix, weights: ArrayLike<number>, criterion: number): EnvelopeSegment[] {
  const lines = weightLines(values, weights, criterion);
  if (lines === null || values.rows === 0) return [];
  const segments: EnvelopeSegment[] = [];
  let leader = leaderAt0(lines);
  let from = 0;
  for (;;) {
    const next = overtaker(lines, leader, from);
    const to = next?.at ?? 1;
    if (to - from > SAME_VALUE) segments.push({ from, to, leaders: coincident(lines, leader) });
    if (next === null) return segments;
    leader = next.by;
    from = next.at;
  }
}

function leaderAt0(lines: WeightLines): number {
  let leader = 0;
  for (let i = 1; i < lines.at0.length; i++) {
    const lead = (lines.at0[i] as number) - (lines.at0[leader] as number);
    if (lead > SAME_VALUE || (lead >= -SAME_VALUE && gain(lines, i, leader) > SAME_VALUE)) leader = i;
  }
  return leader;
}

/** The first to pass the leader after `from`; of those that pass at once, the one that gains fastest. */
function overtaker(lines: WeightLines, leader: number, from: number): { at: number; by: number } | null {
  let next: { at: number; by: number } | null = null;
  for (let i = 0; i < lines.at0.length; i++) {
    if (gain(lines, i, leader) <= SAME_VALUE) continue;
    const at = meeting(lines, i, leader);
    if (at === null || at >= 1 || at < from - SAME_VALUE) continue;
    if (next === null || at < next.at - SAME_VALUE || (at <= next.at + SAME_VALUE && gain(lines, i, next.by) > 0))
      next = { at: Math.max(at, from), by: i };
  }
  return next;
}

function coincident(lines: WeightLines, leader: number): number[] {
  const same = (ends: Float64Array, i: number): boolean => Math.abs((ends[i] as number) - (ends[leader] as number)) <= SAME_VALUE;
  return Array.from(lines.at0, (_, i) => i).filter((i) => same(lines.at0, i) && same(lines.at1, i));
}
