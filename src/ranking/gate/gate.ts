import type { Catalog } from '../../catalog/catalog.ts';
import { type Column, distinctFactsOf } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import type { FactView } from '../../catalog/facts/fact-view.ts';
import { LIFECYCLE } from '../../catalog/facts/lifecycle.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { filled } from '../../scoring/filled.ts';
import type { Constraint, Plan } from '../ask/plan.ts';
import { type AvailabilityRule, availabilityRules } from './availability.ts';
import { consideredBy } from './considered.ts';
import { contendersAmong } from './contenders.ts';
import { type FactTest, type Misses, testsUnderPolicy, type ValueTest } from './fact-test.ts';
import { type MarketRule, marketRules } from './market-rules.ts';
import type { Requirement } from './operators/requirement.ts';

/**
 * One gate to pass: a requirement, the rule that what can't be had is out, a rule on what is sold by whom, or (`if_unknown: exclude`) a criterion
 * that must be known.
 */
export type Check = {
  readonly kind: 'requirement' | 'criterion' | 'availability' | 'market';
  readonly attribute: Attribute;
  readonly requirement: Requirement;
  readonly column: Column;
  /** By value code of the column; empty where it passes. */
  readonly misses: readonly Misses[];
  /** By value code: 1 where it fails, else 0. */
  readonly fails: readonly number[];
  /** Only of a rule on what is sold by whom: what it keeps out, and how to ask for that all the same. */
  readonly remedy?: string;
};

const NOT_CONSIDERED = -1;

/** What the requirements leave. Candidates are indexes in `view.candidates`. */
export type Eligibility = {
  readonly considered: readonly number[];
  readonly eligible: readonly number[];
  /** The eligible that can be ranked: folded by model, no edition beside a plain offer. */
  readonly contenders: readonly number[];
  readonly checks: readonly Check[];
  /**
   * The rules that hold whatever the caller requires: that what can't be had is out, also where a requirement of the caller's stands in its
   * place, and what is sold by whom.
   */
  readonly availability: readonly Check[];
  /** By candidate: how many attributes it fails a check on (`NOT_CONSIDERED` for the rest). */
  readonly failedCount: readonly number[];
  /** By candidate that fails on one attribute alone: the check that it fails, of several the last. Of no meaning for any other. */
  readonly onlyFailed: readonly number[];
  /** By check: how many of those considered fail it. */
  readonly failedBy: readonly number[];
};

/** Counts of the checks so far, by candidate: see `Eligibility`. */
type Tally = { readonly failedCount: number[]; readonly onlyFailed: number[] };

/** Step "gate": holds every candidate against every requirement. An unknown fact keeps a candidate only where the requirement says so. */
export function gate(catalog: Catalog, plan: Plan, view: FactView): Eligibility {
  const considered = consideredBy(plan, view);
  const market = marketRules(catalog, plan, view).map(marketCheck);
  const availability = availabilityRules(catalog, plan.asOf).map((rule) => availabilityCheck(rule, view));
  const checks = [...checksOf(plan, view, availability), ...market];
  const everyone = considered === view.everyone;
  const failedCount = filled(view.candidates.length, everyone ? 0 : NOT_CONSIDERED);
  if (!everyone) for (const i of considered) failedCount[i] = 0;
  const onlyFailed = filled(view.candidates.length, 0);
  const tally = { failedCount, onlyFailed };
  const failedBy = checks.map((_, c) => countFailures(checks, c, considered, tally));
  const eligible: number[] = [];
  for (const i of considered) if (failedCount[i] === 0) eligible.push(i);
  return {
    considered,
    eligible,
    contenders: contendersAmong(plan, view, eligible),
    checks,
    availability: [...availability, ...market],
    failedCount,
    onlyFailed,
    failedBy,
  };
}

export function missesAt({ misses, column }: Check, candidate: number): Misses {
  return misses[codeIn(column.valueCode, candidate)] as Misses;
}

export function failsAt({ fails, column }: Check, candidate: number): boolean {
  return fails[codeIn(column.valueCode, candidate)] === 1;
}

/** All checks of a request but those of the market, those of its requirements first. A requirement of its own on `lifecycle` stands in place of the availability rules. */
function checksOf(plan: Plan, view: FactView, availability: readonly Check[]): Check[] {
  const checks = plan.constraints.map((constraint) => requirementCheck(constraint, view, 'requirement'));
  if (plan.ifUnknown === 'exclude') checks.push(...criterionChecks(plan, view));
  if (!plan.constraints.some(({ attribute }) => attribute.id === LIFECYCLE)) checks.push(...availability);
  return checks;
}

