import { factAt } from '../catalog/facts/column.ts';
import type { Fact } from '../catalog/facts/fact.ts';
import type { Condition } from '../explaining/answer/verdict.ts';
import { ownFigure } from '../explaining/rules/oriented-attribute.ts';
import type { RankingRequest } from '../ranking/ask/request.ts';
import { type Misses, testOf } from '../ranking/gate/fact-test.ts';
import type { Requirement } from '../ranking/gate/operators/requirement.ts';
import type { ComparisonRule } from './answer.ts';
import type { Field, Option } from './field.ts';
import { type Row, shownFact } from './table.ts';

/** A rule before it is put into words. */
export type OptionRule = Omit<ComparisonRule, 'text'>;

/** Something to require of the field: an attribute with a requirement. */
export type Demand = { readonly row: Row; readonly requirement: Requirement; readonly misses: (place: number) => Misses };

export function demandOn(row: Row, requirement: Requirement): Demand {
  const test = testOf(row.oriented.attribute, requirement);
  const known = new Map<Fact, Misses>();
  const misses = (place: number) => {
    const fact = factAt(row.column, place);
    let found = known.get(fact);
    if (!found) {
      found = test(fact);
      known.set(fact, found);
    }
    return found;
  };
  return { row, requirement, misses };
}

/** A candidate's own figure as a demand on all; null where it has none that it is known to meet itself. */
export function ownDemand(row: Row, place: number): Demand | null {
  const requirement = ownFigure(row.oriented, factAt(row.column, place));
  const demand = requirement && demandOn(row, requirement);
  return demand && demand.misses(place).length === 0 ? demand : null;
}

export function rivalsOf({ options }: Field, option: Option): Option[] {
  return options.filter((other) => other !== option && other.eligible.length > 0);
}

/** The rule that only this candidate's option meets the demands, with the ranking request that shows it. */
export function onlyCandidate(field: Field, option: Option, place: number, demands: readonly Demand[]): OptionRule {
  const mayMeet = (other: number) => demands.every((demand) => demand.misses(other).every((code) => code === 'unknown'));
  const unknown = rivalsOf(field, option).filter((rival) => rival.eligible.some(mayMeet));
  const when: Condition[] = demands.map(({ row, requirement }) => ({ attribute: row.oriented.attribute.id, ...requirement }));
  const require = Object.fromEntries(demands.map(({ row, requirement }) => [row.oriented.attribute.id, requirement]));
  return {
    choose: option.id,
    when,
    kind: 'only_candidate',
    ...(unknown.length > 0 ? { unknown_for: unknown.map(({ id }) => id) } : {}),
    claims: evidence(demands.flatMap(({ row }) => [factAt(row.column, place), ...shownOf(field, row, option)])),
    request: posed(field, option, { require: { ...field.base.require, ...require } }),
  };
}

/** The ranking request over the field that asks for this; what is chosen of an offer is the offer. */
export function posed(field: Field, option: Option, asked: Partial<RankingRequest>): RankingRequest {
  return { ...field.base, ...asked, ...(option.kind === 'offer' ? { fold: 'none' } : {}) };
}

/** What the table shows of the others on an attribute. */
export function shownOf({ options }: Field, row: Row, option: Option): Fact[] {
  return options.flatMap((other, o) => (other === option ? [] : [shownFact(row, o)]));
}

export function evidence(facts: readonly Fact[]): string[] {
  return [...new Set(facts.flatMap(({ claim }) => (claim ? [claim.id] : [])))].sort();
}
