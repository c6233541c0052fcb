import { climb } from '../linear-programs/climb.ts';
import { programOf, type Row } from '../linear-programs/program.ts';
import { floatIn, intIn } from '../number-in.ts';
import { dense, type HalfSpace } from './weight-space.ts';

/**
 * All weights within half-spaces, as the first rows of a linear program: the sum, which is 1, each weight, which is not negative, and the
 * half-spaces. `corner` are rows that meet in a point of it.
 */
export type WeightPolytope = { readonly size: number; readonly rows: readonly Row[]; readonly corner: Int32Array };

/** Half-spaces that miss one another by no more than this, by their largest coefficient, meet but for rounding. */
const ROUNDING = 1e-12;

/** Null when no weights satisfy the half-spaces. */
export function weightPolytope(size: number, spaces: readonly HalfSpace[]): WeightPolytope | null {
  const scaled = spaces.map((space) => scaledRow(space, size));
  const weights: Row[] = [
    { coefficients: new Float64Array(size).fill(1), atLeast: 1 },
    ...Array.from({ length: size }, (_, j) => ({ coefficients: unit(j, size), atLeast: 0 })),
  ];
  // all the weight on the first criterion: the rows that say so are the sum and that the others have none
  const corner = Int32Array.from({ length: size }, (_, j) => (j === 0 ? 0 : j + 1));
  const first = scaled.map(({ coefficients, atLeast }) => floatIn(coefficients, 0) - atLeast);
  const worst = first.indexOf(Math.min(...first));
  if (worst < 0 || (first[worst] as number) >= 0) return { size, rows: [...weights, ...scaled], corner };

  // one more variable: the room that every half-space has, at most 0
  const room = size;
  const rows = [
    ...weights.map((row) => withRoom(row, 0)),
    ...scaled.map((row) => withRoom(row, -1)),
    withRoom({ coefficients: new Float64Array(size), atLeast: 0 }, -1),
  ];
  const found = climb(programOf(unit(room, size + 1), 1, rows), Int32Array.of(...corner, weights.length + worst));
  const missing = Math.min(0, floatIn(found.x, room));
  if (missing < -ROUNDING) return null;
  const relaxed = scaled.map(({ coefficients, atLeast }) => ({ coefficients, atLeast: atLeast + missing }));
  return { size, rows: [...weights, ...relaxed], corner: withoutMostDecisive(found.active, found.multipliers) };
}

/** The weights at the corner. */
export function weightsAtCorner({ size, rows, corner }: WeightPolytope): Float64Array {
  return climb(programOf(new Float64Array(size), 1, rows), corner).x;
}

/** The active rows but the one that keeps the last variable down most, which that variable, once it is given, stands in for. */
function withoutMostDecisive(active: Int32Array, multipliers: Float64Array): Int32Array {
  let most = -1;
  for (let p = 0; p < active.length; p++)
    if (intIn(active, p) > 0 && (most < 0 || floatIn(multipliers, p) < floatIn(multipliers, most))) most = p;
  return active.filter((_, p) => p !== most);
}

export function unit(variable: number, variables: number): Float64Array {
  const coefficients = new Float64Array(variables);
  coefficients[variable] = 1;
  return coefficients;
}

/** The row with one more variable. */
export function withRoom({ coefficients, atLeast }: Row, room: number): Row {
  const wider = new Float64Array(coefficients.length + 1);
  wider.set(coefficients);
  wider[coefficients.length] = room;
  return { coefficients: wider, atLeast };
}

function scaledRow(space: HalfSpace, size: number): Row {
  const coefficients = dense(space, size);
  const largest = coefficients.reduce((most, coefficient) => Math.max(most, Math.abs(coefficient)), Math.abs(space.atLeast));
  const factor = 2 ** -Math.floor(Math.log2(largest));
  return { coefficients: coefficients.map((coefficient) => coefficient * factor), atLeast: space.atLeast * factor };
}
