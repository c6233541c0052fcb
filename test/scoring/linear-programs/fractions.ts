/** n / d with d > 0, exactly. Not reduced: the programs of tests are small. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

export const ZERO: Fraction = { n: 0n, d: 1n };

/** The double itself, not the decimal that it stands for. */
export function fractionOf(value: number): Fraction {
  let [whole, d] = [value, 1n];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    d *= 2n;
  }
  return reduced({ n: BigInt(whole), d });
}

export const minus = (a: Fraction, b: Fraction): Fraction => reduced({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const plus = (a: Fraction, b: Fraction): Fraction => reduced({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const times = (a: Fraction, b: Fraction): Fraction => reduced({ n: a.n * b.n, d: a.d * b.d });
export const over = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? reduced({ n: -a.n * b.d, d: a.d * -b.n }) : reduced({ n: a.n * b.d, d: a.d * b.n });
export const isLess = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
export const dot = (a: readonly Fraction[], b: readonly Fraction[]): Fraction =>
  a.reduce((sum, entry, j) => plus(sum, times(entry, b[j] as Fraction)), ZERO);

export function numberOf({ n, d }: Fraction): number {
  const shift = BigInt(Math.max(0, d.toString(2).length - n.toString(2).length + 70));
  return Number((n << shift) / d) * 2 ** -Number(shift);
}

/** The point where rows . x = limits, by Gauss; null where the rows depend on one another. */
export function solved(rows: readonly (readonly Fraction[])[], limits: readonly Fraction[]): Fraction[] | null {
  const table = rows.map((row, i) => [...row, limits[i] as Fraction]);
  for (let j = 0; j < table.length; j++) {
    const pivotRow = table.findIndex((row, i) => i >= j && (row[j] as Fraction).n !== 0n);
    if (pivotRow < 0) return null;
    const [pivot] = table.splice(pivotRow, 1) as [Fraction[]];
    const scaled = pivot.map((entry) => over(entry, pivot[j] as Fraction));
    table.splice(j, 0, scaled);
    for (const [i, row] of table.entries())
      if (i !== j && (row[j] as Fraction).n !== 0n)
        table[i] = row.map((entry, k) => minus(entry, times(row[j] as Fraction, scaled[k] as Fraction)));
  }
  return table.map((row) => row.at(-1) as Fraction);
}

function reduced({ n, d }: Fraction): Fraction {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { n: n / a, d: d / a } : { n, d };
}
