import { climb } from '../linear-programs/climb.ts';
import { type LinearProgram, programOf, type Row } from '../linear-programs/program.ts';
import type { Matrix } from '../matrix.ts';
import { floatIn } from '../number-in.ts';
import { unit, type WeightPolytope, weightPolytope, weightsAtCorner, withRoom } from './weight-polytope.ts';
import { halfSpacesOf, type WeightConstraints } from './weight-space.ts';

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
/**
 * For each alternative: max eps subject to sum_j w_j (v_aj - v_ij) >= eps for all rivals i, w in W (Hazen 1986, Operations Research
 * 34(2); Athanassopoulos and Podinovski 1997, J. Oper. Res. Society 48(2)). Without rivals the margin is 1.
 */
export function potentialOptimality(values: Matrix, constraints: WeightConstraints): PotentialOptimality[] {
  const polytope = weightPolytope(values.columns, halfSpacesOf(constraints));
  if (polytope === null) throw new Error('the weight constraints were to be checked for feasibility first');
  const start = weightsAtCorner(polytope);
  const program = marginProgram(values, polytope);
  return Array.from({ length: values.rows }, (_, alternative) => {
    const { margin, weights } = widestMargin(program, values, alternative, start);
    const kind: OptimalityKind = margin > TIE ? 'strict' : margin >= -TIE ? 'weak' : 'no';
    return { alternative, margin, kind, witnessWeights: kind === 'no' ? null : weights };
  });
}

type MarginProgram = LinearProgram & {
  /** Rows that meet at the corner of the weights. */
  readonly corner: Int32Array;
  /** The row that keeps the margin to 1; after it a row for each alternative. */
  readonly cap: number;
};

/** Variables: the weights and the margin. The rows of alternatives are filled in for each in turn. */
function marginProgram({ rows: alternatives, columns }: Matrix, { rows, corner }: WeightPolytope): MarginProgram {
  const cap: Row = withRoom({ coefficients: new Float64Array(columns), atLeast: -1 }, -1);
  const leads = Array.from({ length: alternatives }, (): Row => withRoom({ coefficients: new Float64Array(columns), atLeast: 0 }, -1));
  const program = programOf(unit(columns, columns + 1), 1, [...rows.map((row) => withRoom(row, 0)), cap, ...leads]);
  return { ...program, corner, cap: rows.length };
}

function widestMargin(
  program: MarginProgram,
  values: Matrix,
  alternative: number,
  start: Float64Array,
): { margin: number; weights: Float64Array } {
  const { cells, columns } = values;
  const { cap, corner } = program;
  const own = scoreOf(values, start, alternative);
  let [tightest, least] = [cap, 1];
  for (let rival = 0; rival < values.rows; rival++) {
    const row = cap + 1 + rival;
    for (let j = 0; j < columns; j++)
      program.rows[row * program.size + j] = floatIn(cells, alternative * columns + j) - floatIn(cells, rival * columns + j);
    // its own row would say that the margin is not above 0
    program.limits[row] = rival === alternative ? -2 : 0;
    const lead = own - scoreOf(values, start, rival);
    if (rival !== alternative && lead < least) [tightest, least] = [row, lead];
  }
  const { x } = climb(program, Int32Array.of(...corner, tightest));
  // rounding leaves weights that sum to 1 only nearly, and -1e-300 for 0
  const weights = x.slice(0, columns).map((weight) => Math.max(0, weight));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { margin: floatIn(x, columns), weights: weights.map((weight) => weight / sum) };
}

function scoreOf({ cells, columns }: Matrix, weights: Float64Array, row: number): number {
  let score = 0;
  for (let j = 0; j < columns; j++) score += floatIn(weights, j) * floatIn(cells, row * columns + j);
  return score;
}
