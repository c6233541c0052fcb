import type { Matrix } from '../matrix.ts';
import { floatIn } from '../number-in.ts';

export type ParetoFront = {
  /** Indices that no alternative dominates. */
  readonly nondominated: readonly number[];
  /** For each alternative of the front, what it dominates. Dominance is transitive: every dominated one stands in some list. */
  readonly dominated: ReadonlyMap<number, readonly number[]>;
  /** All dominated ones. */
  readonly dominatedCount: number;
};

/**
 * Pareto dominance: a is at least as good as b in every criterion and better in one. `low` and `high` hold the least and the most
 * that each performance can be, more being better; where a value is uncertain, only what holds for every value counts.
 */
export function paretoFront(low: Matrix, high: Matrix): ParetoFront {
  const { rows } = low;
  const nondominated: number[] = [];
  for (let i = 0; i < rows; i++) {
    let beaten = false;
    for (let k = 0; k < rows && !beaten; k++) beaten = k !== i && dominates(low, high, k, i);
    if (!beaten) nondominated.push(i);
  }
  const front = new Set(nondominated);
  const dominated = new Map<number, number[]>();
  for (const a of nondominated) {
    const list: number[] = [];
    for (let b = 0; b < rows; b++) if (!front.has(b) && dominates(low, high, a, b)) list.push(b);
    if (list.length > 0) dominated.set(a, list);
  }
  return { nondominated, dominated, dominatedCount: rows - nondominated.length };
}

/** Whether a dominates b, whatever the uncertain values turn out to be. */
export function dominates(low: Matrix, high: Matrix, a: number, b: number): boolean {
  const { columns } = low;
  let better = false;
  for (let j = 0; j < columns; j++) {
    const [least, most] = [floatIn(low.cells, a * columns + j), floatIn(high.cells, b * columns + j)];
    if (!(least >= most)) return false;
    if (least > most) better = true;
  }
  return better;
}
