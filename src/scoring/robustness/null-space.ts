import { floatIn } from '../number-in.ts';
/** An orthonormal basis of the directions that leave every row's product unchanged, by Gram-Schmidt, twice over for accuracy. */
export function nullSpace(size: number, rows: readonly Float64Array[]): Float64Array[] {
  const fixed: Float64Array[] = [];
  for (const row of rows) addIndependent(fixed, [], row.slice());
  const free: Float64Array[] = [];
  for (let j = 0; j < size; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    addIndependent(free, fixed, unit);
  }
  return free;
}

function addIndependent(vectors: Float64Array[], others: readonly Float64Array[], candidate: Float64Array): void {
  const length = norm(candidate);
  for (let pass = 0; pass < 2; pass++)
    for (const vector of [...others, ...vectors]) {
      const overlap = candidate.reduce((sum, component, j) => sum + component * floatIn(vector, j), 0);
      for (let j = 0; j < candidate.length; j++) candidate[j] = floatIn(candidate, j) - overlap * floatIn(vector, j);
    }
  const rest = norm(candidate);
  if (rest > 1e-9 * length) vectors.push(candidate.map((component) => component / rest));
}

function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, component) => sum + component * component, 0));
}
