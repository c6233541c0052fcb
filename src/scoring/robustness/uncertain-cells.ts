import type { Matrix } from '../matrix.ts';
import { type NumberScale, scaledValue } from '../value-scale.ts';
import type { Random } from './random.ts';

/** A performance that is not known exactly, and how it is drawn: anywhere on the scale, uniform between two, or normal. */
export type UncertainCell = { readonly row: number; readonly column: number } & (
  | { readonly kind: 'unknown' }
  | { readonly kind: 'uniform'; readonly lo: number; readonly hi: number; readonly scale: NumberScale }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number; readonly scale: NumberScale }
);

/** Writes one draw of every uncertain cell, as a value, into the matrix. An unknown one is uniform over the values of its scale. */
export function drawCells(cells: readonly UncertainCell[], values: Matrix, random: Random): void {
  for (const cell of cells) values.cells[cell.row * values.columns + cell.column] = drawn(cell, random);
}

function drawn(cell: UncertainCell, random: Random): number {
  switch (cell.kind) {
    case 'unknown':
      return random.uniform();
    case 'uniform':
      return scaledValue(cell.scale, cell.lo + random.uniform() * (cell.hi - cell.lo));
    case 'normal':
      return scaledValue(cell.scale, cell.mean + random.normal() * cell.sd);
  }
}
