import * as numbers from '../number-in.ts';
import { climbExactly } from './climb-exactly.ts';
import type { Corner, LinearProgram } from './program.ts';

// local names: V8 looks an imported function up at each call (see number-in.ts)
const { floatIn, intIn } = numbers;

/**
 * The best corner, from one where all rows hold. A primal simplex over corners in floats, whose answer counts only with a proof: it
 * satisfies every row to rounding, and its multipliers, by weak duality, leave no room above it. Without one the exact program
 * (`climb-exactly.ts`) goes on from there. So the answer is right at any scale. The program is bounded.
 */
export function climb(program: LinearProgram, start: Int32Array): Corner {
  const found = climbInFloats(program, start);
  return found !== null && isProven(program, found) ? found : climbExactly(program, start, found?.active ?? null);
}

/** Updates of the inverse after which it is worked out afresh. */
const FRESH_AFTER = 24;
/** Steps without progress after which the first row that may leave does (Bland): no corner comes twice. */
const PATIENCE = 40;
const DUST = 1e-13;

/** Null where floats lead nowhere: rows that are nearly dependent, or too many steps. */
function climbInFloats(program: LinearProgram, start: Int32Array): Corner | null {
  const { size, limits } = program;
  const active = start.slice();
  const isActive = new Uint8Array(limits.length);
  for (const row of active) isActive[row] = 1;
  let inverse = inverseOf(program, active);
  let age = 0;
  let idle = 0;
  for (let steps = 0; inverse !== null && steps < 50 * (size + 10) + limits.length; steps++) {
    const x = pointAt(program, active, inverse);
    const multipliers = multipliersOf(program, inverse);
    const leaving = leavingRow(program, active, { inverse, multipliers }, idle > PATIENCE);
    if (leaving < 0) {
      if (age === 0) return { active, x, multipliers };
      inverse = inverseOf(program, active);
      age = 0;
      continue;
    }
    const direction = columnOf(inverse, size, leaving);
    const { entering, step } = enteringRow(program, isActive, x, direction);
    if (entering < 0) return null;
    idle = step > 0 ? 0 : idle + 1;
    isActive[intIn(active, leaving)] = 0;
    isActive[entering] = 1;
    active[leaving] = entering;
    if (++age > FRESH_AFTER) {
      inverse = inverseOf(program, active);
      age = 0;
    } else exchange(program, inverse, leaving, entering);
  }
  return null;
}

/** x where the active rows hold, with its rounding corrected twice. */
function pointAt({ size, rows, limits }: LinearProgram, active: Int32Array, inverse: Float64Array): Float64Array {
  const x = new Float64Array(size);
  const missing = new Float64Array(size);
  for (let pass = 0; pass < 3; pass++) {
    for (let p = 0; p < size; p++) {
      const row = intIn(active, p);
      let rest = floatIn(limits, row);
      for (let j = 0; j < size; j++) rest -= floatIn(rows, row * size + j) * floatIn(x, j);
      missing[p] = rest;
    }
    for (let j = 0; j < size; j++) {
      let change = 0;
      for (let p = 0; p < size; p++) change += floatIn(inverse, j * size + p) * floatIn(missing, p);
      x[j] = floatIn(x, j) + change;
    }
  }
  return x;
}

function multipliersOf({ size, objective }: LinearProgram, inverse: Float64Array): Float64Array {
  const multipliers = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const gain = floatIn(objective, j);
    if (gain !== 0) for (let p = 0; p < size; p++) multipliers[p] = floatIn(multipliers, p) + gain * floatIn(inverse, j * size + p);
  }
  return multipliers;
}

/** The position of the active row that it pays most to move away from, for the way it takes (steepest edge); -1 at the best corner. */
function leavingRow(
  { size, equalities }: LinearProgram,
  active: Int32Array,
  { inverse, multipliers }: { readonly inverse: Float64Array; readonly multipliers: Float64Array },
  first: boolean,
): number {
  let best = -1;
  let most = 0;
  for (let p = 0; p < size; p++) {
    const gain = floatIn(multipliers, p);
    if (gain <= DUST || intIn(active, p) < equalities) continue;
    let length = 0;
    for (let j = 0; j < size; j++) length += floatIn(inverse, j * size + p) ** 2;
    // far from anything else a gain is only what rounding made of it
    if (gain <= DUST * Math.sqrt(length)) continue;
    const worth = first ? 1 / (intIn(active, p) + 1) : gain / Math.sqrt(length);
    if (worth <= most) continue;
    most = worth;
    best = p;
  }
  return best;
}

