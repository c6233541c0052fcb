import type { Column } from '../../catalog/facts/column.ts';
import type { FactView } from '../../catalog/facts/fact-view.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import type { Criterion, CriterionPart, Plan } from '../ask/plan.ts';
import { roundToGrid, scoreOf, type Utility, utilityOn } from './utility.ts';

/** A leaf with what each reading of its column is worth; arrays are by reading: `contribution[column.reading[candidate]]`. */
export type MeasuredPart = CriterionPart & {
  readonly criterion: string;
  /** Weight in the whole: the criterion's weight times the leaf's share. */
  readonly weight: number;
  readonly column: Column;
  readonly utility: Utility;
  /** Weight times value, to the grid. */
  readonly contribution: readonly number[];
  /** Where the column is worked out: to be called with a candidate before its value and contribution are read. */
  readonly prepare?: (candidate: number) => void;
  /** The same for what it may turn out to be worth, and whether it is clamped. */
  readonly prepareRange?: (candidate: number) => void;
};

export type Performances = { readonly criteria: readonly Criterion[]; readonly parts: readonly MeasuredPart[] };

/** Step "measure": facts to values in [0, 1] on fixed scales, once for each distinct reading. */
export function measure(plan: Plan, criteria: readonly Criterion[], view: FactView): Performances {
  const parts: MeasuredPart[] = [];
  for (const criterion of criteria)
    for (const part of criterion.parts) parts.push(measureLeaf(plan, criterion, part, view.column(part.attribute)));
  return { criteria, parts };
}

/** Every attribute that a ranking looks at: of its requirements and of its criteria, each once. */
export function usedAttributes(plan: Plan, performances: Performances | null): Attribute[] {
  return [
    ...new Set([
      ...plan.constraints.map((constraint) => constraint.attribute),
      ...(performances?.parts ?? []).map((part) => part.attribute),
    ]),
  ];
}

export function valueAt(part: MeasuredPart, candidate: number): number {
  part.prepare?.(candidate);
  return part.utility.value[part.column.valueCode[candidate] as number] as number;
}

export function contributionAt(part: MeasuredPart, candidate: number): number {
  part.prepare?.(candidate);
  return part.contribution[part.column.valueCode[candidate] as number] as number;
}

/** Whether the value was clamped at an anchor. */
export function isClamped({ utility, column, prepareRange }: MeasuredPart, candidate: number): boolean {
  prepareRange?.(candidate);
  return utility.clamped[column.valueCode[candidate] as number] as boolean;
}

/** A candidate's score with what is not known at its worst. */
export function lowestScore({ parts }: Performances, candidate: number): number {
  let sum = 0;
  for (const { utility, contribution, column, weight, prepareRange } of parts) {
    prepareRange?.(candidate);
    const reading = column.valueCode[candidate] as number;
    const least = utility.least[reading] as number;
    sum += least === utility.value[reading] ? (contribution[reading] as number) : roundToGrid(weight * least);
  }
  return scoreOf(sum);
}

/** A candidate's score with what is not known at its best. */
export function highestScore({ parts }: Performances, candidate: number): number {
  let sum = 0;
  for (const { utility, contribution, column, weight, prepareRange } of parts) {
    prepareRange?.(candidate);
    const reading = column.valueCode[candidate] as number;
    const most = utility.most[reading] as number;
    sum += most === utility.value[reading] ? (contribution[reading] as number) : roundToGrid(weight * most);
  }
  return scoreOf(sum);
}

function measureLeaf(plan: Plan, criterion: Criterion, part: CriterionPart, column: Column): MeasuredPart {
  const { attribute, scale, share } = part;
  const utility = utilityOn(column, scale, plan.ifUnknown === 'neutral' ? 0.5 : 0);
  const weight = criterion.weight * share;
  const contribution = new Array<number>(utility.value.length);
  const measured = { attribute, scale, share, criterion: criterion.id, weight, column, utility, contribution };
  const { assess, assessRange } = utility;
  if (assess) {
    const prepare = (candidate: number) => {
      if (contribution[candidate] !== undefined) return;
      assess(candidate);
      contribution[candidate] = roundToGrid(weight * (utility.value[candidate] as number));
    };
    const prepareRange = (candidate: number) => {
      prepare(candidate);
      if (utility.least[candidate] === undefined) assessRange?.(candidate);
    };
    return { ...measured, prepare, prepareRange };
  }
  for (let r = 0; r < contribution.length; r++) contribution[r] = roundToGrid(weight * (utility.value[r] as number));
  return measured;
}

/** What a candidate may at the least, and at the most, turn out to be worth on a leaf. */
export function leastAt({ utility, column, prepareRange }: MeasuredPart, candidate: number): number {
  prepareRange?.(candidate);
  return utility.least[column.valueCode[candidate] as number] as number;
}

export function mostAt({ utility, column, prepareRange }: MeasuredPart, candidate: number): number {
  prepareRange?.(candidate);
  return utility.most[column.valueCode[candidate] as number] as number;
}