function criterionChecks(plan: Plan, view: FactView): Check[] {
  const attributes = new Set((plan.criteria ?? []).flatMap(({ parts }) => parts.map(({ attribute }) => attribute)));
  return [...attributes].map((attribute) => requirementCheck({ attribute, requirement: { known: true } }, view, 'criterion'));
}

function requirementCheck({ attribute, requirement }: Constraint, view: FactView, kind: Check['kind']): Check {
  const column = view.column(attribute);
  const { ofFact, ofValue } = testsUnderPolicy(attribute, requirement);
  const misses = attribute.type === 'number' && !column.compute ? missesOfFigures(column, ofFact, ofValue) : missesOfFacts(column, ofFact);
  return checkOf(kind, attribute, requirement, column, misses);
}

function availabilityCheck({ attribute, requirement, test }: AvailabilityRule, view: FactView): Check {
  const column = view.column(attribute);
  return checkOf('availability', attribute, requirement, column, missesOfFacts(column, test));
}

function marketCheck({ attribute, requirement, column, test, exempt, remedy }: MarketRule): Check {
  const misses = missesOfFacts(column, test);
  if (exempt !== null) misses[exempt] = [];
  return { ...checkOf('market', attribute, requirement, column, misses), remedy };
}

function checkOf(kind: Check['kind'], attribute: Attribute, requirement: Requirement, column: Column, misses: readonly Misses[]): Check {
  return { kind, attribute, requirement, column, misses, fails: misses.map(({ length }) => (length > 0 ? 1 : 0)) };
}

/** By value code. */
function missesOfFacts(column: Column, test: FactTest): Misses[] {
  const misses: Misses[] = [];
  for (const fact of distinctFactsOf(column)) misses.push(test(fact));
  return misses;
}

/** The same of a claimed number. Figures lie side by side: in a large catalog the facts themselves are far apart. */
function missesOfFigures(column: Column, ofFact: FactTest, ofValue: ValueTest): Misses[] {
  const misses: Misses[] = [];
  const { numbers, distinctFacts } = column;
  const qualifiers = qualifiersOf(column);
  for (let code = 0; code < distinctFacts.length; code++) {
    const figure = numbers[code] as number;
    misses.push(Number.isNaN(figure) ? ofFact(distinctFacts[code] as Fact) : ofValue(figure, qualifiers[code]));
  }
  return misses;
}

/** By value code. */
const qualifiersOf = memoizeWeak(({ distinctFacts }: Column) => distinctFacts.map(({ claim }) => claim?.qualifier));

/** Adds the failures of one check to the tally; returns how many there are. An attribute that failed a check before counts no second time. */
function countFailures(checks: readonly Check[], c: number, considered: readonly number[], tally: Tally): number {
  const check = checks[c] as Check;
  const earlier = checks.slice(0, c).filter(({ attribute }) => attribute === check.attribute);
  return earlier.length > 0 ? countAgain(check, c, earlier, considered, tally) : countFirst(check, c, considered, tally);
}

/** For the first check on an attribute. */
function countFirst({ fails, column }: Check, c: number, considered: readonly number[], { failedCount, onlyFailed }: Tally): number {
  const { valueCode } = column;
  let failed = 0;
  // sums, and no branches that a processor would have to guess: this loop is most of a request to a large catalog
  for (let k = 0; k < considered.length; k++) {
    const i = candidateIn(considered, k);
    const fail = failIn(fails, codeIn(valueCode, i));
    failedCount[i] = countIn(failedCount, i) + fail;
    onlyFailed[i] = countIn(onlyFailed, i) + fail * c;
    failed += fail;
  }
  return failed;
}

/** For another check on an attribute that `earlier` ones are about. */
function countAgain(check: Check, c: number, earlier: readonly Check[], considered: readonly number[], tally: Tally): number {
  const { failedCount, onlyFailed } = tally;
  let failed = 0;
  for (const i of considered) {
    if (!failsAt(check, i)) continue;
    if (earlier.some((other) => failsAt(other, i))) {
      if (failedCount[i] === 1) onlyFailed[i] = c;
      continue;
    }
    failedCount[i] = countIn(failedCount, i) + 1;
    onlyFailed[i] = countIn(onlyFailed, i) + c;
    failed++;
  }
  return failed;
}

/*
 * Accessors of the loop over all candidates, one for each array: V8 remembers for each function what kinds of arrays it has met. With the shared
 * ones of scoring/number-in.ts, which meet all kinds, this step took twice as long.
 */

function candidateIn(considered: readonly number[], k: number): number {
  return considered[k] as number;
}

function codeIn(valueCode: Int32Array, candidate: number): number {
  return valueCode[candidate] as number;
}

function failIn(fails: readonly number[], code: number): number {
  return fails[code] as number;
}

function countIn(counts: readonly number[], candidate: number): number {
  return counts[candidate] as number;
}
