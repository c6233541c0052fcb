import type { Fact } from '../catalog/fact.ts';
import type { Column, FactView } from '../catalog/fact-view.ts';
import { isBeyondAnchors, isIncreasing, scaledValue, shareOfWanted, type ValueScale } from '../scoring/value-scale.ts';
import type { Criterion, Leaf, Plan } from './plan.ts';

/** What a fact is worth on a leaf's scale. Unknown and not applicable have no value of their own: the policy gives one. */
type Worth = {
  readonly value: number;
  readonly clamped: boolean;
  /** Weight times value, to the grid; `low` and `high` with what is not known at its worst and at its best. */
  readonly contribution: number;
  readonly low: number;
  readonly high: number;
};

/** A leaf with what each fact of its column is worth. */
export type MeasuredLeaf = Leaf & {
  readonly criterion: string;
  /** Weight in the whole: the criterion's weight times the leaf's share. */
  readonly weight: number;
  readonly column: Column;
  /** By fact of the column. */
  readonly worth: readonly Worth[];
};

export type Measured = { readonly criteria: readonly Criterion[]; readonly leaves: readonly MeasuredLeaf[] };

/** Step "measure": facts to values in [0, 1] on fixed scales, once for each distinct fact. */
export function measure(plan: Plan, criteria: readonly Criterion[], view: FactView): Measured {
  const leaves = criteria.flatMap((criterion) =>
    criterion.leaves.map((leaf): MeasuredLeaf => {
      const column = view.column(leaf.attribute);
      const weight = criterion.weight * leaf.share;
      const worth = column.facts.map((fact, i) => worthOf(fact, column.numbers[i] as number, leaf.scale, weight, plan.ifUnknown));
      return { ...leaf, criterion: criterion.id, weight, column, worth };
    }),
  );
  return { criteria, leaves };
}

export function factAt(leaf: MeasuredLeaf, candidate: number): Fact {
  return leaf.column.facts[leaf.column.index[candidate] as number] as Fact;
}

export function worthAt(leaf: MeasuredLeaf, candidate: number): Worth {
  return leaf.worth[leaf.column.index[candidate] as number] as Worth;
}

function worthOf(fact: Fact, raw: number, scale: ValueScale, weight: number, ifUnknown: Plan['ifUnknown']): Worth {
  if (fact.status !== 'known' || fact.value === null) {
    const value = ifUnknown === 'neutral' ? 0.5 : 0;
    // an unknown may turn out to be anything on the scale; what does not apply stays what it is
    const open = fact.status === 'unknown';
    return worth(weight, value, open ? [0, 1] : [value, value], false);
  }
  if (scale.kind === 'set') {
    const value = shareOfWanted(scale, fact.value as string | readonly string[]);
    const partial = fact.claim?.qualifier === 'at_least' && Array.isArray(fact.value);
    return worth(weight, value, [value, partial ? 1 : value], false);
  }
  const value = scaledValue(scale, raw);
  return worth(weight, value, boundsOf(value, fact.claim?.qualifier, isIncreasing(scale)), isBeyondAnchors(scale, raw));
}

function worth(weight: number, value: number, [low, high]: readonly [number, number], clamped: boolean): Worth {
  return { value, clamped, contribution: grid(weight * value), low: grid(weight * low), high: grid(weight * high) };
}

/** A bound ("at least 150") counts as its own figure; how much better or worse it may be shows in the range. */
function boundsOf(value: number, qualifier: 'at_least' | 'at_most' | 'approximately' | undefined, increasing: boolean): [number, number] {
  if (qualifier !== 'at_least' && qualifier !== 'at_most') return [value, value];
  return (qualifier === 'at_least') === increasing ? [value, 1] : [0, value];
}

const GRID = 1e12;

/** To the nearest 1e-12: contributions, and so their sum, print short and add up as printed. */
export function grid(value: number): number {
  return Math.round(value * GRID) / GRID;
}
