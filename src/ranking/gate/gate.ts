import { dayNumber } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { type Column, distinctFactsOf, factAt } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import { LIFECYCLE, RETIREMENT } from '../../catalog/lifecycle.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { filled } from '../../scoring/filled.ts';
import type { Constraint, Plan } from '../ask/plan.ts';
import type { Requirement } from '../ask/request.ts';
import type { Failure } from './failure.ts';
import { failureOf, figureTestUnderPolicy, type Misses, type Test, testUnderPolicy } from './requirement.ts';
/** One gate to pass: a requirement, the rule that what can't be had is out, or (`if_unknown: exclude`) a criterion that must be known. */
export type Check = {
  readonly kind: 'requirement' | 'criterion' | 'availability';
  readonly attribute: Attribute;
  readonly requirement: Requirement;
  readonly column: Column;
  /** By reading of the column; empty where it passes. */
  readonly misses: readonly Misses[];
  /** By reading: 1 where it fails, else 0. */
  readonly fails: readonly number[];
};

const NOT_CONSIDERED = -1;

/** What the requirements leave. Candidates are places in `view.candidates`. */
export type Eligibility = {
  readonly considered: readonly number[];
  readonly eligible: readonly number[];
  readonly checks: readonly Check[];
  /** The rule that what can't be had is out, also where a requirement of the caller's stands in its place. */
  readonly availability: readonly Check[];
  /** By candidate: how many attributes it fails a check on (`NOT_CONSIDERED` for the rest). */
  readonly failedCount: readonly number[];
  /** By candidate that fails on one attribute alone: the check that it fails, of several the last. Of no meaning for any other. */
  readonly onlyFailed: readonly number[];
  /** By check: how many of those considered fail it. */
  readonly failedBy: readonly number[];
};

/** Step "gate": holds every candidate against every requirement. An unknown fact keeps a candidate only where the requirement says so. */
export function gate(catalog: Catalog, plan: Plan, view: FactView): Eligibility {
  const considered = consideredOf(plan, view);
  const checks = plan.constraints.map((constraint) => requirementCheck(constraint, view, 'requirement'));
  const availability = availabilityChecks(catalog, plan, view);
  if (plan.ifUnknown === 'exclude') checks.push(...criterionChecks(plan, view));
  if (!plan.constraints.some((constraint) => constraint.attribute.id === LIFECYCLE)) checks.push(...availability);
  const failedCount = filled(view.candidates.length, considered === view.everyone ? 0 : NOT_CONSIDERED);
  if (considered !== view.everyone) for (const i of considered) failedCount[i] = 0;
  const onlyFailed = filled(view.candidates.length, 0);
  const failedBy = checks.map((check, c) => countFailures(checks, check, c, considered, failedCount, onlyFailed));
  const eligible: number[] = [];
  for (const i of considered) if (failedCount[i] === 0) eligible.push(i);
  return { considered, eligible, checks, availability, failedCount, onlyFailed, failedBy };
}

export function missesAt(check: Check, candidate: number): Misses {
  return check.misses[check.column.valueCode[candidate] as number] as Misses;
}

export function failsAt({ fails, column }: Check, candidate: number): boolean {
  return fails[column.valueCode[candidate] as number] === 1;
}

/** Every failure of a candidate, for the answer. */
export function failuresFor(checks: readonly Check[], candidate: number): Failure[] {
  const failures: Failure[] = [];
  for (const check of checks) {
    for (const code of missesAt(check, candidate))
      failures.push(
        failureOf(check.attribute, check.requirement, factAt(check.column, candidate), code, check.column.lineage?.(candidate)),
      );
  }
  return failures;
}

/** Adds what one check fails to the counts of all; says how many it fails. An attribute that failed a check before counts no second time. */
function countFailures(
  checks: readonly Check[],
  { attribute, fails, column }: Check,
  check: number,
  considered: readonly number[],
  failedCount: number[],
  onlyFailed: number[],
): number {
  const { valueCode } = column;
  const before = earlierOn(attribute, checks, check);
  let failed = 0;
  if (before.length > 0) {
    for (const i of considered) {
      if (fails[valueCode[i] as number] === 0) continue;
      if (failsAny(before, i)) {
        if (failedCount[i] === 1) onlyFailed[i] = check;
        continue;
      }
      failedCount[i] = (failedCount[i] as number) + 1;
      onlyFailed[i] = (onlyFailed[i] as number) + check;
      failed++;
    }
    return failed;
  }
  // sums, and no branches that a processor would have to guess: this loop is most of a request to a large catalog
  for (let k = 0; k < considered.length; k++) {
    const i = considered[k] as number;
    const fail = fails[valueCode[i] as number] as number;
    failedCount[i] = (failedCount[i] as number) + fail;
    onlyFailed[i] = (onlyFailed[i] as number) + fail * check;
    failed += fail;
  }
  return failed;
}

