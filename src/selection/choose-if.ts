import type { Fact } from '../catalog/fact.ts';
import { type Column, type FactView, factAt } from '../catalog/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ChooseIf } from './answer.ts';
import { type Gate, missesAt } from './gate.ts';
import { type Measured, type MeasuredLeaf, valueAt } from './measure.ts';
import { type Compared, neverRules } from './never-rules.ts';
import type { Plan } from './plan.ts';
import { TIE } from './rank.ts';
import type { Requirement } from './request.ts';
import { missesOf } from './requirement.ts';
import { weightRules } from './weight-rules.ts';

/** A rule before it is put into words. */
export type Rule = Omit<ChooseIf, 'text'>;

/**
 * When another model than the winner would be the one to choose. `only_candidate` and `attribute_lead` hold among the models compared, with
 * the caller's requirements and without; `weight` and `never` hold among all that are eligible. Each is true when its condition is made the request.
 */
export function chooseIf(plan: Plan, view: FactView, gate: Gate, measured: Measured, models: readonly string[]): Rule[] {
  const compared = models.map((model) => comparedModel(view, gate, model));
  const attributes = new Set([...plan.needs.map((need) => need.attribute), ...measured.leaves.map((leaf) => leaf.attribute)]);
  const columns = [...attributes].map((attribute) => view.column(attribute));
  const rules = compared.slice(1).flatMap((challenger) => {
    const others = compared.filter((other) => other !== challenger);
    return [
      ...columns.flatMap((column) => onlyCandidateRule(column, challenger, others)),
      ...(measured.criteria.length > 1 ? measured.leaves.flatMap((leaf) => leadRule(leaf, challenger, others)) : []),
    ];
  });
  return [...rules, ...weightRules(view, gate, measured, models[0] as string), ...neverRules(measured, compared)];
}

function comparedModel(view: FactView, gate: Gate, model: string): Compared {
  const own = view.byModel.get(model) ?? [];
  const availability = gate.checks.filter((check) => !check.stated);
  return {
    model,
    eligible: own.filter((i) => gate.failedCount[i] === 0 && gate.considered.includes(i)),
    available: own.filter((i) => availability.every((check) => missesAt(check, i).length === 0)),
  };
}

function onlyCandidateRule(column: Column, challenger: Compared, others: readonly Compared[]): Rule[] {
  const { attribute } = column;
  const best = bestOf(column, challenger.eligible);
  const requirement = best === null ? null : thresholdOf(column, factAt(column, best), others);
  if (best === null || !requirement) return [];
  const meets = (i: number) => missesOf(attribute, requirement, factAt(column, i)).length === 0;
  if (!meets(best) || others.some((other) => other.available.some(meets))) return [];
  const unknown = others
    .filter((other) => other.available.every((i) => factAt(column, i).status === 'unknown'))
    .map((other) => other.model);
  // nothing is known of anybody else: that is no distinction
  if (unknown.length === others.length) return [];
  return [
    {
      choose: challenger.model,
      when: [{ attribute: attribute.id, ...requirement }],
      kind: 'only_candidate',
      ...(unknown.length > 0 ? { unknown_for: unknown } : {}),
      claims: claimsOf(column, [best, ...others.map((other) => bestOf(column, other.available))]),
    },
  ];
}

/** The requirement that sets a fact apart: its own figure as the threshold, its own flag, or the members that nobody else holds. */
function thresholdOf({ attribute, facts, index }: Column, fact: Fact, others: readonly Compared[]): Requirement | null {
  if (attribute.type === 'set' && Array.isArray(fact.value)) {
    const held = new Set(
      others.flatMap((other) => other.available.flatMap((i) => (facts[index[i] as number]?.value as string[] | null) ?? [])),
    );
    const own = fact.value.filter((member) => !held.has(member));
    return own.length > 0 ? { all_of: own.slice(0, 5).sort() } : null;
  }
  if (attribute.better === 'none') return null;
  if (typeof fact.value === 'boolean') return fact.value === (attribute.better === 'higher') ? { is: fact.value } : null;
  if (typeof fact.value === 'number') return attribute.better === 'higher' ? { at_least: fact.value } : { at_most: fact.value };
  return null;
}

/** The candidate with the best known fact: the better figure, the larger set. */
function bestOf(column: Column, candidates: readonly number[]): number | null {
  const worth = (i: number) => {
    const fact = factAt(column, i);
    if (Array.isArray(fact.value)) return fact.value.length;
    return (column.attribute.better === 'lower' ? -1 : 1) * (column.numbers[column.index[i] as number] as number);
  };
  let best: number | null = null;
  for (const i of candidates) if (factAt(column, i).status === 'known' && (best === null || worth(i) > worth(best))) best = i;
  return best;
}

/** "Better on this attribute, by this much": on a criterion of the request, in value, over facts that are known on both sides. */
function leadRule(leaf: MeasuredLeaf, challenger: Compared, others: readonly Compared[]): Rule[] {
  const { column } = leaf;
  const own = topOn(leaf, challenger.eligible);
  if (leaf.criterion !== leaf.attribute.id || own === null || factAt(column, own).status !== 'known') return [];
  const tops = others.map((other) => ({ model: other.model, at: topOn(leaf, other.available) }));
  const [rival] = tops
    .filter((top): top is { model: string; at: number } => top.at !== null)
    .sort((a, b) => valueAt(leaf, b.at) - valueAt(leaf, a.at));
  if (!rival || factAt(column, rival.at).status !== 'known' || valueAt(leaf, own) <= valueAt(leaf, rival.at) + TIE) return [];
  return [
    {
      choose: challenger.model,
      when: [{ criterion: leaf.attribute.id, weight: 1 }],
      kind: 'attribute_lead',
      lead: { by: difference(leaf.attribute, column, own, rival.at), unit: leaf.attribute.unit, over: rival.model },
      claims: claimsOf(column, [own, rival.at]),
    },
  ];
}

function topOn(leaf: MeasuredLeaf, candidates: readonly number[]): number | null {
  let top: number | null = null;
  for (const i of candidates) if (top === null || valueAt(leaf, i) > valueAt(leaf, top)) top = i;
  return top;
}

function difference(attribute: Attribute, column: Column, a: number, b: number): number | null {
  if (attribute.type !== 'number') return null;
  const raw = (i: number) => column.numbers[column.index[i] as number] as number;
  return Number.parseFloat(Math.abs(raw(a) - raw(b)).toPrecision(12));
}

function claimsOf(column: Column, candidates: readonly (number | null)[]): string[] {
  const ids = candidates.map((i) => (i === null ? undefined : factAt(column, i).claim?.id)).filter((id) => id !== undefined);
  return [...new Set(ids)].sort();
}
