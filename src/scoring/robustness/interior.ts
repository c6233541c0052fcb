import { climb } from '../linear-programs/climb.ts';
import { programOf, type Row } from '../linear-programs/program.ts';
import { floatIn } from '../number-in.ts';
import { unit, type WeightPolytope, weightPolytope, weightsAtCorner, withRoom } from './weight-polytope.ts';
import { dense, type HalfSpace, halfSpacesOf, type WeightConstraints } from './weight-space.ts';

/** Weights that satisfy the constraints, with every half-space that is not met as an equality met with room to spare. */
export type Interior = {
  readonly point: Float64Array;
  /** Half-spaces that the others leave no room in, such as a bound with lo = hi: each holds as an equality. */
  readonly equalities: readonly HalfSpace[];
  /** The others, w >= 0 among them. */
  readonly inequalities: readonly HalfSpace[];
};

const NO_ROOM = 1e-9;

/**
 * An interior point by a slack-maximising linear program (van Valkenhoef, Tervonen and Postmus 2014, EJOR 239(3): the remedy for
 * the starting point of the 2012 paper), or null when no weights satisfy the constraints.
 */
export function interiorOf(size: number, constraints: WeightConstraints): Interior | null {
  const own = halfSpacesOf(constraints);
  const polytope = weightPolytope(size, own);
  if (polytope === null) return null;
  const spaces = [...own, ...Array.from({ length: size }, (_, j): HalfSpace => ({ entries: [[j, 1]], atLeast: 0 }))];
  const roomy = roomiest(polytope, spaces);
  if (floatIn(roomy, size) > NO_ROOM) return { point: normalised(roomy.subarray(0, size)), equalities: [], inequalities: spaces };

  // no room in all at once: ask each half-space for the most it can have, and take the mean of the weights that give it
  const point = new Float64Array(size);
  const equalities: HalfSpace[] = [];
  const inequalities: HalfSpace[] = [];
  for (const space of spaces) {
    const { x } = climb(programOf(dense(space, size), 1, polytope.rows), polytope.corner);
    for (let j = 0; j < size; j++) point[j] = floatIn(point, j) + floatIn(x, j);
    (slackOf(space, x) <= NO_ROOM ? equalities : inequalities).push(space);
  }
  return { point: normalised(point), equalities, inequalities };
}

/** The weights with the most room in all half-spaces, and that room. */
function roomiest(polytope: WeightPolytope, spaces: readonly HalfSpace[]): Float64Array {
  const { size, rows, corner } = polytope;
  const start = weightsAtCorner(polytope);
  const room = spaces.map((space) => slackOf(space, start));
  const tightest = room.indexOf(Math.min(...room));
  const roomy = spaces.map((space): Row => withRoom({ coefficients: dense(space, size), atLeast: space.atLeast }, -1));
  const program = programOf(unit(size, size + 1), 1, [...rows.map((row) => withRoom(row, 0)), ...roomy]);
  return climb(program, Int32Array.of(...corner, rows.length + tightest)).x;
}

function slackOf({ entries, atLeast }: HalfSpace, weights: Float64Array): number {
  return entries.reduce((sum, [j, coefficient]) => sum + coefficient * floatIn(weights, j), -atLeast);
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
