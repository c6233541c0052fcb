import { type Column, claimsAt, factAt, numberAt } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { FactView } from '../../catalog/facts/fact-view.ts';
import type { Plan } from '../../ranking/ask/plan.ts';
import { testOf } from '../../ranking/gate/fact-test.ts';
import { type Eligibility, missesAt } from '../../ranking/gate/gate.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { type MeasuredPart, type Performances, usedAttributes, valueAt } from '../../ranking/measure/measure.ts';
import { SCORE_TIE } from '../../scoring/ranks.ts';
import type { Rule } from '../answer/verdict.ts';
import { type Compared, neverRules } from './never-rules.ts';
import { weightRules } from './weight-rules.ts';
/**
 * When another model than the winner would be the one to choose. `only_candidate` and `attribute_lead` hold among the models compared, with
 * the caller's requirements and without; `weight` and `never` hold among all that are eligible. Each is true when its condition is made the
 * request.
 */
export function chooseIf(
  plan: Plan,
  view: FactView,
  eligibility: Eligibility,
  performances: Performances,
  models: readonly string[],
): Rule[] {
  const compared = models.map((model) => comparedModel(view, eligibility, model));
  const columns = usedAttributes(plan, performances).map((attribute) => view.column(attribute));
  const rules: Rule[] = [];
  // by other methods the candidates move one another's scores: only what needs no score holds then
  const isSum = plan.method === 'weighted_sum';
  for (const challenger of compared.slice(1)) {
    const others = compared.filter((other) => other !== challenger);
    for (const column of columns) {
      const rule = onlyCandidateRule(column, challenger, others);
      if (rule) rules.push(rule);
    }
    if (!isSum || performances.criteria.length < 2) continue;
    for (const part of performances.parts) {
      const rule = leadRule(part, challenger, others);
      if (rule) rules.push(rule);
    }
  }
  if (!isSum) return rules;
  return [...rules, ...weightRules(view, eligibility, performances, models[0] as string), ...neverRules(performances, compared)];
}

function comparedModel(view: FactView, eligibility: Eligibility, model: string): Compared {
  const own = view.byModel.get(model) ?? [];
  const available = own.filter((i) => eligibility.availability.every((check) => missesAt(check, i).length === 0));
  // an own requirement on the lifecycle may let in what is not available otherwise: it does not carry a rule, but can break one
  const eligible = own.filter((i) => eligibility.failedCount[i] === 0);
  return { model, eligible: eligible.filter((i) => available.includes(i)), available: [...new Set([...available, ...eligible])] };
}

function onlyCandidateRule(column: Column, challenger: Compared, others: readonly Compared[]): Rule | null {
  const { attribute } = column;
  const best = bestOf(column, challenger.eligible);
  if (best === null || isPlainlyMatched(column, best, others)) return null;
  const requirement = thresholdOf(column, factAt(column, best), others);
  if (!requirement) return null;
  const test = testOf(attribute, requirement);
  const meets = (i: number) => test(factAt(column, i)).length === 0;
  if (!meets(best) || others.some((other) => other.available.some(meets))) return null;
  const unknown = others.filter((other) => other.available.every((i) => factAt(column, i).status === 'unknown'));
  // nothing is known of anybody else: that is no distinction
  if (unknown.length === others.length) return null;
  return {
    choose: challenger.model,
    when: [{ attribute: attribute.id, ...requirement }],
    kind: 'only_candidate',
    ...(unknown.length > 0 ? { unknown_for: unknown.map((other) => other.model) } : {}),
    claims: claimsOf(column, [best, ...others.map((other) => bestOf(column, other.available))]),
  };
}

/** Whether somebody else has as good a figure, without any "at least" or "at most": most attributes are settled by that, at no cost. */
function isPlainlyMatched(column: Column, best: number, others: readonly Compared[]): boolean {
  const { better } = column.attribute;
  const bar = numberAt(column, best);
  if (Number.isNaN(bar) || better === 'none') return false;
  for (const { available } of others) {
    for (const i of available) {
      const figure = numberAt(column, i);
      if ((better === 'higher' ? figure >= bar : figure <= bar) && factAt(column, i).claim?.qualifier === undefined) return true;
    }
  }
  return false;
}

/** The requirement that sets a fact apart: its own figure as the threshold, its own flag, or the members that nobody else holds. */
function thresholdOf(column: Column, fact: Fact, others: readonly Compared[]): Requirement | null {
  const { attribute } = column;
  if (attribute.type === 'set' && Array.isArray(fact.value)) {
    const own = fact.value.filter((member) => !others.some((other) => other.available.some((i) => isMember(column, i, member))));
    return own.length > 0 ? { all_of: own.slice(0, 5).sort() } : null;
  }
  if (attribute.better === 'none') return null;
  if (typeof fact.value === 'boolean') return fact.value === (attribute.better === 'higher') ? { is: fact.value } : null;
  if (typeof fact.value === 'number') return attribute.better === 'higher' ? { at_least: fact.value } : { at_most: fact.value };
  return null;
}

function isMember(column: Column, candidate: number, member: string): boolean {
  const { value } = factAt(column, candidate);
  return Array.isArray(value) && value.includes(member);
}

/** The candidate with the best known fact: the better figure, the larger set. */
function bestOf(column: Column, candidates: readonly number[]): number | null {
  let best: number | null = null;
  let most = Number.NaN;
  for (const i of candidates) {
    const fact = factAt(column, i);
    if (fact.status !== 'known') continue;
    const figure = numberAt(column, i);
    const worth = Array.isArray(fact.value) ? fact.value.length : column.attribute.better === 'lower' ? -figure : figure;
    if (best !== null && !(worth > most)) continue;
    best = i;
    most = worth;
  }
  return best;
}

/** "Better on this attribute, by this much": on a criterion of the request, in value, over facts that are known on both sides. */
function leadRule(part: MeasuredPart, challenger: Compared, others: readonly Compared[]): Rule | null {
  const { column } = part;
  const own = topOn(part, challenger.eligible);
  if (part.criterion !== part.attribute.id || own === null || factAt(column, own).status !== 'known') return null;
  let rival: number | null = null;
  let over = '';
  for (const other of others) {
    const top = topOn(part, other.available);
    if (top === null || (rival !== null && valueAt(part, top) <= valueAt(part, rival))) continue;
    rival = top;
    over = other.model;
  }
  if (rival === null || factAt(column, rival).status !== 'known' || valueAt(part, own) <= valueAt(part, rival) + SCORE_TIE) return null;
  return {
    choose: challenger.model,
    when: [{ criterion: part.attribute.id, weight: 1 }],
    kind: 'attribute_lead',
    lead: { by: difference(column, own, rival), unit: part.attribute.unit, over },
    claims: claimsOf(column, [own, rival]),
  };
}

function topOn(part: MeasuredPart, candidates: readonly number[]): number | null {
  let top: number | null = null;
  for (const i of candidates) if (top === null || valueAt(part, i) > valueAt(part, top)) top = i;
  return top;
}

function difference(column: Column, a: number, b: number): number | null {
  if (column.attribute.type !== 'number') return null;
  return Number.parseFloat(Math.abs(numberAt(column, a) - numberAt(column, b)).toPrecision(12));
}

function claimsOf(column: Column, candidates: readonly (number | null)[]): string[] {
  return [...new Set(candidates.flatMap((i) => (i === null ? [] : claimsAt(column, i))))].sort();
}
