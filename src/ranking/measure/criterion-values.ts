import type { Criterion } from '../ask/plan.ts';
import { leastAt, type MeasuredPart, mostAt, type Performances, valueAt } from './measure.ts';

/** The values of candidates on whole criteria, in [0, 1]. That of a group is the weighted mean of its members. */
export type CriterionValues = {
  readonly criteria: readonly Criterion[];
  /** A row for each candidate, a cell for each criterion. */
  readonly value: readonly (readonly number[])[];
  /** The same with what is not known at its worst (`low`) and at its best (`high`). */
  readonly low: readonly (readonly number[])[];
  readonly high: readonly (readonly number[])[];
};

/** The values of candidates on the criteria that have weight; one without weight decides nothing. */
export function criterionValues(performances: Performances, candidates: readonly number[]): CriterionValues {
  const criteria = performances.criteria.filter((criterion) => criterion.weight > 0);
  // shares add up to 1 but for rounding
  const rows = (read: ValueReader) =>
    candidates.map((candidate) => valuesOf({ ...performances, criteria }, candidate, read).map((sum) => Math.min(1, sum)));
  return {
    criteria,
    value: rows(valueAt),
    low: rows(leastAt),
    high: rows(mostAt),
  };
}

type ValueReader = (part: MeasuredPart, candidate: number) => number;

/** The value of a candidate on each criterion. That of a group is the weighted mean of its members. */
export function valuesOf({ criteria, parts }: Performances, candidate: number, read: ValueReader = valueAt): number[] {
  const values: number[] = [];
  for (const { id } of criteria) {
    let sum = 0;
    for (const part of parts) if (part.criterion === id) sum += part.share * read(part, candidate);
    values.push(sum);
  }
  return values;
}
