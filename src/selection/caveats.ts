import { dayNumber } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Fact } from '../catalog/fact.ts';
import { type Candidate, type FactView, factAt } from '../catalog/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { Caveat } from './answer.ts';
import { LIFECYCLE, RETIREMENT } from './gate.ts';
import { isClamped, type Measured } from './measure.ts';
import type { Plan } from './plan.ts';

/** Days before its retirement from which a model carries a caveat. */
const RETIRING_SOON_DAYS = 90;

/** Caveats on every fact that a ranking used for a candidate: its requirements, its criteria and whether it can be had at all. */
export function caveatsOf(catalog: Catalog, plan: Plan, view: FactView, measured: Measured | null, candidate: number): Caveat[] {
  const caveats: Caveat[] = [];
  const used = new Set([...plan.needs.map((need) => need.attribute), ...(measured?.leaves ?? []).map((leaf) => leaf.attribute)]);
  const factOf = (attribute: Attribute): Fact => factAt(view.column(attribute), candidate);
  for (const attribute of used) caveats.push(...factCaveats(attribute, factOf(attribute), plan.asOf));
  for (const { attribute, requirement } of plan.needs) {
    if (requirement.if_unknown === 'keep' && factOf(attribute).status === 'unknown')
      caveats.push({ code: 'unknown_kept', attribute: attribute.id });
  }
  for (const leaf of measured?.leaves ?? []) {
    if (isClamped(leaf, candidate))
      caveats.push({ code: 'clamped', attribute: leaf.attribute.id, claims: claimIds(factOf(leaf.attribute)) });
  }
  const lifecycle = catalog.attributes.get(LIFECYCLE);
  const retirement = catalog.attributes.get(RETIREMENT);
  if (lifecycle) caveats.push(...lifecycleCaveats(factOf(lifecycle)));
  if (retirement) caveats.push(...retirementCaveats(factOf(retirement), plan.asOf));
  const { offer, model } = view.candidates[candidate] as Candidate;
  if (offer === null && catalog.models.has(model)) caveats.push({ code: 'no_known_offer' });
  return caveats;
}

function factCaveats(attribute: Attribute, fact: Fact, asOf: string): Caveat[] {
  const { claim } = fact;
  if (!claim || fact.status === 'not_applicable') return [];
  const caveats: Caveat[] = [];
  const about = { attribute: attribute.id, claims: [claim.id] };
  if (fact.conflicts.length > 0)
    caveats.push({ ...about, code: 'conflicting_claims', claims: [claim.id, ...fact.conflicts.map((conflict) => conflict.id)] });
  if (fact.status === 'unknown') return caveats;
  if (claim.confidence === 'low') caveats.push({ ...about, code: 'low_confidence' });
  if (claim.qualifier) caveats.push({ ...about, code: 'bound', detail: claim.qualifier });
  if (attribute.stale_after_days === null) return caveats;
  if (claim.as_of === null) caveats.push({ ...about, code: 'undated' });
  else {
    const age = dayNumber(asOf) - dayNumber(claim.as_of);
    if (age > attribute.stale_after_days) caveats.push({ ...about, code: 'stale', detail: age });
  }
  return caveats;
}

function lifecycleCaveats(fact: Fact): Caveat[] {
  const ending = fact.value === 'deprecated' || fact.value === 'legacy' || fact.value === 'retired';
  return ending ? [{ code: 'deprecated', attribute: LIFECYCLE, claims: claimIds(fact), detail: String(fact.value) }] : [];
}

function retirementCaveats(fact: Fact, asOf: string): Caveat[] {
  if (typeof fact.value !== 'string') return [];
  const left = dayNumber(fact.value) - dayNumber(asOf);
  const about = { attribute: RETIREMENT, claims: claimIds(fact), detail: fact.value };
  if (left <= 0) return [{ ...about, code: 'retirement_possible' }];
  return left <= RETIRING_SOON_DAYS ? [{ ...about, code: 'retiring_soon' }] : [];
}

function claimIds(fact: Fact): string[] {
  return fact.claim ? [fact.claim.id] : [];
}
