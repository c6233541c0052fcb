import type { Column } from '../../catalog/facts/column.ts';
import type { FactView } from '../../catalog/facts/fact-view.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { numberIn } from '../../scoring/number-in.ts';
import type { Criterion, CriterionPart, Plan } from '../ask/plan.ts';
import { roundToGrid, scoreOf, type Utility, utilityOn } from './utility.ts';

/** A part of a criterion with what the values of its column are worth. Arrays are by value code: `contribution[column.valueCode[candidate]]`. */
export type MeasuredPart = CriterionPart & {
  readonly criterion: string;
  /** Weight in the whole: the criterion's weight times the part's share. */
  readonly weight: number;
  readonly column: Column;
  readonly utility: Utility;
  /** Weight times value, rounded to the grid. */
  readonly contribution: readonly number[];
  /** Only of a computed column: to be called with a candidate before its value and contribution are read. */
  readonly prepare?: (candidate: number) => void;
  /** The same, before it is read what the candidate may turn out to be worth, or whether it is clamped. */
  readonly prepareRange?: (candidate: number) => void;
};

export type Performances = { readonly criteria: readonly Criterion[]; readonly parts: readonly MeasuredPart[] };

/** Step "measure": turns facts into values in [0, 1] on fixed scales, once for each value code. */
export function measure(plan: Plan, criteria: readonly Criterion[], view: FactView): Performances {
  const parts: MeasuredPart[] = [];
  for (const criterion of criteria)
    for (const part of criterion.parts) parts.push(measurePart(plan, criterion, part, view.column(part.attribute)));
  return { criteria, parts };
}

/** Every attribute of the requirements and of the criteria, each once. */
export function usedAttributes(plan: Plan, performances: Performances | null): Attribute[] {
  return [
    ...new Set([
      ...plan.constraints.map((constraint) => constraint.attribute),
      ...(performances?.parts ?? []).map((part) => part.attribute),
    ]),
  ];
}

// What follows reads arrays directly, not by the accessors of number-in.ts: rules and texts ask it so often that those made them a tenth slower.

/** The value of a candidate, in [0, 1]. */
export function valueAt(part: MeasuredPart, candidate: number): number {
  part.prepare?.(candidate);
  return part.utility.value[part.column.valueCode[candidate] as number] as number;
}

/** The contribution of a candidate's value to its weighted sum, in [0, 1]. */
export function contributionAt(part: MeasuredPart, candidate: number): number {
  part.prepare?.(candidate);
  return part.contribution[part.column.valueCode[candidate] as number] as number;
}

/** Whether the value was clamped at an anchor. */
export function isClamped({ utility, column, prepareRange }: MeasuredPart, candidate: number): boolean {
  prepareRange?.(candidate);
  return utility.clamped[column.valueCode[candidate] as number] === true;
}

/** A candidate's score with what is not known at its worst. */
export function lowestScore({ parts }: Performances, candidate: number): number {
  let sum = 0;
  for (const { utility, contribution, column, weight, prepareRange } of parts) {
    prepareRange?.(candidate);
    const code = column.valueCode[candidate] as number;
    const least = utility.least[code] as number;
    sum += least === utility.value[code] ? (contribution[code] as number) : roundToGrid(weight * least);
  }
  return scoreOf(sum);
}

/** A candidate's score with what is not known at its best. */
export function highestScore({ parts }: Performances, candidate: number): number {
  let sum = 0;
  for (const { utility, contribution, column, weight, prepareRange } of parts) {
    prepareRange?.(candidate);
    const code = column.valueCode[candidate] as number;
    const most = utility.most[code] as number;
    sum += most === utility.value[code] ? (contribution[code] as number) : roundToGrid(weight * most);
  }
  return scoreOf(sum);
}

function measurePart(plan: Plan, criterion: Criterion, part: CriterionPart, column: Column): MeasuredPart {
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
      contribution[candidate] = roundToGrid(weight * numberIn(utility.value, candidate));
    };
    const prepareRange = (candidate: number) => {
      prepare(candidate);
      if (utility.least[candidate] === undefined) assessRange?.(candidate);
    };
    return { ...measured, prepare, prepareRange };
  }
  for (let code = 0; code < contribution.length; code++) contribution[code] = roundToGrid(weight * numberIn(utility.value, code));
  return measured;
}

/** What a candidate may turn out to be worth on a part, in [0, 1]: at the least. */
export function leastAt({ utility, column, prepareRange }: MeasuredPart, candidate: number): number {
  prepareRange?.(candidate);
  return utility.least[column.valueCode[candidate] as number] as number;
}

/** The same at the most. */
export function mostAt({ utility, column, prepareRange }: MeasuredPart, candidate: number): number {
  prepareRange?.(candidate);
  return utility.most[column.valueCode[candidate] as number] as number;
}