/** The row that is met first along the direction; of those that are met together but for rounding, the one met most squarely. */
function enteringRow(
  { size, rows, limits }: LinearProgram,
  isActive: Uint8Array,
  x: Float64Array,
  direction: Float64Array,
): { entering: number; step: number } {
  let entering = -1;
  let step = Number.POSITIVE_INFINITY;
  let bound = Number.POSITIVE_INFINITY;
  let squarest = 0;
  for (let i = 0, at = 0; i < limits.length; i++, at += size) {
    if (isActive[i] === 1) continue;
    let rate = 0;
    let own = 0;
    let terms = Math.abs(floatIn(limits, i));
    let moved = 0;
    for (let j = 0; j < size; j++) {
      const coefficient = floatIn(rows, at + j);
      const [a, b] = [coefficient * floatIn(direction, j), coefficient * floatIn(x, j)];
      rate += a;
      own += b;
      moved += Math.abs(a);
      terms += Math.abs(b);
    }
    if (rate >= -DUST * moved) continue;
    const met = Math.max(0, own - floatIn(limits, i)) / -rate;
    const latest = met + (DUST * terms) / -rate;
    if (met > bound) continue;
    bound = Math.min(bound, latest);
    if (latest >= step && -rate <= squarest * moved) continue;
    entering = i;
    step = met;
    squarest = -rate / moved;
  }
  return { entering, step };
}

function columnOf(inverse: Float64Array, size: number, column: number): Float64Array {
  const values = new Float64Array(size);
  for (let j = 0; j < size; j++) values[j] = floatIn(inverse, j * size + column);
  return values;
}

/** The inverse once the active row at a position is replaced by another. */
function exchange({ size, rows }: LinearProgram, inverse: Float64Array, position: number, row: number): void {
  const products = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const coefficient = floatIn(rows, row * size + j);
    if (coefficient !== 0) for (let p = 0; p < size; p++) products[p] = floatIn(products, p) + coefficient * floatIn(inverse, j * size + p);
  }
  const pivot = floatIn(products, position);
  for (let j = 0; j < size; j++) {
    const own = floatIn(inverse, j * size + position) / pivot;
    if (own !== 0) for (let p = 0; p < size; p++) inverse[j * size + p] = floatIn(inverse, j * size + p) - own * floatIn(products, p);
    inverse[j * size + position] = own;
  }
}

/** Gauss and Jordan with the largest pivots; null where the rows are dependent. */
function inverseOf({ size, rows }: LinearProgram, active: Int32Array): Float64Array | null {
  const width = 2 * size;
  const table = new Float64Array(size * width);
  for (let p = 0; p < size; p++) {
    const from = intIn(active, p) * size;
    table.set(rows.subarray(from, from + size), p * width);
    table[p * width + size + p] = 1;
  }
  for (let j = 0; j < size; j++) {
    let pivotRow = j;
    for (let p = j + 1; p < size; p++)
      if (Math.abs(floatIn(table, p * width + j)) > Math.abs(floatIn(table, pivotRow * width + j))) pivotRow = p;
    const pivot = floatIn(table, pivotRow * width + j);
    if (pivot === 0) return null;
    for (let k = j; k < width; k++) {
      const [own, other] = [floatIn(table, j * width + k), floatIn(table, pivotRow * width + k)];
      table[pivotRow * width + k] = own;
      table[j * width + k] = other / pivot;
    }
    for (let p = 0; p < size; p++) {
      const factor = floatIn(table, p * width + j);
      if (p === j || factor === 0) continue;
      for (let k = j; k < width; k++) table[p * width + k] = floatIn(table, p * width + k) - factor * floatIn(table, j * width + k);
    }
  }
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) inverse.set(table.subarray(j * width + size, (j + 1) * width), j * size);
  return inverse;
}

/** How much room an answer may leave above it. */
const PROOF = 1e-12;
/** What rounding makes of 0 in a program of numbers about 1. */
const NOTHING = 1e-30;

/**
 * Whether every row holds to rounding and nothing is better: for multipliers of which those of inequalities are at most 0,
 * objective . x <= sum of multiplier times limit, but for what the multipliers miss of the objective.
 */
function isProven(program: LinearProgram, { active, x, multipliers }: Corner): boolean {
  const { size, equalities, rows, limits, objective } = program;
  for (let i = 0; i < limits.length; i++) {
    let own = -floatIn(limits, i);
    let terms = Math.abs(own);
    for (let j = 0; j < size; j++) {
      const term = floatIn(rows, i * size + j) * floatIn(x, j);
      own += term;
      terms += Math.abs(term);
    }
    const dust = DUST * terms + NOTHING;
    if (!(own >= -dust) || (i < equalities && own > dust)) return false;
  }
  const missed = objective.slice();
  let bound = 0;
  let value = 0;
  for (let p = 0; p < size; p++) {
    const row = intIn(active, p);
    const multiplier = row < equalities ? floatIn(multipliers, p) : Math.min(0, floatIn(multipliers, p));
    bound += multiplier * floatIn(limits, row);
    for (let j = 0; j < size; j++) missed[j] = floatIn(missed, j) - multiplier * floatIn(rows, row * size + j);
  }
  for (let j = 0; j < size; j++) {
    bound += Math.abs(floatIn(missed, j)) * Math.max(1, Math.abs(floatIn(x, j)));
    value += floatIn(objective, j) * floatIn(x, j);
  }
  return bound - value <= PROOF * Math.max(1, Math.abs(value));
}
