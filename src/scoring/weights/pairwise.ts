import { matrixOf } from '../matrix.ts';
import { floatIn, numberIn } from '../number-in.ts';

/** Random index by order, Saaty 1980, The Analytic Hierarchy Process, p. 21; it stops at order 15. */
const SAATY_1980 = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59] as const;
export const RI_TABLE = 'saaty_1980';
/** Saaty's rule: judgements above this ratio should be looked at again. */
export const ACCEPTED_CR = 0.1;

export type PairwiseWeights = {
  readonly weights: readonly number[];
  readonly lambdaMax: number;
  readonly ci: number;
  /** Null beyond order 15, where the table ends; then `cr` and `consistent` are null too. */
  readonly ri: number | null;
  readonly cr: number | null;
  readonly consistent: boolean | null;
  /** The three judgements that contradict one another most; null below order 3 or when none do. */
  readonly worstTriple: InconsistentTriple | null;
};

/** a_ij a_jk against a_ik; `inconsistency` in [0, 1) is min(|1 - a_ik/(a_ij a_jk)|, |1 - a_ij a_jk/a_ik|) (Koczkodaj 1993). */
export type InconsistentTriple = { readonly criteria: readonly [number, number, number]; readonly inconsistency: number };

export type PairwiseFault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };

/**
 * Weights as the principal right eigenvector, A w = lambda_max w, sum w = 1; CI = (lambda_max - n)/(n - 1), CR = CI/RI
 * (Saaty 1977, J. Math. Psychology 15; 1980). The matrix has no `pairwiseFaults`.
 */
export function pairwiseWeights(judgements: readonly (readonly number[])[]): PairwiseWeights {
  const n = judgements.length;
  const scale = rowMeans(judgements);
  // the similar matrix D^-1 A D has entries near 1, whatever the units of A; its eigenvector times D is that of A
  const balanced = matrixOf(
    judgements.map((row, i) => row.map((judgement, j) => judgement * Math.exp(numberIn(scale, j) - numberIn(scale, i)))),
    n,
  );
  const vector = principalEigenvector(balanced.cells, n);
  const lambdaMax = Math.max(n, eigenvalue(balanced.cells, vector, n));
  const weights = fromLogs(vector.map((component, i) => Math.log(component) + numberIn(scale, i)));
  const ci = n > 2 ? (lambdaMax - n) / (n - 1) : 0;
  const ri = SAATY_1980[n - 1] ?? null;
  const cr = ri === null ? null : ri === 0 ? 0 : ci / ri;
  return { weights, lambdaMax, ci, ri, cr, consistent: cr === null ? null : cr <= ACCEPTED_CR, worstTriple: worstTriple(judgements) };
}

/** What keeps a matrix from being one of pairwise judgements: not square, an entry that is not positive, a pair that is not reciprocal. */
export function pairwiseFaults(judgements: readonly (readonly number[])[]): PairwiseFault[] {
  const n = judgements.length;
  const faults: PairwiseFault[] = [];
  for (const [i, row] of judgements.entries()) {
    if (row.length !== n)
      faults.push({ path: [i], code: 'not_square', detail: `A row of ${n} judgements is expected, one for each criterion.` });
    for (const [j, judgement] of row.entries()) {
      if (!(judgement > 0)) faults.push({ path: [i, j], code: 'not_positive', detail: 'A judgement is a positive ratio.' });
      const opposite = judgements[j]?.[i];
      if (j > i || opposite === undefined || !(judgement > 0) || !(opposite > 0)) continue;
      if (Math.abs(judgement * opposite - 1) > 1e-9)
        faults.push({ path: [i, j], code: 'not_reciprocal', detail: 'It is 1 over the opposite judgement, and 1 on the diagonal.' });
    }
  }
  return faults;
}

/** ln of the geometric mean of each row: the eigenvector itself when the judgements agree. */
function rowMeans(judgements: readonly (readonly number[])[]): number[] {
  return judgements.map((row) => row.reduce((sum, judgement) => sum + Math.log(judgement), 0) / row.length);
}

/**
 * By squaring (I + B/max B) until its columns agree: 2^k steps of the power method after k squarings, so that even nearly cyclic
 * judgements converge. The identity keeps a cycle from turning for ever.
 */
function principalEigenvector(cells: Float64Array, n: number): number[] {
  let power: Float64Array = scaledToOne(cells).map((cell, at) => cell + (at % (n + 1) === 0 ? 1 : 0));
  let vector = rowSums(power, n);
  for (let squaring = 0; squaring < 60; squaring++) {
    power = scaledToOne(squared(power, n));
    const next = rowSums(power, n);
    const change = next.reduce((largest, component, i) => Math.max(largest, Math.abs(component - numberIn(vector, i)) / component), 0);
    vector = next;
    if (change < 1e-15) break;
  }
  return vector;
}

function squared(cells: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const left = floatIn(cells, i * n + k);
      for (let j = 0; j < n; j++) product[i * n + j] = floatIn(product, i * n + j) + left * floatIn(cells, k * n + j);
    }
  return product;
}

function scaledToOne(cells: Float64Array): Float64Array {
  const largest = cells.reduce((most, cell) => Math.max(most, cell), 0);
  return cells.map((cell) => cell / largest);
}

function rowSums(cells: Float64Array, n: number): number[] {
  const sums = Array.from({ length: n }, (_, i) => cells.subarray(i * n, (i + 1) * n).reduce((sum, cell) => sum + cell, 0));
  const total = sums.reduce((sum, row) => sum + row, 0);
  return sums.map((row) => row / total);
}

function eigenvalue(cells: Float64Array, vector: readonly number[], n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += floatIn(cells, i * n + j) * numberIn(vector, j);
  return sum / vector.reduce((total, component) => total + component, 0);
}

function fromLogs(logs: readonly number[]): number[] {
  const largest = Math.max(...logs);
  const parts = logs.map((log) => Math.exp(log - largest));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function worstTriple(judgements: readonly (readonly number[])[]): InconsistentTriple | null {
  const n = judgements.length;
  let worst: InconsistentTriple | null = null;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++)
      for (let k = j + 1; k < n; k++) {
        const [ij, jk, ik] = [judgements[i]?.[j], judgements[j]?.[k], judgements[i]?.[k]] as [number, number, number];
        // 1 - the smaller of the ratio and its inverse, in logs so that no product overflows
        const inconsistency = -Math.expm1(-Math.abs(Math.log(ik) - Math.log(ij) - Math.log(jk)));
        if (inconsistency > Math.max(1e-9, worst?.inconsistency ?? 0)) worst = { criteria: [i, j, k], inconsistency };
      }
  return worst;
}
