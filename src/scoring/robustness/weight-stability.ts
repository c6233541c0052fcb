import type { Matrix } from '../matrix.ts';
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
export function weightStability(values: Matrix, weights: ArrayLike<number>, ranks: readonly number[], leader: number): StabilityInterval[] {
  const inRankOrder = ranks.map((_, i) => i).sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  return Array.from({ length: values.columns }, (_, criterion) => {
    const lines = weightLines(values, weights, criterion);
    const weight = weights[criterion] as number;
    if (lines === null) return { criterion, weight, leader: null, ranking: null };
    return { criterion, weight, leader: leaderInterval(lines, leader), ranking: rankingInterval(lines, ranks, inRankOrder) };
  });
}

function leaderInterval(lines: WeightLines, leader: number): Interval {
  let interval: Interval = { lo: 0, hi: 1, below: null, above: null };
  for (let rival = 0; rival < lines.at0.length; rival++) if (rival !== leader) interval = narrowed(interval, lines, leader, rival);
  return interval;
}

/** The first change of the whole ranking, as a weight moves, is between neighbours in it, or within a group of tied ones. */
function rankingInterval(lines: WeightLines, ranks: readonly number[], inRankOrder: readonly number[]): Interval {
  let interval: Interval = { lo: 0, hi: 1, below: null, above: null };
  for (let position = 1; position < inRankOrder.length; position++) {
    const [ahead, behind] = [inRankOrder[position - 1] as number, inRankOrder[position] as number];
    interval = narrowed(interval, lines, ahead, behind);
    // a tie parts on either side
    if (ranks[ahead] === ranks[behind]) interval = narrowed(interval, lines, behind, ahead);
  }
  return interval;
}

/** The interval cut at the weight where `behind` catches up with `ahead`, on the side of the present weight where it does. */
function narrowed(interval: Interval, lines: WeightLines, ahead: number, behind: number): Interval {
  const at = meeting(lines, ahead, behind);
  const gained = gain(lines, behind, ahead);
  if (at === null || gained === 0) return interval;
  if (gained > 0) {
    // rounding can put the meeting point of a tie on the wrong side of the present weight
    const hi = Math.max(at, lines.weight);
    if (hi >= 1 || hi > interval.hi) return interval;
    return hi === interval.hi && !steeper(lines, behind, interval.above, 1) ? interval : { ...interval, hi, above: behind };
  }
  const lo = Math.min(at, lines.weight);
  if (lo <= 0 || lo < interval.lo) return interval;
  return lo === interval.lo && !steeper(lines, behind, interval.below, -1) ? interval : { ...interval, lo, below: behind };
}

/** Of those that catch up at the same weight, the one that leads beyond it. */
function steeper(lines: WeightLines, candidate: number, current: number | null, direction: 1 | -1): boolean {
  return current === null || direction * gain(lines, candidate, current) > 0;
}
