import { factAt } from '../../catalog/facts/column.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import type { Condition, Rule } from '../answer/verdict.ts';
import { type Contest, claimsBehind, type Option, type Row } from './contest.ts';
import { type Demand, demandOn, isMetByNone, membersOf, ownDemand, sparing } from './demand.ts';
import { meritOf } from './oriented-attribute.ts';

/** Where rankings and comparisons differ in the rules by which somebody alone meets a demand. */
export type OnlyCandidatePolicy = {
  /** The candidates of the option whose own figure or members may be demanded of everybody. */
  readonly carriersOn: (row: Row, contest: Contest) => readonly number[];
  /** Whether none of the others counts as holding a member of a set. */
  readonly isExclusive: (row: Row, member: string, contest: Contest) => boolean;
  /** The requirement on the members that are exclusive to the option. */
  readonly requireMembers: (exclusive: readonly string[]) => Requirement;
  /** Whether, where no member is exclusive, the fewest that nobody else holds together are demanded. */
  readonly allowsMembersTogether: boolean;
  /** Whether what is known of an option leaves open that it meets the demands too. */
  readonly isOpen: (option: Option, demands: readonly Demand[]) => boolean;
  /** Whether there is no rule where everybody else is open. */
  readonly needsClosedRival: boolean;
};

/** "Only this option is known to meet a demand on one attribute", at its own best figure or with its own members. Null: it is not so. */
export function onlyCandidateRule(contest: Contest, row: Row, policy: OnlyCandidatePolicy): Rule | null {
  if (contest.rivals.length === 0) return null;
  return row.oriented.attribute.type === 'set' ? membersRule(contest, row, policy) : figureRule(contest, row, policy);
}

/** The rule that only this candidate's option is known to meet the demands. The caller has made sure of that. */
export function onlyCandidate(contest: Contest, candidate: number, demands: readonly Demand[], policy: OnlyCandidatePolicy): Rule | null {
  const { option, others, rivals } = contest;
  const open = rivals.filter((rival) => policy.isOpen(rival, demands));
  if (policy.needsClosedRival && open.length === rivals.length) return null;
  const evidence = demands.map(({ row }) => ({
    column: row.column,
    candidates: [candidate, ...others.map((other) => row.spokesmanOf(other))],
  }));
  return {
    choose: option.id,
    when: demands.map(({ row, requirement }): Condition => ({ attribute: row.oriented.attribute.id, ...requirement })),
    kind: 'only_candidate',
    ...(open.length > 0 ? { unknown_for: open.map(({ id }) => id) } : {}),
    claims: claimsBehind(evidence),
  };
}

/** At the best figure (or the flag, or the wanted word) of a candidate that is known to meet it itself. */
function figureRule(contest: Contest, row: Row, policy: OnlyCandidatePolicy): Rule | null {
  let best: { candidate: number; demand: Demand; merit: number } | null = null;
  for (const candidate of policy.carriersOn(row, contest)) {
    const merit = meritOf(row.oriented, factAt(row.column, candidate));
    if (best && !(merit > best.merit)) continue;
    const demand = ownDemand(row, candidate);
    if (demand) best = { candidate, demand, merit };
  }
  if (!best || !isMetByNone(best.demand, contest.rivalCandidates)) return null;
  return onlyCandidate(contest, best.candidate, [best.demand], policy);
}

/** With members that are exclusive to the option, of the candidate that has the most of them. */
function membersRule(contest: Contest, row: Row, policy: OnlyCandidatePolicy): Rule | null {
  const carriers = distinctSets(row, policy.carriersOn(row, contest));
  const known = new Map<string, boolean>();
  const isExclusive = (member: string) => {
    const found = known.get(member) ?? policy.isExclusive(row, member, contest);
    known.set(member, found);
    return found;
  };
  const [first] = carriers
    .map(({ candidate, members }) => ({ candidate, members: members.filter(isExclusive) }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.members.length - a.members.length || a.candidate - b.candidate);
  if (!first) return policy.allowsMembersTogether ? membersTogetherRule(contest, row, policy) : null;
  const demand = demandOn(row, policy.requireMembers(first.members));
  return isMetByNone(demand, contest.rivalCandidates) ? onlyCandidate(contest, first.candidate, [demand], policy) : null;
}

/** With the fewest members that nobody else holds together, though each of them is held by somebody. */
function membersTogetherRule(contest: Contest, row: Row, policy: OnlyCandidatePolicy): Rule | null {
  const isEnough = (demand: Demand) => isMetByNone(demand, contest.rivalCandidates);
  const together = distinctSets(row, policy.carriersOn(row, contest)).flatMap(({ candidate }) => {
    const demand = ownDemand(row, candidate);
    return demand && isEnough(demand) ? [{ candidate, demand: sparing(demand, isEnough) }] : [];
  });
  const [fewest] = together.sort((a, b) => membersOf(a.demand).length - membersOf(b.demand).length || a.candidate - b.candidate);
  return fewest ? onlyCandidate(contest, fewest.candidate, [fewest.demand], policy) : null;
}

/** The first candidate of each set that is held, with its members. */
function distinctSets({ column }: Row, candidates: readonly number[]): { candidate: number; members: readonly string[] }[] {
  const sets = new Map<number | undefined, { candidate: number; members: readonly string[] }>();
  for (const candidate of candidates) {
    const { value } = factAt(column, candidate);
    const fact = column.factIndex[candidate];
    if (Array.isArray(value) && !sets.has(fact)) sets.set(fact, { candidate, members: value });
  }
  return [...sets.values()];
}
