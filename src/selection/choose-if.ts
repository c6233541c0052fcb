import type { Fact } from '../catalog/fact.ts';
import type { Candidate, Column, FactView } from '../catalog/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ChooseIf } from './answer.ts';
import { failuresAt, type Gate } from './gate.ts';
import { factAt, type Measured, type MeasuredLeaf, worthAt } from './measure.ts';
import type { Plan } from './plan.ts';
import { TIE } from './rank.ts';
import type { Requirement } from './request.ts';
import { failuresOf } from './requirement.ts';
import { weightRules } from './weight-rules.ts';

/** A rule before it is put into words. */
export type Rule = Omit<ChooseIf, 'text'>;

/** A compared model with the offers that stand, and those that would stand without the caller's requirements. */
type Compared = { readonly model: string; readonly eligible: readonly number[]; readonly available: readonly number[] };

/**
 * When another model than the winner would be the one to choose. `only_candidate` and `attribute_lead` hold among the models compared, with
 * the caller's requirements and without; `weight` holds among all that are eligible. Each is true when its condition is made the request.
 */
export function chooseIf(plan: Plan, view: FactView, gate: Gate, measured: Measured, models: readonly string[]): Rule[] {
  const compared = models.map((model) => comparedModel(view, gate, model));
  const rules = compared.slice(1).flatMap((challenger) => {
    const others = compared.filter((other) => other !== challenger);
    return [...onlyCandidateRules(plan, view, measured, challenger, others), ...leadRules(measured, challenger, others)];
  });
  return [...rules, ...weightRules(view, gate, measured, models[0] as string)];
}

function comparedModel(view: FactView, gate: Gate, model: string): Compared {
  const own: number[] = [];
  view.candidates.forEach((candidate: Candidate, i) => {
    if (candidate.model === model) own.push(i);
  });
  const availability = gate.checks.filter((check) => check.need === null);
  return {
    model,
    eligible: gate.eligible.filter((i) => (view.candidates[i] as Candidate).model === model),
    available: own.filter((i) => availability.every((check) => failuresAt(check, i).length === 0)),
  };
}

function onlyCandidateRules(plan: Plan, view: FactView, measured: Measured, challenger: Compared, others: readonly Compared[]): Rule[] {
  const attributes = new Set([...plan.needs.map((need) => need.attribute), ...measured.leaves.map((leaf) => leaf.attribute)]);
  const rules: Rule[] = [];
  for (const attribute of attributes) {
    const column = view.column(attribute);
    const best = bestFact(attribute, column, challenger.eligible);
    const requirement = best && thresholdOf(attribute, column, best, others);
    if (!best || !requirement) continue;
    const meets = (i: number) => failuresOf(attribute, requirement, at(column, i)).length === 0;
    if (!challenger.eligible.some(meets) || others.some((other) => other.available.some(meets))) continue;
    const unknown = others.filter((other) => other.available.every((i) => at(column, i).status === 'unknown')).map((other) => other.model);
    // of nobody else is anything known: that is no distinction
    if (unknown.length === others.length) continue;
    rules.push({
      choose: challenger.model,
      when: [{ attribute: attribute.id, ...requirement }],
      kind: 'only_candidate',
      ...(unknown.length > 0 ? { unknown_for: unknown } : {}),
      claims: claimsIn(column, [challenger, ...others]),
    });
  }
  return rules;
}

/** The requirement that sets a fact apart: its own figure as the threshold, its own flag, or the members that nobody else holds. */
function thresholdOf(attribute: Attribute, column: Column, fact: Fact, others: readonly Compared[]): Requirement | null {
  if (fact.claim?.qualifier && fact.claim.qualifier !== 'approximately' && attribute.type !== 'set') return null;
  if (attribute.type === 'set' && Array.isArray(fact.value)) {
    const held = new Set(others.flatMap((other) => other.available.flatMap((i) => (at(column, i).value as string[] | null) ?? [])));
    const own = fact.value.filter((member) => !held.has(member));
    return own.length > 0 ? { all_of: own.slice(0, 5).sort() } : null;
  }
  if (attribute.better === 'none') return null;
  if (typeof fact.value === 'boolean') return fact.value === (attribute.better === 'higher') ? { is: fact.value } : null;
  if (typeof fact.value === 'number') return attribute.better === 'higher' ? { at_least: fact.value } : { at_most: fact.value };
  return null;
}

function bestFact(attribute: Attribute, column: Column, candidates: readonly number[]): Fact | null {
  const known = candidates.filter((i) => at(column, i).status === 'known');
  if (known.length === 0) return null;
  const sign = attribute.better === 'lower' ? -1 : 1;
  const worth = (i: number) => {
    const { value } = at(column, i);
    return Array.isArray(value) ? value.length : sign * (column.numbers[column.index[i] as number] as number);
  };
  return at(
    column,
    known.reduce((best, i) => (worth(i) > worth(best) ? i : best)),
  );
}

function leadRules(measured: Measured, challenger: Compared, others: readonly Compared[]): Rule[] {
  const rules: Rule[] = [];
  const single = measured.criteria.length === 1;
  for (const leaf of measured.leaves) {
    if (leaf.criterion !== leaf.attribute.id || single) continue;
    const own = leader(leaf, challenger.eligible);
    const rivals = others.map((other) => ({ model: other.model, at: leader(leaf, other.available) }));
    if (own === null || factAt(leaf, own).status !== 'known') continue;
    const rival = rivals.reduce<(typeof rivals)[number] | null>(
      (best, other) => (other.at !== null && (best?.at == null || value(leaf, other.at) > value(leaf, best.at)) ? other : best),
      null,
    );
    if (rival?.at == null || value(leaf, own) <= value(leaf, rival.at) + TIE || factAt(leaf, rival.at).status !== 'known') continue;
    const by =
      Math.abs(leaf.column.numbers[leaf.column.index[own] as number] as number) -
      Math.abs(leaf.column.numbers[leaf.column.index[rival.at] as number] as number);
    rules.push({
      choose: challenger.model,
      when: [{ criterion: leaf.attribute.id, weight: 1 }],
      kind: 'attribute_lead',
      lead: { by: Number.isNaN(by) ? null : Number.parseFloat(Math.abs(by).toPrecision(12)), unit: leaf.attribute.unit, over: rival.model },
      claims: claimsIn(leaf.column, [challenger, ...others]),
    });
  }
  return rules;
}

function leader(leaf: MeasuredLeaf, candidates: readonly number[]): number | null {
  if (candidates.length === 0) return null;
  return candidates.reduce((best, i) => (value(leaf, i) > value(leaf, best) ? i : best));
}

function value(leaf: MeasuredLeaf, candidate: number): number {
  return worthAt(leaf, candidate).value;
}

function at(column: Column, candidate: number): Fact {
  return column.facts[column.index[candidate] as number] as Fact;
}

function claimsIn(column: Column, compared: readonly Compared[]): string[] {
  const ids = compared.flatMap((model) => model.available.map((i) => at(column, i).claim?.id)).filter((id) => id !== undefined);
  return [...new Set(ids)].sort();
}
