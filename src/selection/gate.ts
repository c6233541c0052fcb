import { dayNumber } from '../catalog/calendar-date.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Fact } from '../catalog/fact.ts';
import { type Candidate, type Column, type FactView, factAt } from '../catalog/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { Failure } from './answer.ts';
import type { Need, Plan } from './plan.ts';
import type { Requirement } from './request.ts';
import { failureOf, type Miss, missesOf } from './requirement.ts';

/** The attributes that say whether a model can be had at all. */
export const LIFECYCLE = 'lifecycle';
export const RETIREMENT = 'retirement_date';

/** One gate to pass: a requirement, the rule that what can't be had is out, or (`if_unknown: exclude`) a criterion that must be known. */
export type Check = {
  /** Whether it is a requirement of the caller's. */
  readonly stated: boolean;
  readonly attribute: Attribute;
  readonly requirement: Requirement;
  readonly column: Column;
  /** By fact of the column; empty where it passes. */
  readonly misses: readonly (readonly Miss[])[];
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
    ...plan.needs.map((need) => checkOf(need, view, true)),
    ...(plan.ifUnknown === 'exclude' ? criterionChecks(plan, view) : []),
    ...availabilityChecks(catalog, plan, view),
  ];
  const failedCount = new Uint8Array(view.candidates.length);
  const lastFailed = new Uint8Array(view.candidates.length);
  const failedBy = checks.map(({ misses, column }, c) => {
    const fails = Uint8Array.from(misses, (found) => (found.length > 0 ? 1 : 0));
    let failed = 0;
    for (const i of considered) {
      if (fails[column.index[i] as number] === 0) continue;
      failedCount[i] = (failedCount[i] as number) + 1;
      lastFailed[i] = c;
      failed++;
    }
    return failed;
  });
  return { considered, eligible: considered.filter((i) => failedCount[i] === 0), checks, failedCount, lastFailed, failedBy };
}

export function missesAt(check: Check, candidate: number): readonly Miss[] {
  return check.misses[check.column.index[candidate] as number] as readonly Miss[];
}

/** Every failure of a candidate, for the answer. */
export function failuresFor(checks: readonly Check[], candidate: number): Failure[] {
  return checks.flatMap((check) => {
    const fact = factAt(check.column, candidate);
    return missesAt(check, candidate).map((miss) => failureOf(check.attribute, check.requirement, fact, miss));
  });
}

function consideredOf(plan: Plan, view: FactView): number[] {
  const models = new Set(plan.candidates.models);
  const families = new Set(plan.candidates.families);
  const offers = new Set(plan.candidates.offers);
  const providers = new Set(plan.candidates.providers);
  const named = (candidate: Candidate) =>
    (models.size === 0 && families.size === 0 && offers.size === 0) ||
    models.has(candidate.model) ||
    offers.has(candidate.id) ||
    families.has(candidate.model) ||
    (candidate.family !== null && families.has(candidate.family));
  const served = (candidate: Candidate) => providers.size === 0 || (candidate.provider !== null && providers.has(candidate.provider));
  const considered: number[] = [];
  view.candidates.forEach((candidate, i) => {
    if (named(candidate) && served(candidate)) considered.push(i);
  });
  return considered;
}

function checkOf({ attribute, requirement }: Need, view: FactView, stated: boolean): Check {
  const column = view.column(attribute);
  return { stated, attribute, requirement, column, misses: column.facts.map((fact) => missesUnder(attribute, requirement, fact)) };
}

/** Misses after the requirement's own policy on what is not known. */
export function missesUnder(attribute: Attribute, requirement: Requirement, fact: Fact): readonly Miss[] {
  const misses = missesOf(attribute, requirement, fact);
  return requirement.if_unknown === 'keep' ? misses.filter((miss) => miss.code !== 'unknown') : misses;
}

function criterionChecks(plan: Plan, view: FactView): Check[] {
  const attributes = new Set((plan.criteria ?? []).flatMap((criterion) => criterion.leaves.map((leaf) => leaf.attribute)));
  return [...attributes].map((attribute) => checkOf({ attribute, requirement: { known: true } }, view, false));
}

/** Retired and unreleased models are out, unless the request has a requirement of its own on `lifecycle`. */
function availabilityChecks(catalog: Catalog, plan: Plan, view: FactView): Check[] {
  if (plan.needs.some((need) => need.attribute.id === LIFECYCLE)) return [];
  const lifecycle = catalog.attributes.get(LIFECYCLE);
  const retirement = catalog.attributes.get(RETIREMENT);
  return [...(lifecycle ? [lifecycleCheck(lifecycle, view)] : []), ...(retirement ? [retirementCheck(retirement, plan.asOf, view)] : [])];
}

function lifecycleCheck(attribute: Attribute, view: FactView): Check {
  const column = view.column(attribute);
  const misses = column.facts.map(({ value }): Miss[] =>
    value === 'retired' ? [{ code: 'retired' }] : value === 'unreleased' ? [{ code: 'not_applicable' }] : [],
  );
  return { stated: false, attribute, requirement: { none_of: ['retired', 'unreleased'] }, column, misses };
}

/** "No sooner than" a day that has passed does not say that it is over. */
function retirementCheck(attribute: Attribute, asOf: string, view: FactView): Check {
  const column = view.column(attribute);
  const today = dayNumber(asOf);
  const misses = column.facts.map((fact, i): Miss[] =>
    (column.numbers[i] as number) <= today && fact.claim?.qualifier !== 'at_least' ? [{ code: 'retired' }] : [],
  );
  return { stated: false, attribute, requirement: { after: asOf }, column, misses };
}
