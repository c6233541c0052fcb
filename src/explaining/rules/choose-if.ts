import { type Column, factAt, numberAt } from '../../catalog/facts/column.ts';
import { contendersAmong } from '../../ranking/gate/contenders.ts';
import { failsAt } from '../../ranking/gate/gate.ts';
import { valuesOf } from '../../ranking/measure/criterion-values.ts';
import { type MeasuredPart, type Performances, usedAttributes, valueAt } from '../../ranking/measure/measure.ts';
import type { RankingState } from '../../ranking/state.ts';
import { SCORE_TIE } from '../../scoring/ranks.ts';
import type { Rule } from '../answer/verdict.ts';
import { attributeLeadRule, type LeadPolicy, type LeadRow, type Top } from './attribute-lead.ts';
import { bestFactAmong } from './best-fact.ts';
import { type Contest, contestOf, type Option, type Row } from './contest.ts';
import { type NeverTable, neverRule } from './never.ts';
import { type OnlyCandidatePolicy, onlyCandidateRule } from './only-candidate.ts';
import { orientedAttribute } from './oriented-attribute.ts';
import { weightRulesOf } from './ranking-weights.ts';

/** Members of a set that a rule names at most. */
const NAMED_MEMBERS = 5;

/**
 * The few models that rank highest are told apart by their best figures. Members are compared as they are written, and all of them are demanded;
 * a comparison demands any of them. That is no more than how answers have always been.
 */
const ONLY_CANDIDATE: OnlyCandidatePolicy = {
  carriersOn: bestCarrierOn,
  isExclusive: (row, member, { rivalCandidates }) => !rivalCandidates.some((candidate) => isListed(row.column, candidate, member)),
  requireMembers: (exclusive) => ({ all_of: exclusive.slice(0, NAMED_MEMBERS).sort() }),
  allowsMembersTogether: false,
  isOpen: (option, demands) => demands.every(({ row }) => isUnknown(row.column, option.available)),
  // the models are compared for their rank: what is known of one alone does not distinguish it
  needsClosedRival: true,
};

/**
 * A lead is one of values on the request's scale, to the grid of scores, where what is not known counts as the request says. The claims are
 * those of the winner of the rule and of the next best; a date has no unit to tell a lead in.
 */
const LEAD: LeadPolicy = { margin: SCORE_TIE, tellsDays: false, restsOnAll: false };

/**
 * When another model than the winner, the first of `models`, would be the one to choose. `only_candidate` and `attribute_lead` hold among the
 * models, with the caller's requirements and without; `weight` and `never` hold among all that are eligible. Each is true when its condition
 * is made the request. By a method that is not additive the candidates move one another's scores, so only what needs no score holds.
 */
export function chooseIf(state: RankingState, models: readonly string[]): Rule[] {
  const { plan, view, performances, isAdditive } = state;
  if (!performances) return [];
  const options = models.map((model) => optionOf(state, model));
  const [winner, ...challengers] = options;
  const contests = challengers.map((option) => contestOf(options, option));
  const rows = usedAttributes(plan, performances).map((attribute) => rowOf(view.column(attribute)));
  const leads = isAdditive && performances.criteria.length > 1 ? leadRowsOf(performances) : [];
  const rules: Rule[] = [];
  const add = (rule: Rule | null) => rule && rules.push(rule);
  for (const contest of contests) {
    for (const row of rows) add(onlyCandidateRule(contest, row, ONLY_CANDIDATE));
    for (const row of leads) add(attributeLeadRule(contest, row, LEAD));
  }
  if (!isAdditive || !winner) return rules;
  rules.push(...weightRulesOf(state, performances, winner.id));
  const standing = standingByOption(state, performances, options);
  for (const contest of contests) add(neverRule(contest, neverTableOf(performances, contest, standing)));
  return rules;
}

/**
 * A model with the offers that can be ranked, and those that could be without the caller's requirements. An edition beside a plain offer can't
 * carry a rule, but where a rule's condition leaves only the edition it can break one.
 */
function optionOf(state: RankingState, model: string): Option {
  const { view, eligibility } = state;
  const offers = view.byModel.get(model) ?? [];
  const available = offers.filter((i) => !eligibility.availability.some((check) => failsAt(check, i)));
  const eligible = rankedOffers(state, model);
  // a requirement on the lifecycle may let in what is not available otherwise: that carries no rule, but can break one
  const admitted = eligible.filter((i) => !available.includes(i));
  if (admitted.length === 0) return { id: model, eligible, available };
  return { id: model, eligible: eligible.filter((i) => available.includes(i)), available: [...available, ...admitted] };
}

