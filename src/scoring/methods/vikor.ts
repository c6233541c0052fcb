import { columnsOf, type Direction, RELATIVE_ZERO } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { SCORE_TIE } from '../ranks.ts';

export type Vikor = {
  /** Group utility, individual regret, and their compromise: low is best in all three. */
  readonly s: Float64Array;
  readonly r: Float64Array;
  readonly q: Float64Array;
  readonly compromise: Compromise;
};

export type Compromise = {
  /** Indices, by Q. */
  readonly alternatives: readonly number[];
  /** C1: Q(2) - Q(1) >= 1/(m - 1). C2: the first by Q is first by S or R too. */
  readonly acceptableAdvantage: boolean;
  readonly acceptableStability: boolean;
};

/**
 * VIKOR (Opricovic and Tzeng 2004, EJOR 156(2), 445-455): S_i = sum_j w_j (f*_j - f_ij)/(f*_j - f-_j), R_i the largest of those
 * terms, Q_i = v (S_i - S*)/(S- - S*) + (1 - v)(R_i - R*)/(R- - R*). A range of zero, or one that only floats make, gives its
 * term 0 for all: with one alternative, or all equal, Q is 0.
 */
export function vikor(raw: Matrix, directions: readonly Direction[], weights: ArrayLike<number>, v: number): Vikor {
  const { rows, columns, cells } = raw;
  const s = new Float64Array(rows);
  const r = new Float64Array(rows);
  for (const [j, column] of columnsOf(raw, directions).entries()) {
    if (column.flat) continue;
    for (let i = 0; i < rows; i++) {
      const regret = ((weights[j] as number) * (column.best - (cells[i * columns + j] as number))) / (column.best - column.worst);
      s[i] = (s[i] as number) + regret;
      r[i] = Math.max(r[i] as number, regret);
    }
  }
  const [utility, regret] = [shareOfRange(s), shareOfRange(r)];
  const q = utility.map((share, i) => v * share + (1 - v) * (regret[i] as number));
  return { s, r, q, compromise: compromiseOf(s, r, q) };
}

function shareOfRange(scores: Float64Array): Float64Array {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  // S and R are shares of the weights, which sum to 1: an absolute zero is a relative one
  return high - low <= RELATIVE_ZERO ? new Float64Array(scores.length) : scores.map((score) => (score - low) / (high - low));
}

/** Both conditions: the first alone. Without C2: it and the second. Without C1: all that are not an acceptable advantage behind. */
function compromiseOf(s: Float64Array, r: Float64Array, q: Float64Array): Compromise {
  const order = Array.from(q, (_, i) => i).sort((a, b) => (q[a] as number) - (q[b] as number) || a - b);
  const first = order[0];
  if (first === undefined) return { alternatives: [], acceptableAdvantage: false, acceptableStability: false };
  const behind = (i: number): number => (q[i] as number) - (q[first] as number);
  const advantage = order.length > 1 ? 1 / (order.length - 1) : 0;
  const second = order[1] === undefined ? 0 : behind(order[1]);
  const acceptableAdvantage = order.length === 1 || second >= advantage - RELATIVE_ZERO;
  const acceptableStability = (s[first] as number) <= Math.min(...s) + SCORE_TIE || (r[first] as number) <= Math.min(...r) + SCORE_TIE;
  const within = (limit: (lag: number) => boolean): number[] => order.filter((i) => i === first || limit(behind(i)));
  const alternatives = !acceptableAdvantage
    ? within((lag) => lag < advantage - RELATIVE_ZERO)
    : acceptableStability
      ? [first]
      : within((lag) => lag <= second + SCORE_TIE);
  return { alternatives, acceptableAdvantage, acceptableStability };
}
