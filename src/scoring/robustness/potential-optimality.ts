import { maximise } from '../linear-program.ts';
import { type Matrix, rowOf } from '../matrix.ts';
import { floatIn, numberIn } from '../number-in.ts';
import { type HalfSpace, halfSpacesOf, type WeightConstraints, weightRows } from './weight-space.ts';

/** strict: some weights make it the only best; weak: at most one of several best; no: never. */
export type OptimalityKind = 'strict' | 'weak' | 'no';
export type PotentialOptimality = {
  readonly alternative: number;
  /** The most by which it leads the best of the others; below 0, the least by which it trails. */
  readonly margin: number;
  readonly kind: OptimalityKind;
  /** Weights that give the margin; null when it is never best. */
  readonly witnessWeights: Float64Array | null;
};

/** Margins nearer to 0 than this are ties. */
const TIE = 1e-9;
/** Rivals that one round adds to the program. */
const ROUND = 5;
const FIRST_RIVALS = 12;

/**
 * For each alternative: max eps subject to sum_j w_j (v_aj - v_ij) >= eps for all rivals i, w in W (Hazen 1986, Operations Research
 * 34(2); Athanassopoulos and Podinovski 1997, J. Oper. Res. Society 48(2)). Few rivals bind: the program starts with those that are
 * strong where the alternative is, and takes in the ones its answer overlooked until there are none. Without rivals the margin is 1.
 */
export function potentialOptimality(values: Matrix, constraints: WeightConstraints): PotentialOptimality[] {
  const spaces = halfSpacesOf(constraints);
  return Array.from({ length: values.rows }, (_, alternative) => {
    const { margin, weights } = widestMargin(values, spaces, alternative);
    const kind: OptimalityKind = margin > TIE ? 'strict' : margin >= -TIE ? 'weak' : 'no';
    return { alternative, margin, kind, witnessWeights: kind === 'no' ? null : weights };
  });
}

function widestMargin(values: Matrix, spaces: readonly HalfSpace[], alternative: number): { margin: number; weights: Float64Array } {
  const taken = new Set<number>();
  for (const rival of strongest(values, ownProfile(values, alternative), alternative, taken, FIRST_RIVALS)) taken.add(rival);
  for (;;) {
    const { margin, weights } = marginOver(values, spaces, alternative, taken);
    const lead = scoreOf(values, weights, alternative);
    const overlooked = strongest(values, weights, alternative, taken, ROUND).filter(
      (rival) => lead - scoreOf(values, weights, rival) < margin - TIE / 10,
    );
    if (overlooked.length === 0) return { margin, weights };
    for (const rival of overlooked) taken.add(rival);
  }
}

/** Variables: the weights, and eps + 1, as eps >= -1. */
function marginOver(
  values: Matrix,
  spaces: readonly HalfSpace[],
  alternative: number,
  rivals: Iterable<number>,
): { margin: number; weights: Float64Array } {
  const { columns, cells } = values;
  const variables = columns + 1;
  const eps = new Float64Array(variables);
  eps[columns] = 1;
  const rows = weightRows(columns, spaces, variables);
  rows.push({ coefficients: eps, limits: { max: 2 } });
  for (const rival of rivals) {
    const coefficients = new Float64Array(variables);
    for (let j = 0; j < columns; j++) coefficients[j] = floatIn(cells, alternative * columns + j) - floatIn(cells, rival * columns + j);
    coefficients[columns] = -1;
    rows.push({ coefficients, limits: { min: -1 } });
  }
  const solution = maximise({ objective: eps, rows });
  if (solution === null) throw new Error('the weight constraints were to be checked for feasibility first');
  // the solver rounds: what it calls weights sums to 1 only nearly
  const sum = solution.x.subarray(0, columns).reduce((total, weight) => total + weight, 0);
  return { margin: solution.value - 1, weights: solution.x.slice(0, columns).map((weight) => weight / sum) };
}

/** A guess at the weights that suit the alternative: heavy where its values are high. */
function ownProfile(values: Matrix, alternative: number): Float64Array {
  return rowOf(values, alternative).map((value) => value ** 4);
}

/** The rivals with the highest scores, best first. */
function strongest(values: Matrix, weights: Float64Array, alternative: number, taken: ReadonlySet<number>, count: number): number[] {
  const rivals: number[] = [];
  const scores: number[] = [];
  for (let rival = 0; rival < values.rows; rival++) {
    if (rival === alternative || taken.has(rival)) continue;
    const score = scoreOf(values, weights, rival);
    if (rivals.length === count && score <= numberIn(scores, count - 1)) continue;
    let place = Math.min(rivals.length, count - 1);
    for (; place > 0 && numberIn(scores, place - 1) < score; place--) {
      scores[place] = numberIn(scores, place - 1);
      rivals[place] = numberIn(rivals, place - 1);
    }
    scores[place] = score;
    rivals[place] = rival;
  }
  return rivals;
}

function scoreOf({ cells, columns }: Matrix, weights: Float64Array, row: number): number {
  let score = 0;
  for (let j = 0; j < columns; j++) score += floatIn(weights, j) * floatIn(cells, row * columns + j);
  return score;
}