/** The offers of a model that can stand for it in the ranking. */
function rankedOffers({ plan, view, eligibility }: RankingState, model: string): readonly number[] {
  const offers = view.byModel.get(model) ?? [];
  return contendersAmong(
    plan,
    view,
    offers.filter((i) => eligibility.failedCount[i] === 0),
  );
}

/** A row of requirements: which way is better is the vocabulary's word, whatever scale the request gives. */
function rowOf(column: Column): Row {
  const oriented = orientedAttribute(column.attribute, null);
  return { oriented, column, spokesmanOf: ({ available }) => bestKnownAmong({ oriented, column }, available) };
}

function bestKnownAmong({ oriented, column }: Pick<Row, 'oriented' | 'column'>, candidates: readonly number[]): number | null {
  const best = bestFactAmong(oriented, column, candidates);
  return best !== null && factAt(column, best).status === 'known' ? best : null;
}

/** The candidate with the best fact, unless somebody else plainly has as good a one. Days are not demanded in rankings. */
function bestCarrierOn(row: Row, { option, rivalCandidates }: Contest): number[] {
  if (row.column.attribute.type === 'date') return [];
  const best = bestKnownAmong(row, option.eligible);
  return best === null || isPlainlyMatched(row, best, rivalCandidates) ? [] : [best];
}

/** Whether somebody else has as good a figure, without any "at least" or "at most": most attributes are settled by that, at no cost. */
function isPlainlyMatched({ oriented: { better }, column }: Row, best: number, others: readonly number[]): boolean {
  const bar = numberAt(column, best);
  if (Number.isNaN(bar) || better === 'none') return false;
  for (const other of others) {
    const figure = numberAt(column, other);
    if ((better === 'higher' ? figure >= bar : figure <= bar) && factAt(column, other).claim?.qualifier === undefined) return true;
  }
  return false;
}

/** As it is written: `pt-BR` is not `pt` here. */
function isListed(column: Column, candidate: number, member: string): boolean {
  const { value } = factAt(column, candidate);
  return Array.isArray(value) && value.includes(member);
}

function isUnknown(column: Column, candidates: readonly number[]): boolean {
  return candidates.every((candidate) => factAt(column, candidate).status === 'unknown');
}

/** The criteria that are one attribute, any of which can decide alone. */
function leadRowsOf({ parts }: Performances): LeadRow[] {
  return parts
    .filter((part) => part.criterion === part.attribute.id)
    .map((part) => {
      // asked for by every challenger
      const rivalTops = new Map<Option, Top | null>();
      return {
        column: part.column,
        ownTop: ({ eligible }) => topAmong(part, eligible),
        rivalTop: (option) => {
          let top = rivalTops.get(option);
          if (top === undefined) {
            top = topAmong(part, option.available);
            rivalTops.set(option, top);
          }
          return top;
        },
      };
    });
}

function topAmong(part: MeasuredPart, candidates: readonly number[]): Top | null {
  let best: number | null = null;
  for (const candidate of candidates) if (best === null || valueAt(part, candidate) > valueAt(part, best)) best = candidate;
  if (best === null) return null;
  const value = valueAt(part, best);
  return { candidate: best, value, merit: value, low: value, high: value, isKnown: factAt(part.column, best).status === 'known' };
}

/** What an option is ranked by: also offers that only a requirement on the lifecycle lets in, as the requirement stays when weights change. */
type Standing = { readonly candidates: readonly number[]; readonly values: readonly (readonly number[])[] };

function standingByOption(state: RankingState, performances: Performances, options: readonly Option[]): ReadonlyMap<Option, Standing> {
  return new Map(
    options.map((option) => {
      const candidates = rankedOffers(state, option.id);
      return [option, { candidates, values: candidates.map((candidate) => valuesOf(performances, candidate)) }];
    }),
  );
}

/**
 * No weights on the request's criteria make a dominated model the best. Whatever dominates its best offer scores no less than that, so it is
 * among the models; only a tie at the last rank could hide one.
 */
function neverTableOf({ parts }: Performances, { option, others }: Contest, standing: ReadonlyMap<Option, Standing>): NeverTable {
  return {
    valuesOf: (one) => standing.get(one)?.values ?? [],
    evidence: (dominatedBy) => {
      const concerned = [option, ...others.filter(({ id }) => dominatedBy.includes(id))];
      const candidates = concerned.flatMap((one) => standing.get(one)?.candidates ?? []);
      return parts.map(({ column }) => ({ column, candidates }));
    },
  };
}
