import { SCORE_TIE } from './ranks.ts';

const NO_LENGTH = 1e-12;
/** Narrower stretches of a weight can't be met by a request that is written down. */
export const NARROWEST = 1e-6;

/** Where along a weight an owner leads alone, and whose line leads at its beginning. */
export type Stretch = { readonly owner: number; readonly from: number; readonly to: number; readonly line: number };

type Segment = { readonly line: number; readonly from: number; readonly to: number };
type Heights = ArrayLike<number>;

/**
 * Who leads where as one criterion's weight t goes from 0 to 1 and the others keep their proportions: the upper envelope of the lines
 * V_i(t) = (1 - t) rest_i + t value_i, with `rest` the score by the other criteria alone. Lines of one owner count as one; where lines of
 * two owners coincide, neither leads.
 */
export function stretchesOf(rest: Heights, value: Heights, owner: readonly number[]): Stretch[] {
  const stretches: Stretch[] = [];
  const lines = contenders(rest, value);
  for (const { line, from, to } of upperEnvelope(lines, rest, value)) {
    if (to - from <= NO_LENGTH || !leadsAlone(lines, rest, value, owner, line, (from + to) / 2)) continue;
    const last = stretches.at(-1);
    if (last && owner[last.line] === owner[line] && from - last.to <= NO_LENGTH) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ owner: owner[line] as number, from, to, line });
  }
  return stretches;
}

/** Below a line by more than this at both ends, another neither leads nor ties with whoever leads. */
const BELOW = 10 * SCORE_TIE;

/** All lines but those that are below the one with the greatest sum throughout: of many candidates few are left. */
function contenders(rest: Heights, value: Heights): number[] {
  let high = 0;
  for (let i = 1; i < rest.length; i++)
    if ((rest[i] as number) + (value[i] as number) > (rest[high] as number) + (value[high] as number)) high = i;
  const lines: number[] = [];
  const [left, right] = [(rest[high] as number) - BELOW, (value[high] as number) - BELOW];
  for (let i = 0; i < rest.length; i++) if ((rest[i] as number) >= left || (value[i] as number) >= right) lines.push(i);
  return lines;
}

/** The leading lines from left to right: from the highest at 0, each time to the line that crosses first, of several the steepest. */
function upperEnvelope(lines: readonly number[], rest: Heights, value: Heights): Segment[] {
  const slopeOf = (i: number) => (value[i] as number) - (rest[i] as number);
  let leader = lines[0] as number;
  for (const i of lines) {
    const ahead = (rest[i] as number) - (rest[leader] as number);
    if (ahead > SCORE_TIE || (ahead >= -SCORE_TIE && slopeOf(i) > slopeOf(leader))) leader = i;
  }
  const segments: Segment[] = [];
  let from = 0;
  while (lines.length > 0 && from < 1) {
    const height = rest[leader] as number;
    const rise = slopeOf(leader);
    let to = 1;
    let next = -1;
    for (const i of lines) {
      const gain = slopeOf(i) - rise;
      if (gain <= 1e-15) continue;
      const crossing = Math.max(from, (height - (rest[i] as number)) / gain);
      if (crossing > to || (crossing === to && (next < 0 || slopeOf(i) <= slopeOf(next)))) continue;
      to = crossing;
      next = i;
    }
    segments.push({ line: leader, from, to });
    if (next < 0) break;
    from = to;
    leader = next;
  }
  return segments;
}

/** A line of the envelope is linear like the others: who ties with it at a point within its segment does so throughout. */
function leadsAlone(lines: readonly number[], rest: Heights, value: Heights, owner: readonly number[], line: number, t: number): boolean {
  const bar = (1 - t) * (rest[line] as number) + t * (value[line] as number) - 2 * SCORE_TIE;
  const own = owner[line];
  for (const i of lines) if ((1 - t) * (rest[i] as number) + t * (value[i] as number) >= bar && owner[i] !== own) return false;
  return true;
}
