import { z } from 'zod';
import { columnsOf, type Direction, directionsOf, RELATIVE_ZERO } from '../columns.ts';
import type { Matrix } from '../matrix.ts';
import { floatIn, numberIn } from '../number-in.ts';
import { SCORE_TIE } from '../ranks.ts';
import { SIZES } from '../sizes.ts';
import { RELATIVE_TO_CANDIDATES } from './departure.ts';
import { defineMethod, unitsByCell } from './method.ts';

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
export function vikor(raw: Matrix, directions: readonly Direction[], weights: readonly number[], v: number): Vikor {
  const { rows, columns, cells } = raw;
  const s = new Float64Array(rows);
  const r = new Float64Array(rows);
  for (const [j, column] of columnsOf(raw, directions).entries()) {
    if (column.flat) continue;
    const weight = numberIn(weights, j);
    for (let i = 0; i < rows; i++) {
      const regret = (weight * (column.best - floatIn(cells, i * columns + j))) / (column.best - column.worst);
      s[i] = floatIn(s, i) + regret;
      r[i] = Math.max(floatIn(r, i), regret);
    }
  }
  const [utility, regret] = [shareOfRange(s), shareOfRange(r)];
  const q = utility.map((share, i) => v * share + (1 - v) * floatIn(regret, i));
  return { s, r, q, compromise: compromiseOf(s, r, q) };
}

function shareOfRange(scores: Float64Array): Float64Array {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  // S and R are shares of the weights, which sum to 1: an absolute zero is a relative one
  return high - low <= RELATIVE_ZERO ? new Float64Array(scores.length) : scores.map((score) => (score - low) / (high - low));
}

/** Both conditions: the first alone. Without C2: it and the second. Without C1: all that are not an acceptable advantage behind. */
function compromiseOf(s: Float64Array, r: Float64Array, q: Float64Array): Compromise {
  const order = Array.from(q, (_, i) => i).sort((a, b) => floatIn(q, a) - floatIn(q, b) || a - b);
  const first = order[0];
  if (first === undefined) return { alternatives: [], acceptableAdvantage: false, acceptableStability: false };
  const behind = (i: number): number => floatIn(q, i) - floatIn(q, first);
  const advantage = order.length > 1 ? 1 / (order.length - 1) : 0;
  const second = order[1] === undefined ? 0 : behind(order[1]);
  const acceptableAdvantage = order.length === 1 || second >= advantage - RELATIVE_ZERO;
  const acceptableStability = floatIn(s, first) <= Math.min(...s) + SCORE_TIE || floatIn(r, first) <= Math.min(...r) + SCORE_TIE;
  const within = (limit: (lag: number) => boolean): number[] => order.filter((i) => i === first || limit(behind(i)));
  const alternatives = !acceptableAdvantage
    ? within((lag) => lag < advantage - RELATIVE_ZERO)
    : acceptableStability
      ? [first]
      : within((lag) => lag <= second + SCORE_TIE);
  return { alternatives, acceptableAdvantage, acceptableStability };
}

const Numbers = z.array(z.number()).max(SIZES.alternatives);
const CompromiseAnswer = z.strictObject({
  alternatives: z.array(z.string().max(200)).max(SIZES.alternatives).meta({ description: 'By Q.' }),
  acceptable_advantage: z.boolean(),
  acceptable_stability: z.boolean(),
});
const DEFAULT_V = 0.5;

export const VIKOR = defineMethod({
  name: 'vikor',
  needsWeights: true,
  reads: 'performances',
  settings: z.strictObject({
    v: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: `Weight of the group utility. Left out: ${DEFAULT_V}.` }),
  }),
  criterionSettings: {},
  settingFaults: () => [],
  refusal: () => null,
  better: 'lower',
  tie: null,
  isRelative: true,
  details: { s: Numbers, r: Numbers, q: Numbers, compromise: CompromiseAnswer },
  run: (problem) => {
    const { s, r, q, compromise } = vikor(problem.raw(), directionsOf(problem), problem.weights, problem.settings?.v ?? DEFAULT_V);
    return {
      scores: q,
      details: {
        s: [...s],
        r: [...r],
        q: [...q],
        compromise: {
          alternatives: compromise.alternatives.map((i) => problem.alternatives[i] as string),
          acceptable_advantage: compromise.acceptableAdvantage,
          acceptable_stability: compromise.acceptableStability,
        },
      },
    };
  },
  units: unitsByCell,
  onValues: 'run',
  comparedInRobustness: true,
  isAdditive: false,
  departure: RELATIVE_TO_CANDIDATES,
});
