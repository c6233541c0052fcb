import type { Column } from '../../catalog/facts/column.ts';
import type { FactView } from '../../catalog/facts/fact-view.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { Criterion, Leaf, Plan } from '../ask/plan.ts';
import { grid, scoreOf, type Worth, worthOn } from './utility.ts';

/** A leaf with what each reading of its column is worth; arrays are by reading: `contribution[column.reading[candidate]]`. */
export type MeasuredLeaf = Leaf & {
  readonly criterion: string;
  /** Weight in the whole: the criterion's weight times the leaf's share. */
  readonly weight: number;
  readonly column: Column;
  readonly worth: Worth;
  /** Weight times value, to the grid. */
  readonly contribution: readonly number[];
  /** Where the column is worked out: to be called with a candidate before its value and contribution are read. */
  readonly ready?: (candidate: number) => void;
  /** The same for what it may turn out to be worth, and whether it is clamped. */
  readonly readyRange?: (candidate: number) => void;
};

export type Measured = { readonly criteria: readonly Criterion[]; readonly leaves: readonly MeasuredLeaf[] };

/** Step "measure": facts to values in [0, 1] on fixed scales, once for each distinct reading. */
export function measure(plan: Plan, criteria: readonly Criterion[], view: FactView): Measured {
  const leaves: MeasuredLeaf[] = [];
  for (const criterion of criteria)
    for (const leaf of criterion.leaves) leaves.push(measureLeaf(plan, criterion, leaf, view.column(leaf.attribute)));
  return { criteria, leaves };
}

/** Every attribute that a ranking looks at: of its requirements and of its criteria, each once. */
export function usedAttributes(plan: Plan, measured: Measured | null): Attribute[] {
  return [...new Set([...plan.needs.map((need) => need.attribute), ...(measured?.leaves ?? []).map((leaf) => leaf.attribute)])];
}

export function valueAt(leaf: MeasuredLeaf, candidate: number): number {
  leaf.ready?.(candidate);
  return leaf.worth.value[leaf.column.reading[candidate] as number] as number;
}

export function contributionAt(leaf: MeasuredLeaf, candidate: number): number {
  leaf.ready?.(candidate);
  return leaf.contribution[leaf.column.reading[candidate] as number] as number;
}

/** Whether the value was clamped at an anchor. */
export function isClamped({ worth, column, readyRange }: MeasuredLeaf, candidate: number): boolean {
  readyRange?.(candidate);
  return worth.clamped[column.reading[candidate] as number] as boolean;
}

/** A candidate's score with what is not known at its worst. */
export function lowestScore({ leaves }: Measured, candidate: number): number {
  let sum = 0;
  for (const { worth, contribution, column, weight, readyRange } of leaves) {
    readyRange?.(candidate);
    const reading = column.reading[candidate] as number;
    const least = worth.least[reading] as number;
    sum += least === worth.value[reading] ? (contribution[reading] as number) : grid(weight * least);
  }
  return scoreOf(sum);
}

/** A candidate's score with what is not known at its best. */
export function highestScore({ leaves }: Measured, candidate: number): number {
  let sum = 0;
  for (const { worth, contribution, column, weight, readyRange } of leaves) {
    readyRange?.(candidate);
    const reading = column.reading[candidate] as number;
    const most = worth.most[reading] as number;
    sum += most === worth.value[reading] ? (contribution[reading] as number) : grid(weight * most);
  }
  return scoreOf(sum);
}

function measureLeaf(plan: Plan, criterion: Criterion, leaf: Leaf, column: Column): MeasuredLeaf {
  const { attribute, scale, share } = leaf;
  const worth = worthOn(column, scale, plan.ifUnknown === 'neutral' ? 0.5 : 0);
  const weight = criterion.weight * share;
  const contribution = new Array<number>(worth.value.length);
  const measured = { attribute, scale, share, criterion: criterion.id, weight, column, worth, contribution };
  const { assess, assessRange } = worth;
  if (assess) {
    const ready = (candidate: number) => {
      if (contribution[candidate] !== undefined) return;
      assess(candidate);
      contribution[candidate] = grid(weight * (worth.value[candidate] as number));
    };
    const readyRange = (candidate: number) => {
      ready(candidate);
      if (worth.least[candidate] === undefined) assessRange?.(candidate);
    };
    return { ...measured, ready, readyRange };
  }
  for (let r = 0; r < contribution.length; r++) contribution[r] = grid(weight * (worth.value[r] as number));
  return measured;
}

/** What a candidate may at the least, and at the most, turn out to be worth on a leaf. */
export function leastAt({ worth, column, readyRange }: MeasuredLeaf, candidate: number): number {
  readyRange?.(candidate);
  return worth.least[column.reading[candidate] as number] as number;
}

export function mostAt({ worth, column, readyRange }: MeasuredLeaf, candidate: number): number {
  readyRange?.(candidate);
  return worth.most[column.reading[candidate] as number] as number;
}
