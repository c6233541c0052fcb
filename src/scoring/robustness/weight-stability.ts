import type { Matrix } from '../matrix.ts';
import { numberIn } from '../number-in.ts';
import { gain, meeting, type WeightLines, weightLines } from '../weight-lines.ts';

/** How far one criterion's weight can move, the others in proportion, before the leader, or any rank, changes. Ends included. */
export type StabilityInterval = {
  readonly criterion: number;
  readonly weight: number;
  /** Null where the criterion has all the weight. */
  readonly leader: Interval | null;
  readonly ranking: Interval | null;
};

/** Who takes over beyond each end; null at 0 and 1, where nobody does. */
export type Interval = { readonly lo: number; readonly hi: number; readonly below: number | null; readonly above: number | null };

/**
 * Exact weight-stability intervals of each criterion (Goodwin and Wright 2004, Decision Analysis for Management Judgment, ch. 3, read
 * off a graph there; Triantaphyllou and Sanchez 1997, Decision Sciences 28(1), is the same line). `ranks` are the ranks at `weights`;
 * `leader` is one with rank 1. An alternative tied with the leader closes the interval on the side where it gains.
 */
export function weightStability(values: Matrix, weights: readonly number[], ranks: readonly number[], leader: number): StabilityInterval[] {
  const inRankOrder = ranks.map((_, i) => i).sort((a, b) => numberIn(ranks, a) - numberIn(ranks, b));
  return Array.from({ length: values.columns }, (_, criterion) => {
    const lines = weightLines(values, weights, criterion);
    const weight = numberIn(weights, criterion);
    if (lines === null) return { criterion, weight, leader: null, ranking: null };
    const present = { lines, weight };
    return { criterion, weight, leader: leaderInterval(present, leader), ranking: rankingInterval(present, ranks, inRankOrder) };
  });
}

/** The lines along a criterion's weight, and what that weight is now. */
type Present = { readonly lines: WeightLines; readonly weight: number };

const WHOLE: Interval = { lo: 0, hi: 1, below: null, above: null };

function leaderInterval(present: Present, leader: number): Interval {
  let interval = WHOLE;
  for (let rival = 0; rival < present.lines.at0.length; rival++)
    if (rival !== leader) interval = narrowed(interval, present, leader, rival);
  return interval;
}

/** The first change of the whole ranking, as a weight moves, is between neighbours in it, or within a group of tied ones. */
function rankingInterval(present: Present, ranks: readonly number[], inRankOrder: readonly number[]): Interval {
  let interval = WHOLE;
  for (let position = 1; position < inRankOrder.length; position++) {
    const [ahead, behind] = [numberIn(inRankOrder, position - 1), numberIn(inRankOrder, position)];
    interval = narrowed(interval, present, ahead, behind);
    // two that tie part on either side of the present weight
    if (ranks[ahead] === ranks[behind]) interval = narrowed(interval, present, behind, ahead);
  }
  return interval;
}

/** The interval cut at the weight where `behind` catches up with `ahead`, on the side of the present weight where it does. */
function narrowed(interval: Interval, { lines, weight }: Present, ahead: number, behind: number): Interval {
  const at = meeting(lines, ahead, behind);
  const gained = gain(lines, behind, ahead);
  if (at === null || gained === 0) return interval;
  if (gained > 0) {
    // rounding can put the meeting point of a tie on the wrong side of the present weight
    const hi = Math.max(at, weight);
    if (hi >= 1 || hi > interval.hi) return interval;
    return hi === interval.hi && !isSteeper(lines, behind, interval.above, 1) ? interval : { ...interval, hi, above: behind };
  }
  const lo = Math.min(at, weight);
  if (lo <= 0 || lo < interval.lo) return interval;
  return lo === interval.lo && !isSteeper(lines, behind, interval.below, -1) ? interval : { ...interval, lo, below: behind };
}

/** Of those that catch up at the same weight, the one that leads beyond it. */
function isSteeper(lines: WeightLines, candidate: number, current: number | null, direction: 1 | -1): boolean {
  return current === null || direction * gain(lines, candidate, current) > 0;
}
