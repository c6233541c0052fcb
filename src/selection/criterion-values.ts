import { type Measured, valueAt } from './measure.ts';
import type { Criterion } from './plan.ts';

/** What candidates are worth on whole criteria, in [0, 1]: of a group, the weighted mean of its members. */
export type CriterionValues = {
  readonly criteria: readonly Criterion[];
  /** A row for each candidate, a cell for each criterion. */
  readonly value: readonly (readonly number[])[];
  /** The same with what is not known at its worst and at its best. */
  readonly low: readonly (readonly number[])[];
  readonly high: readonly (readonly number[])[];
};

/** The values of candidates on the criteria that have weight; one without weight decides nothing. */
export function criterionValues(measured: Measured, candidates: readonly number[]): CriterionValues {
  const criteria = measured.criteria.filter((criterion) => criterion.weight > 0);
  const rows = (worth: (leaf: Measured['leaves'][number], candidate: number) => number) =>
    candidates.map((candidate) =>
      criteria.map(({ id }) => {
        const sum = measured.leaves.reduce(
          (total, leaf) => (leaf.criterion === id ? total + leaf.share * worth(leaf, candidate) : total),
          0,
        );
        // shares add up to 1 but for rounding
        return Math.min(1, sum);
      }),
    );
  return {
    criteria,
    value: rows(valueAt),
    low: rows((leaf, candidate) => (leaf.worth.openBelow[leaf.column.reading[candidate] as number] ? 0 : valueAt(leaf, candidate))),
    high: rows((leaf, candidate) => (leaf.worth.openAbove[leaf.column.reading[candidate] as number] ? 1 : valueAt(leaf, candidate))),
  };
}
