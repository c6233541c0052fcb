import { factAt } from '../catalog/facts/column.ts';
import type { Rule } from '../explaining/answer/verdict.ts';
import { attributeLeadRule, type LeadPolicy } from '../explaining/rules/attribute-lead.ts';
import { type Contest, contestOf, type Option } from '../explaining/rules/contest.ts';
import { demandOn, isMetByNone, mayMeet } from '../explaining/rules/demand.ts';
import { type NeverTable, neverRule } from '../explaining/rules/never.ts';
import { type OnlyCandidatePolicy, onlyCandidateRule } from '../explaining/rules/only-candidate.ts';
import { utilityOf } from '../explaining/rules/oriented-attribute.ts';
import { severalDemandsRule } from '../explaining/rules/several-demands.ts';
import type { Values } from '../scoring/domination.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import type { Field, FieldOption } from './field.ts';
import type { TableRow } from './table.ts';

/** Members of a set that a rule names at most. */
const NAMED_MEMBERS = 20;

/**
 * A comparison is about its few options alone, so it looks for any demand that tells one of them apart: by any of its candidates, and by as many
 * members as it takes. Bounds and partial lists count as what they leave open.
 */
const ONLY_CANDIDATE: OnlyCandidatePolicy = {
  carriersOn: (_, { option }) => option.eligible,
  isExclusive: (row, member, { rivalCandidates }) => isMetByNone(demandOn(row, { all_of: [member] }), rivalCandidates),
  requireMembers: (exclusive) => ({ any_of: [...exclusive].sort().slice(0, NAMED_MEMBERS) }),
  allowsMembersTogether: true,
  isOpen: (option, demands) => option.available.some((candidate) => mayMeet(demands, candidate)),
  needsClosedRival: false,
};

/**
 * A lead has to show in the ranking that the rule's request asks for, which rounds both values: so it takes two ties. It is ahead of everybody
 * whatever the bounds turn out to be, so the figures of all are behind it.
 */
const LEAD: LeadPolicy = { margin: 2 * SCORE_TIE, tellsDays: true, restsOnAll: true };

/**
 * When to choose an option, whatever the weights: by one attribute, at most one rule for each; where there is none, by several; where that
 * can't be, why no weights will do either.
 */
export function weightFreeRules(field: Field, rows: readonly TableRow[], option: FieldOption): Rule[] {
  const contest = contestOf(field.options, option);
  const singles = rows.map((row) => attributeLeadRule(contest, row, LEAD) ?? onlyCandidateRule(contest, row, ONLY_CANDIDATE));
  const found = singles.filter((rule) => rule !== null);
  if (found.length > 0) return found;
  const scored = rows.filter((row) => row.oriented.scale !== null);
  const never = () => (scored.length > 0 ? neverRule(contest, neverTableOf(scored, contest)) : null);
  const fallback = severalDemandsRule(contest, rows, ONLY_CANDIDATE) ?? never();
  return fallback ? [fallback] : [];
}

/** Over every attribute that has a scale; what is not known has no value. */
function neverTableOf(scored: readonly TableRow[], { option, others }: Contest): NeverTable {
  const valuesAt = (candidate: number): Values => scored.map(({ oriented, column }) => utilityOf(oriented, factAt(column, candidate)));
  return {
    valuesOf: ({ eligible }: Option) => eligible.map(valuesAt),
    evidence: () => scored.map(({ column, spokesmanOf }) => ({ column, candidates: [...option.eligible, ...others.map(spokesmanOf)] })),
  };
}
