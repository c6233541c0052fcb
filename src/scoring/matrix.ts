/** A matrix in one block, row by row: cell (i, j) is `cells[i * columns + j]`. */
export type Matrix = { readonly rows: number; readonly columns: number; readonly cells: Float64Array };

/** The rows, which are all of the same length, as one block. */
export function matrixOf(rows: readonly (readonly number[])[], columns = rows[0]?.length ?? 0): Matrix {
  const cells = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) cells.set(row, i * columns);
  return { rows: rows.length, columns, cells };
}

export function rowOf(matrix: Matrix, row: number): Float64Array {
  return matrix.cells.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

export function rowsOf(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => [...rowOf(matrix, i)]);
}