function earlierOn(attribute: Attribute, checks: readonly Check[], check: number): readonly Check[] {
  const earlier: Check[] = [];
  for (let c = 0; c < check; c++) if (checks[c]?.attribute === attribute) earlier.push(checks[c] as Check);
  return earlier;
}

function failsAny(checks: readonly Check[], candidate: number): boolean {
  return checks.some((check) => failsAt(check, candidate));
}

function consideredOf(plan: Plan, view: FactView): readonly number[] {
  const models = new Set(plan.candidates.models);
  const families = new Set(plan.candidates.families);
  const offers = new Set(plan.candidates.offers);
  const providers = new Set(plan.candidates.providers);
  if (models.size + families.size + offers.size + providers.size === 0) return view.everyone;
  const named = (candidate: Candidate) =>
    models.size + families.size + offers.size === 0 ||
    models.has(candidate.model) ||
    offers.has(candidate.id) ||
    families.has(candidate.model) ||
    (candidate.family !== null && families.has(candidate.family));
  const served = (candidate: Candidate) => providers.size === 0 || (candidate.provider !== null && providers.has(candidate.provider));
  return view.everyone.filter((i) => {
    const candidate = view.candidates[i] as Candidate;
    return named(candidate) && served(candidate);
  });
}

function checkOf(kind: Check['kind'], attribute: Attribute, requirement: Requirement, column: Column, test: Test): Check {
  const misses: Misses[] = [];
  const ofFigure = column.compute ? null : figureTestUnderPolicy(attribute, requirement);
  if (kind === 'requirement' && ofFigure) {
    // figures lie side by side: in a large catalog the facts themselves are far apart
    const qualifiers = qualifiersOf(column);
    const { numbers, distinctFacts } = column;
    for (let r = 0; r < distinctFacts.length; r++) {
      const figure = numbers[r] as number;
      misses.push(Number.isNaN(figure) ? test(distinctFacts[r] as Fact) : ofFigure(figure, qualifiers[r]));
    }
  } else for (const fact of distinctFactsOf(column)) misses.push(test(fact));
  return { kind, attribute, requirement, column, misses, fails: misses.map(({ length }) => (length > 0 ? 1 : 0)) };
}

/** By reading. */
const qualifiersOf = memoizeWeak(({ distinctFacts }: Column) => distinctFacts.map(({ claim }) => claim?.qualifier));

function requirementCheck({ attribute, requirement }: Constraint, view: FactView, kind: Check['kind']): Check {
  return checkOf(kind, attribute, requirement, view.column(attribute), testUnderPolicy(attribute, requirement));
}

function criterionChecks(plan: Plan, view: FactView): Check[] {
  const attributes = new Set((plan.criteria ?? []).flatMap((criterion) => criterion.parts.map((part) => part.attribute)));
  return [...attributes].map((attribute) => requirementCheck({ attribute, requirement: { known: true } }, view, 'criterion'));
}

/** Retired and unreleased models are out, unless the request has a requirement of its own on `lifecycle`. */
function availabilityChecks(catalog: Catalog, plan: Plan, view: FactView): Check[] {
  const lifecycle = catalog.attributes.get(LIFECYCLE);
  const retirement = catalog.attributes.get(RETIREMENT);
  const checks: Check[] = [];
  if (lifecycle)
    checks.push(checkOf('availability', lifecycle, { none_of: ['retired', 'unreleased'] }, view.column(lifecycle), lifecycleMisses));
  if (retirement)
    checks.push(checkOf('availability', retirement, { after: plan.asOf }, view.column(retirement), retirementTest(plan.asOf)));
  return checks;
}

const AVAILABLE: Misses = [];
const RETIRED: Misses = ['retired'];
const UNRELEASED: Misses = ['not_applicable'];

function lifecycleMisses({ value }: Fact): Misses {
  return value === 'retired' ? RETIRED : value === 'unreleased' ? UNRELEASED : AVAILABLE;
}

/** "No sooner than" a day that has passed does not say that it is over. */
function retirementTest(asOf: string): Test {
  const today = dayNumber(asOf);
  return ({ value, claim }) =>
    typeof value === 'string' && dayNumber(value) <= today && claim?.qualifier !== 'at_least' ? RETIRED : AVAILABLE;
}
