import type { Fact } from '../catalog/fact.ts';
import type { Column, FactView } from '../catalog/fact-view.ts';
import { isBeyondAnchors, isIncreasing, scaledValue, shareOfWanted, type ValueScale } from '../scoring/value-scale.ts';
import type { Criterion, Leaf, Plan } from './plan.ts';

/** A leaf with what each fact of its column is worth; arrays are by fact: `value[column.index[candidate]]`. */
export type MeasuredLeaf = Leaf & {
  readonly criterion: string;
  /** Weight in the whole: the criterion's weight times the leaf's share. */
  readonly weight: number;
  readonly column: Column;
  /** In [0, 1]. What is not known, or does not apply, has no value of its own: the policy gives one. */
  readonly value: Float64Array;
  /** Weight times value, to the grid; `low` and `high` with what is not known at its worst and at its best. */
  readonly contribution: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
};

export type Measured = { readonly criteria: readonly Criterion[]; readonly leaves: readonly MeasuredLeaf[] };

/** Step "measure": facts to values in [0, 1] on fixed scales, once for each distinct fact. */
export function measure(plan: Plan, criteria: readonly Criterion[], view: FactView): Measured {
  const leaves = criteria.flatMap((criterion) =>
    criterion.leaves.map((leaf) => measureLeaf(plan, criterion, leaf, view.column(leaf.attribute))),
  );
  return { criteria, leaves };
}

export function valueAt(leaf: MeasuredLeaf, candidate: number): number {
  return leaf.value[leaf.column.index[candidate] as number] as number;
}

export function contributionAt(leaf: MeasuredLeaf, candidate: number): number {
  return leaf.contribution[leaf.column.index[candidate] as number] as number;
}

/** Whether the value was clamped at an anchor. */
export function isClamped({ scale, column }: MeasuredLeaf, candidate: number): boolean {
  const raw = column.numbers[column.index[candidate] as number] as number;
  return scale.kind !== 'set' && isBeyondAnchors(scale, raw);
}

function measureLeaf(plan: Plan, criterion: Criterion, leaf: Leaf, column: Column): MeasuredLeaf {
  const { scale } = leaf;
  const weight = criterion.weight * leaf.share;
  const size = column.facts.length;
  const measured = {
    value: new Float64Array(size),
    contribution: new Float64Array(size),
    low: new Float64Array(size),
    high: new Float64Array(size),
  };
  const ofUnknown = plan.ifUnknown === 'neutral' ? 0.5 : 0;
  for (let i = 0; i < size; i++) {
    const fact = column.facts[i] as Fact;
    const value = fact.status === 'known' ? worthOf(fact, column.numbers[i] as number, scale) : ofUnknown;
    measured.value[i] = value;
    measured.contribution[i] = grid(weight * value);
    measured.low[i] = grid(weight * lowest(fact, value, scale));
    measured.high[i] = grid(weight * highest(fact, value, scale));
  }
  return { ...leaf, ...measured, criterion: criterion.id, weight, column };
}

function worthOf(fact: Fact, raw: number, scale: ValueScale): number {
  return scale.kind === 'set' ? shareOfWanted(scale, fact.value as string | readonly string[]) : scaledValue(scale, raw);
}

/** An unknown may turn out to be anything on the scale; a bound counts as its own figure and may be worse. What does not apply stays. */
function lowest(fact: Fact, value: number, scale: ValueScale): number {
  if (fact.status === 'unknown') return 0;
  const open = scale.kind === 'set' ? undefined : isIncreasing(scale) ? 'at_most' : 'at_least';
  return open !== undefined && fact.claim?.qualifier === open ? 0 : value;
}

function highest(fact: Fact, value: number, scale: ValueScale): number {
  if (fact.status === 'unknown') return 1;
  const open = scale.kind === 'set' || isIncreasing(scale) ? 'at_least' : 'at_most';
  return fact.status === 'known' && fact.claim?.qualifier === open ? 1 : value;
}

const GRID = 1e12;

/** To the nearest 1e-12: contributions, and so their sum, print short and add up as printed. */
export function grid(value: number): number {
  return Math.round(value * GRID) / GRID;
}
