import type { Matrix } from '../matrix.ts';
import * as numbers from '../number-in.ts';
import { confidenceFactors } from './confidence.ts';
import { type Random, seededRandom } from './random.ts';
import { type RankCounter, rankCounter } from './rank-counter.ts';
import { drawCells, type UncertainCell } from './uncertain-cells.ts';
import { type SamplingMethod, type WeightSampler, weightSampler } from './weight-sampling.ts';
import { type Interior, interiorOf, type WeightConstraints } from './weight-space.ts';

// local names: V8 looks an imported function up at each call (see number-in.ts)
const { floatIn, intIn, numberIn, uintIn } = numbers;

export type SmaaProblem = {
  /** Values in [0, 1]; what stands in an uncertain cell does not matter. */
  readonly values: Matrix;
  readonly uncertain: readonly UncertainCell[];
  readonly constraints: WeightConstraints;
  readonly samples: number;
  /** 32 bits. */
  readonly seed: number;
};

export type Smaa = {
  /** b_i^r, the share of draws in which i has rank r, row by row; ties share the better rank. */
  readonly acceptability: Matrix;
  /** sqrt(b (1 - b) / K). */
  readonly standardError: Matrix;
  /** Mean weights of the draws in which i is first; null if it never is. */
  readonly centralWeights: readonly (Float64Array | null)[];
  /** How often i is first at its central weights, over draws of the uncertain performances; null where there are none. */
  readonly confidenceFactor: readonly (number | null)[];
  /** P(u_a > u_b) among the contenders, by index: all alternatives, or, of more than 50, the 25 with the best mean rank in a pilot. */
  readonly pairwise: Matrix;
  readonly contenders: readonly number[];
  readonly sampling: SamplingMethod;
};

/** Counting every pair would cost more than the draws: beyond 50 alternatives only the likely ones are paired. */
const ALL_PAIRED = 50;
const MAX_CONTENDERS = 25;
const PILOT = 256;

/**
 * SMAA-2 (Lahdelma and Salminen 2001, Operations Research 49(3); Tervonen and Lahdelma 2007, EJOR 178(2)): rank acceptabilities,
 * central weights, confidence factors and pairwise winning indices by Monte Carlo over weights and uncertain performances. Draws are
 * counted, not kept. Null when no weights satisfy the constraints.
 */
export function smaa(problem: SmaaProblem): Smaa | null {
  const { values, samples } = problem;
  const { rows, columns } = values;
  const interior = interiorOf(columns, problem.constraints);
  if (interior === null) return null;
  const contenders = contendersOf(problem, interior);
  const tally = tallied(problem, interior, contenders, samples);
  const centralWeights = Array.from({ length: rows }, (_, i) => {
    const first = uintIn(tally.ranks, i * rows);
    return first === 0 ? null : tally.weightsWhenFirst.slice(i * columns, (i + 1) * columns).map((sum) => sum / first);
  });
  const acceptability = shares(tally.ranks, rows, samples);
  return {
    acceptability,
    standardError: { ...acceptability, cells: acceptability.cells.map((b) => Math.sqrt((b * (1 - b)) / samples)) },
    centralWeights,
    confidenceFactor: confidenceFactors(problem, centralWeights),
    pairwise: shares(tally.wins, contenders.length, samples),
    contenders,
    sampling: tally.sampling,
  };
}

/** The alternatives worth comparing pair by pair, in the order of the rows. */
function contendersOf(problem: SmaaProblem, interior: Interior): number[] {
  const { rows } = problem.values;
  const all = Array.from({ length: rows }, (_, i) => i);
  if (rows <= ALL_PAIRED) return all;
  const { ranks } = tallied(problem, interior, [], PILOT);
  const rankSums = all.map((i) => ranks.subarray(i * rows, (i + 1) * rows).reduce((sum, count, rank) => sum + count * (rank + 1), 0));
  const best = all.sort((a, b) => numberIn(rankSums, a) - numberIn(rankSums, b) || a - b).slice(0, MAX_CONTENDERS);
  return best.sort((a, b) => a - b);
}

type Tally = {
  /** Draws in which row i has rank r, and in which contender a beats b. */
  readonly ranks: Uint32Array;
  readonly wins: Uint32Array;
  readonly weightsWhenFirst: Float64Array;
  readonly sampling: SamplingMethod;
};

