import type { Corner, LinearProgram } from './program.ts';

/**
 * The same program without rounding: integers of any length in place of floats. Every double is a whole number times a power of 2, so
 * that a row can be written in whole numbers. The inverse of the active rows is kept as whole numbers over one denominator, which
 * stays exact when a row is exchanged (Edmonds 1967, J. Research NBS 71B; Avis 2000, A revised implementation of the reverse search
 * vertex enumeration algorithm). Rows are chosen by Bland's rule (1977, Mathematics of Operations Research 2(2)): it ends.
 */
export function climbExactly(program: LinearProgram, start: Int32Array, guess: Int32Array | null): Corner {
  const given = wholeNumbers(program);
  const guessed = guess && cornerOf(given, guess);
  const corner = guessed && holdsAt(given, guessed) ? guessed : cornerOf(given, start);
  if (corner === null) throw new Error('linear program: the rows of the first corner depend on one another');
  const exact = heldAt(given, corner);
  for (;;) {
    const multipliers = multipliersAt(exact, corner);
    const leaving = leavingRow(exact, corner, multipliers);
    if (leaving < 0) return inFloats(exact, corner, multipliers);
    const entering = enteringRow(exact, corner, leaving);
    if (entering < 0) throw new Error('linear program: unbounded');
    exchange(exact, corner, leaving, entering);
  }
}

type ExactProgram = {
  readonly size: number;
  readonly equalities: number;
  readonly rows: readonly (readonly bigint[])[];
  readonly limits: readonly bigint[];
  readonly objective: readonly bigint[];
  /** What the objective was multiplied by, and what each row was, as powers of 2. */
  readonly objectiveShift: number;
  readonly shifts: readonly number[];
};

/** The inverse of the active rows is adjugate / denominator, row after row; the denominator is positive. */
type ExactCorner = { readonly active: number[]; readonly adjugate: bigint[][]; denominator: bigint };

function wholeNumbers({ size, equalities, rows, limits, objective }: LinearProgram): ExactProgram {
  const scaled = Array.from(limits, (limit, i) => wholeRow([...rows.subarray(i * size, (i + 1) * size), limit]));
  const own = wholeRow([...objective]);
  return {
    size,
    equalities,
    rows: scaled.map(({ row }) => row.slice(0, size)),
    limits: scaled.map(({ row }) => row[size] as bigint),
    objective: own.row,
    objectiveShift: own.shift,
    shifts: scaled.map(({ shift }) => shift),
  };
}

/** The numbers times the least power of 2 that makes them whole. */
function wholeRow(values: readonly number[]): { readonly row: bigint[]; readonly shift: number } {
  const parts = values.map(mantissaOf);
  const least = Math.min(...parts.filter(({ mantissa }) => mantissa !== 0n).map(({ exponent }) => exponent));
  if (least === Number.POSITIVE_INFINITY) return { row: values.map(() => 0n), shift: 0 };
  return { row: parts.map(({ mantissa, exponent }) => (mantissa === 0n ? 0n : mantissa << BigInt(exponent - least))), shift: -least };
}

/** value = mantissa x 2^exponent, the mantissa odd. */
function mantissaOf(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  let [whole, exponent] = [value, 0];
  // multiplying by a power of 2 is exact, and so is halving what is even
  while (!Number.isInteger(whole)) {
    whole *= 2;
    exponent--;
  }
  let mantissa = BigInt(whole);
  while (mantissa % 2n === 0n) {
    mantissa /= 2n;
    exponent++;
  }
  return { mantissa, exponent };
}

/** The corner where these rows hold, worked up to from unit rows one exchange at a time; null where they depend on one another. */
function cornerOf(program: ExactProgram, active: Int32Array): ExactCorner | null {
  const { size, rows } = program;
  const adjugate = Array.from({ length: size }, (_, j) => Array.from({ length: size }, (_, p) => (j === p ? 1n : 0n)));
  const corner: ExactCorner = { active: new Array<number>(size).fill(-1), adjugate, denominator: 1n };
  for (const row of active) {
    const products = productsOf(corner, rows[row] as readonly bigint[]);
    const position = corner.active.findIndex((taken, p) => taken < 0 && products[p] !== 0n);
    if (position < 0) return null;
    exchange(program, corner, position, row);
  }
  return corner;
}

/** The row times the adjugate. */
function productsOf({ adjugate }: ExactCorner, row: readonly bigint[]): bigint[] {
  const products = row.map(() => 0n);
  for (const [j, coefficient] of row.entries())
    if (coefficient !== 0n)
      for (const [p, entry] of (adjugate[j] as bigint[]).entries()) products[p] = (products[p] as bigint) + coefficient * entry;
  return products;
}

