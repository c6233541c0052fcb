import { dayNumber } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate, Column, FactView } from '../catalog/fact-view.ts';
import type { Failure } from './answer.ts';
import type { Need, Plan } from './plan.ts';
import { failuresOf } from './requirement.ts';

/** The attributes that say whether a model can be had at all. */
export const LIFECYCLE = 'lifecycle';
export const RETIREMENT = 'retirement_date';

/** One gate to pass: a requirement, the rule that what can't be had is out, or (`if_unknown: exclude`) a criterion that must be known. */
export type Check = {
  readonly need: Need | null;
  readonly attribute: string;
  readonly column: Column;
  /** By fact of the column; empty where it passes. */
  readonly failures: readonly (readonly Failure[])[];
};

/** What the requirements leave. Candidates are places in `view.candidates`. */
export type Gate = {
  readonly considered: readonly number[];
  readonly eligible: readonly number[];
  readonly checks: readonly Check[];
  /** By candidate: how many checks it fails, and the last of them. */
  readonly failedCount: Uint8Array;
  readonly lastFailed: Uint8Array;
  /** By check: how many of those considered fail it. */
  readonly failedBy: readonly number[];
};

/** Step "gate": holds every candidate against every requirement. An unknown fact keeps a candidate only where the requirement says so. */
export function gate(catalog: Catalog, plan: Plan, view: FactView): Gate {
  const considered = consideredOf(plan, view);
  const checks = [
    ...plan.needs.map((need) => needCheck(need, view)),
    ...(plan.ifUnknown === 'exclude' ? criterionChecks(plan, view) : []),
    ...availabilityChecks(catalog, plan, view),
  ];
  const failedCount = new Uint8Array(view.candidates.length);
  const lastFailed = new Uint8Array(view.candidates.length);
  const failedBy = checks.map(({ failures, column }, c) => {
    const fails = failures.map((found) => found.length > 0);
    let failed = 0;
    for (const i of considered) {
      if (!fails[column.index[i] as number]) continue;
      failedCount[i] = (failedCount[i] as number) + 1;
      lastFailed[i] = c;
      failed++;
    }
    return failed;
  });
  return { considered, eligible: considered.filter((i) => failedCount[i] === 0), checks, failedCount, lastFailed, failedBy };
}

export function failuresAt(check: Check, candidate: number): readonly Failure[] {
  return check.failures[check.column.index[candidate] as number] as readonly Failure[];
}

function consideredOf(plan: Plan, view: FactView): number[] {
  const models = new Set(plan.candidates.models);
  const families = new Set(plan.candidates.families);
  const providers = new Set(plan.candidates.providers);
  const named = (candidate: Candidate) =>
    (models.size === 0 && families.size === 0) ||
    models.has(candidate.model) ||
    families.has(candidate.model) ||
    (candidate.family !== null && families.has(candidate.family));
  const served = (candidate: Candidate) => providers.size === 0 || (candidate.provider !== null && providers.has(candidate.provider));
  const considered: number[] = [];
  view.candidates.forEach((candidate, i) => {
    if (named(candidate) && served(candidate)) considered.push(i);
  });
  return considered;
}

function needCheck(need: Need, view: FactView): Check {
  const { attribute, requirement } = need;
  const column = view.column(attribute);
  const kept = requirement.if_unknown === 'keep';
  const failures = column.facts.map((fact) => {
    const found = failuresOf(attribute, requirement, fact);
    return kept ? found.filter((failure) => failure.code !== 'unknown') : found;
  });
  return { need, attribute: attribute.id, column, failures };
}

function criterionChecks(plan: Plan, view: FactView): Check[] {
  const attributes = new Set((plan.criteria ?? []).flatMap((criterion) => criterion.leaves.map((leaf) => leaf.attribute)));
  return [...attributes].map((attribute) => ({ ...needCheck({ attribute, requirement: { known: true } }, view), need: null }));
}

/** Retired and unreleased models are out, unless the request has a requirement of its own on `lifecycle`. */
function availabilityChecks(catalog: Catalog, plan: Plan, view: FactView): Check[] {
  if (plan.needs.some((need) => need.attribute.id === LIFECYCLE)) return [];
  const checks: Check[] = [];
  const lifecycle = catalog.attributes.get(LIFECYCLE);
  if (lifecycle) {
    const column = view.column(lifecycle);
    const required = { none_of: ['retired', 'unreleased'] };
    const failures = column.facts.map((fact): Failure[] => {
      if (fact.value !== 'retired' && fact.value !== 'unreleased') return [];
      const code = fact.value === 'retired' ? 'retired' : 'not_applicable';
      return [{ code, attribute: LIFECYCLE, required, actual: fact.value, claim: fact.claim?.id ?? null }];
    });
    checks.push({ need: null, attribute: LIFECYCLE, column, failures });
  }
  const retirement = catalog.attributes.get(RETIREMENT);
  if (retirement) {
    const column = view.column(retirement);
    const today = dayNumber(plan.asOf);
    const failures = column.facts.map((fact, i): Failure[] => {
      // "no sooner than" a day that has passed does not say that it is over
      const over = (column.numbers[i] as number) <= today && fact.claim?.qualifier !== 'at_least';
      return over
        ? [{ code: 'retired', attribute: RETIREMENT, required: { after: plan.asOf }, actual: fact.value, claim: fact.claim?.id ?? null }]
        : [];
    });
    checks.push({ need: null, attribute: RETIREMENT, column, failures });
  }
  return checks;
}