function tallied(problem: SmaaProblem, interior: Interior, contenders: readonly number[], draws: number): Tally {
  const { rows, columns } = problem.values;
  const random = seededRandom(problem.seed);
  const { sample, method } = weightSampler(columns, problem.constraints, interior, random);
  const ranks = new Uint32Array(rows * rows);
  const wins = new Uint32Array(contenders.length ** 2);
  const weightsWhenFirst = new Float64Array(rows * columns);
  const winCounter = contenders.length > 0 ? pairCounter(rows, contenders, wins) : null;
  eachDraw(problem, sample, random, draws, (weights, draw) => {
    for (let i = 0; i < rows; i++) {
      const at = i * rows + uintIn(draw.ranks, i) - 1;
      ranks[at] = uintIn(ranks, at) + 1;
    }
    addWhenFirst(weightsWhenFirst, weights, draw);
    winCounter?.(draw);
  });
  return { ranks, wins, weightsWhenFirst, sampling: method };
}

function eachDraw(
  problem: SmaaProblem,
  sample: WeightSampler,
  random: Random,
  draws: number,
  seen: (weights: Float64Array, draw: RankCounter) => void,
): void {
  const values = { ...problem.values, cells: problem.values.cells.slice() };
  const weights = new Float64Array(values.columns);
  const scores = new Float64Array(values.rows);
  const counter = rankCounter(values.rows);
  for (let draw = 0; draw < draws; draw++) {
    sample(weights);
    if (problem.uncertain.length > 0) drawCells(problem.uncertain, values, random);
    scoreInto(scores, values, weights);
    counter.rank(scores);
    seen(weights, counter);
  }
}

/** The weighted sum, four rows at a time: one after the other, each addition would wait for the one before it. */
function scoreInto(scores: Float64Array, { rows, columns, cells }: Matrix, weights: Float64Array): void {
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    let at = i * columns;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let j = 0; j < columns; j++, at++) {
      const weight = floatIn(weights, j);
      a += weight * floatIn(cells, at);
      b += weight * floatIn(cells, at + columns);
      c += weight * floatIn(cells, at + 2 * columns);
      d += weight * floatIn(cells, at + 3 * columns);
    }
    scores[i] = a;
    scores[i + 1] = b;
    scores[i + 2] = c;
    scores[i + 3] = d;
  }
  for (; i < rows; i++) {
    let score = 0;
    for (let j = 0; j < columns; j++) score += floatIn(weights, j) * floatIn(cells, i * columns + j);
    scores[i] = score;
  }
}

function addWhenFirst(sums: Float64Array, weights: Float64Array, { order, ranks }: RankCounter): void {
  const columns = weights.length;
  for (let position = 0; position < order.length && ranks[uintIn(order, position)] === 1; position++) {
    const base = uintIn(order, position) * columns;
    for (let j = 0; j < columns; j++) sums[base + j] = floatIn(sums, base + j) + floatIn(weights, j);
  }
}

/** Counts, of each draw, who beats whom: down the order, everyone before all that have a worse rank. */
function pairCounter(rows: number, contenders: readonly number[], wins: Uint32Array): (draw: RankCounter) => void {
  const size = contenders.length;
  const place = new Int32Array(rows).fill(-1);
  for (const [position, i] of contenders.entries()) place[i] = position;
  const placed = new Uint32Array(size);
  const rankOf = new Uint32Array(size);
  return ({ order, ranks }) => {
    let found = 0;
    for (let position = 0; found < size; position++) {
      const i = uintIn(order, position);
      const mine = intIn(place, i);
      if (mine < 0) continue;
      placed[found] = mine;
      rankOf[found] = uintIn(ranks, i);
      found++;
    }
    for (let better = 0; better < size; better++) {
      const base = uintIn(placed, better) * size;
      let worse = better + 1;
      while (worse < size && rankOf[worse] === rankOf[better]) worse++;
      for (; worse < size; worse++) {
        const at = base + uintIn(placed, worse);
        wins[at] = uintIn(wins, at) + 1;
      }
    }
  };
}

function shares(counts: Uint32Array, size: number, draws: number): Matrix {
  return { rows: size, columns: size, cells: Float64Array.from(counts, (count) => count / draws) };
}
