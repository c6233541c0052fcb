import { factAt } from '../../catalog/facts/column.ts';
import { type Misses, testOf } from '../../ranking/gate/fact-test.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import type { Row } from './contest.ts';
import { thresholdAt } from './threshold.ts';

/** A requirement on one attribute that a rule would make of everybody. Its misses hold the code `unknown` where a fact leaves it open. */
export type Demand = { readonly row: Row; readonly requirement: Requirement; readonly misses: (candidate: number) => Misses };

export function demandOn(row: Row, requirement: Requirement): Demand {
  const test = testOf(row.oriented.attribute, requirement);
  return { row, requirement, misses: (candidate) => test(factAt(row.column, candidate)) };
}

/** A candidate's own figure as a demand; null where it has none, or where a bound leaves open whether it meets that itself. */
export function ownDemand(row: Row, candidate: number): Demand | null {
  const requirement = thresholdAt(row.oriented, factAt(row.column, candidate));
  const demand = requirement && demandOn(row, requirement);
  return demand && isMet(demand, candidate) ? demand : null;
}

/** Whether the candidate is known to meet the demand. */
export function isMet({ misses }: Demand, candidate: number): boolean {
  return misses(candidate).length === 0;
}

export function isMetByNone(demand: Demand, candidates: readonly number[]): boolean {
  return !candidates.some((candidate) => isMet(demand, candidate));
}

/** Whether nothing that is known keeps the candidate from meeting all of the demands. */
export function mayMeet(demands: readonly Demand[], candidate: number): boolean {
  return demands.every(({ misses }) => misses(candidate).every((code) => code === 'unknown'));
}

/** The demand without the members that it can spare while it is still enough; a demand of another kind stays as it is. */
export function sparing(demand: Demand, isEnough: (demand: Demand) => boolean): Demand {
  return membersOf(demand).reduce((kept, member) => {
    const members = membersOf(kept).filter((other) => other !== member);
    const less = members.length > 0 ? demandOn(demand.row, { all_of: members }) : kept;
    return less !== kept && isEnough(less) ? less : kept;
  }, demand);
}

export function membersOf({ requirement }: Demand): readonly string[] {
  return requirement.all_of ?? [];
}
