import * as numbers from '../number-in.ts';

// local names: V8 looks an imported function up at each call (see number-in.ts)
const { floatIn, uintIn } = numbers;
/** Scores nearer than this are the same in a draw: equal rows, which only rounding parts. */
export const DRAW_TIE = 1e-12;

export type RankCounter = {
  /** Ranks one draw of scores, best first; `order` and `ranks` hold it until the next. */
  readonly rank: (scores: Float64Array) => void;
  readonly order: Uint32Array;
  readonly ranks: Uint32Array;
};

/**
 * Competition ranks of many draws without a sort each: scores fall into as many buckets as there are alternatives, and an insertion
 * pass puts right what shares a bucket. O(m) a draw where scores spread evenly.
 */
export function rankCounter(alternatives: number): RankCounter {
  const order = new Uint32Array(alternatives);
  const ranks = new Uint32Array(alternatives);
  const buckets = new Uint32Array(alternatives);
  const starts = new Uint32Array(alternatives + 1);

  const rank = (scores: Float64Array): void => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < alternatives; i++) {
      const score = floatIn(scores, i);
      if (score < low) low = score;
      if (score > high) high = score;
    }
    if (high - low <= DRAW_TIE) {
      for (let i = 0; i < alternatives; i++) order[i] = i;
      ranks.fill(1);
      return;
    }
    const perBucket = (alternatives - 1) / (high - low);
    starts.fill(0);
    for (let i = 0; i < alternatives; i++) {
      const bucket = ((high - floatIn(scores, i)) * perBucket) | 0;
      buckets[i] = bucket;
      starts[bucket + 1] = uintIn(starts, bucket + 1) + 1;
    }
    for (let bucket = 1; bucket <= alternatives; bucket++) starts[bucket] = uintIn(starts, bucket) + uintIn(starts, bucket - 1);
    for (let i = 0; i < alternatives; i++) {
      const bucket = uintIn(buckets, i);
      const position = uintIn(starts, bucket);
      starts[bucket] = position + 1;
      order[position] = i;
    }
    for (let position = 1; position < alternatives; position++) {
      const moving = uintIn(order, position);
      const score = floatIn(scores, moving);
      let gap = position;
      while (gap > 0 && floatIn(scores, uintIn(order, gap - 1)) < score) {
        order[gap] = uintIn(order, gap - 1);
        gap--;
      }
      order[gap] = moving;
    }
    let head = 0;
    for (let position = 0; position < alternatives; position++) {
      const at = uintIn(order, position);
      if (floatIn(scores, uintIn(order, head)) - floatIn(scores, at) > DRAW_TIE) head = position;
      ranks[at] = head + 1;
    }
  };
  return { rank, order, ranks };
}
