import type { Matrix } from './matrix.ts';
import { floatIn } from './number-in.ts';

export type Direction = 'min' | 'max';

/**
 * A range below this share of the largest magnitude is no range: decimals that are equal on paper differ by about 1e-16 in binary,
 * and a method that divides by such a difference makes a ranking out of it.
 */
export const RELATIVE_ZERO = 1e-12;

export type Column = {
  /** The best and the worst of the candidates, by the direction. */
  readonly best: number;
  readonly worst: number;
  readonly largestMagnitude: number;
  /** Every alternative has the same value here: nothing can be told apart. */
  readonly flat: boolean;
};

export function directionsOf({ criteria }: { readonly criteria: readonly { readonly direction: Direction }[] }): Direction[] {
  return criteria.map(({ direction }) => direction);
}

/** What methods need to know of each column of raw performances. */
export function columnsOf(raw: Matrix, directions: readonly Direction[]): Column[] {
  return directions.map((direction, j) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let at = j; at < raw.cells.length; at += raw.columns) {
      const cell = floatIn(raw.cells, at);
      if (cell < low) low = cell;
      if (cell > high) high = cell;
    }
    const largestMagnitude = Math.max(Math.abs(low), Math.abs(high));
    const [best, worst] = direction === 'max' ? [high, low] : [low, high];
    return { best, worst, largestMagnitude, flat: high - low <= RELATIVE_ZERO * largestMagnitude };
  });
}

/** The columns in which all alternatives are equal. */
export function flatColumns(raw: Matrix, directions: readonly Direction[]): number[] {
  return columnsOf(raw, directions).flatMap((column, j) => (column.flat ? [j] : []));
}