/** Entries of the new adjugate are determinants, so that the division leaves no rest. */
function exchange({ rows }: ExactProgram, corner: ExactCorner, position: number, row: number): void {
  const products = productsOf(corner, rows[row] as readonly bigint[]);
  const pivot = products[position] as bigint;
  const sign = pivot < 0n ? -1n : 1n;
  for (const entries of corner.adjugate) {
    const own = entries[position] as bigint;
    for (const [p, entry] of entries.entries())
      if (p !== position) entries[p] = (sign * (entry * pivot - own * (products[p] as bigint))) / corner.denominator;
    entries[position] = sign * own;
  }
  corner.denominator = sign * pivot;
  corner.active[position] = row;
}

/** The point times the denominator. */
function pointOf({ limits }: ExactProgram, { active, adjugate }: ExactCorner): bigint[] {
  return adjugate.map((entries) => entries.reduce((sum, entry, p) => sum + entry * (limits[active[p] as number] as bigint), 0n));
}

function slackOf({ rows, limits }: ExactProgram, { denominator }: ExactCorner, point: readonly bigint[], i: number): bigint {
  return dot(rows[i] as readonly bigint[], point) - (limits[i] as bigint) * denominator;
}

function holdsAt(program: ExactProgram, corner: ExactCorner): boolean {
  const point = pointOf(program, corner);
  return program.limits.every((_, i) => slackOf(program, corner, point, i) >= 0n);
}

/** The program with rows that the corner breaks, by what rounding made of the corner before, moved to where it meets them. */
function heldAt(program: ExactProgram, corner: ExactCorner): ExactProgram {
  const point = pointOf(program, corner);
  const broken = program.limits.map((_, i) => slackOf(program, corner, point, i) < 0n);
  if (!broken.includes(true)) return program;
  const { denominator } = corner;
  const rows = program.rows.map((row, i) => (broken[i] ? row.map((entry) => entry * denominator) : row));
  const limits = program.limits.map((limit, i) => (broken[i] ? dot(program.rows[i] as readonly bigint[], point) : limit));
  return { ...program, rows, limits };
}

function multipliersAt({ objective }: ExactProgram, corner: ExactCorner): bigint[] {
  return productsOf(corner, objective);
}

function leavingRow({ equalities }: ExactProgram, { active }: ExactCorner, multipliers: readonly bigint[]): number {
  let first = -1;
  for (const [p, row] of active.entries())
    if (row >= equalities && (multipliers[p] as bigint) > 0n && (first < 0 || row < (active[first] as number))) first = p;
  return first;
}

/** The row met first; of several, the first in the list. Steps are compared as slack / -rate, by products. */
function enteringRow(program: ExactProgram, corner: ExactCorner, leaving: number): number {
  const point = pointOf(program, corner);
  const direction = corner.adjugate.map((entries) => entries[leaving] as bigint);
  let entering = -1;
  let [slackThere, speedThere] = [0n, 1n];
  for (const [i, row] of program.rows.entries()) {
    const speed = -dot(row, direction);
    if (speed <= 0n || corner.active.includes(i)) continue;
    const slack = slackOf(program, corner, point, i);
    if (entering >= 0 && slack * speedThere >= slackThere * speed) continue;
    entering = i;
    slackThere = slack;
    speedThere = speed;
  }
  return entering;
}

function dot(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n;
  for (const [j, entry] of a.entries()) if (entry !== 0n) sum += entry * (b[j] as bigint);
  return sum;
}

function inFloats(program: ExactProgram, corner: ExactCorner, multipliers: readonly bigint[]): Corner {
  const { shifts, objectiveShift } = program;
  return {
    active: Int32Array.from(corner.active),
    x: Float64Array.from(pointOf(program, corner), (coordinate) => quotient(coordinate, corner.denominator)),
    multipliers: Float64Array.from(
      multipliers,
      (multiplier, p) => quotient(multiplier, corner.denominator) * 2 ** ((shifts[corner.active[p] as number] as number) - objectiveShift),
    ),
  };
}

/** a / b as the nearest double, or all but. */
function quotient(a: bigint, b: bigint): number {
  const shift = Math.max(0, 66 + bitsOf(b) - bitsOf(a));
  const whole = Number((a << BigInt(shift)) / b);
  // in two steps: 2^-shift alone may be too small for a double
  const half = Math.floor(shift / 2);
  return whole * 2 ** -half * 2 ** (half - shift);
}

function bitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}
