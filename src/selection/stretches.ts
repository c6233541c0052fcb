import { TIE } from './rank.ts';

/** Where along a weight an owner leads alone. `line`: whose line it is there; `next`: the lines that lead just before and just after. */
export type Stretch = {
  readonly owner: number;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly next: readonly number[];
};

type Segment = { readonly line: number; readonly from: number; readonly to: number };

/**
 * Who leads where as one criterion's weight t goes from 0 to 1 and the others keep their proportions: the upper envelope of the lines
 * V_i(t) = (1 - t) rest_i + t value_i, with `rest` the score by the other criteria alone. Lines of one owner count as one.
 */
export function stretchesOf(rest: Float64Array, value: Float64Array, owner: readonly number[]): Stretch[] {
  const segments = upperEnvelope(rest, value);
  const stretches: Stretch[] = [];
  for (let start = 0; start < segments.length; ) {
    const first = segments[start] as Segment;
    let end = start + 1;
    while (end < segments.length && owner[(segments[end] as Segment).line] === owner[first.line]) end++;
    const last = segments[end - 1] as Segment;
    const next = [segments[start - 1], segments[end]].flatMap((segment) => (segment ? [segment.line] : []));
    const stretch = { owner: owner[first.line] as number, from: first.from, to: last.to, line: first.line, next };
    if (leadsAlone(rest, value, owner, stretch)) stretches.push(stretch);
    start = end;
  }
  return stretches;
}

/** The leading lines from left to right: from the highest at 0, each time to the line that crosses first, of several the steepest. */
function upperEnvelope(rest: Float64Array, value: Float64Array): Segment[] {
  const slope = rest.map((base, i) => (value[i] as number) - base);
  let leader = 0;
  for (let i = 1; i < rest.length; i++) {
    const ahead = (rest[i] as number) - (rest[leader] as number);
    if (ahead > TIE || (ahead >= -TIE && (slope[i] as number) > (slope[leader] as number))) leader = i;
  }
  const segments: Segment[] = [];
  let from = 0;
  while (rest.length > 0 && from < 1) {
    let to = 1;
    let next = -1;
    for (let i = 0; i < rest.length; i++) {
      const gain = (slope[i] as number) - (slope[leader] as number);
      if (gain <= 1e-15) continue;
      const crossing = Math.max(from, ((rest[leader] as number) - (rest[i] as number)) / gain);
      if (crossing < to || (next >= 0 && crossing === to && (slope[i] as number) > (slope[next] as number))) [to, next] = [crossing, i];
    }
    segments.push({ line: leader, from, to });
    if (next < 0) break;
    from = to;
    leader = next;
  }
  return segments;
}

function leadsAlone(rest: Float64Array, value: Float64Array, owner: readonly number[], { owner: own, from, to }: Stretch): boolean {
  const t = (from + to) / 2;
  let ours = Number.NEGATIVE_INFINITY;
  let others = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rest.length; i++) {
    const height = (1 - t) * (rest[i] as number) + t * (value[i] as number);
    if (owner[i] === own) ours = Math.max(ours, height);
    else others = Math.max(others, height);
  }
  return ours > others + 2 * TIE;
}
