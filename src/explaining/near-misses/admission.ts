import { distinctFactAt } from '../../catalog/facts/column.ts';
import { LIFECYCLE } from '../../catalog/lifecycle.ts';
import { memoizeByIndex } from '../../catalog/memoize.ts';
import { computedNamed } from '../../criteria/registry.ts';
import { type Misses, testUnderPolicy } from '../../ranking/gate/fact-test.ts';
import type { Check, Eligibility } from '../../ranking/gate/gate.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { relax, stepOf } from '../../ranking/gate/relax.ts';
import { intIn, numberIn } from '../../scoring/number-in.ts';

/** A requirement relaxed so far that a candidate meets it. */
export type Relaxation = {
  readonly attribute: string;
  /** The requirement as it would have to read; null: dropped. */
  readonly relaxed: Requirement | null;
  /** How far a threshold moves, as a share of it; null where no threshold moves. */
  readonly step: number | null;
};

/** A relaxation, and all single misses whom it lets in. */
export type Admission = Relaxation & {
  readonly admitted: readonly number[];
  readonly isAdmitted: (candidate: number) => boolean;
};

/** The candidates that fail on one attribute alone, by a requirement of the caller's that can be relaxed. */
export function singleMisses(eligibility: Eligibility): number[] {
  const { considered, checks, failedCount, onlyFailed } = eligibility;
  const isCallers = checks.map(({ kind }) => kind === 'requirement');
  const returns = checks.map(({ attribute }) => returnsWhenDropped(attribute.id));
  const relaxedBy = memoizeByMiss(eligibility, relaxedFor);
  const misses: number[] = [];
  for (let k = 0; k < considered.length; k++) {
    const i = numberIn(considered, k);
    if (failedCount[i] !== 1) continue;
    const check = numberIn(onlyFailed, i);
    if (isCallers[check] && (!returns[check] || relaxedBy(i) !== null)) misses.push(i);
  }
  return misses;
}

/**
 * Whether a rule takes the place of a requirement that is dropped, so that dropping lets nothing in: the rule that retired models are out, or
 * the requirement that giving the input of a computed criterion implies.
 */
function returnsWhenDropped(attribute: string): boolean {
  return attribute === LIFECYCLE || computedNamed(attribute)?.implies !== undefined;
}

/** By single miss: the least relaxation that lets it in. */
export function relaxations(eligibility: Eligibility): (candidate: number) => Relaxation {
  return memoizeByMiss(eligibility, relaxationFor);
}

/** By single miss: the same, with all of `misses` whom it lets in. */
export function admissions(eligibility: Eligibility, misses: readonly number[]): (candidate: number) => Admission {
  const { checks, failedCount, onlyFailed } = eligibility;
  return memoizeByMiss(eligibility, (check, valueCode): Admission => {
    const { attribute, column } = check;
    const relaxation = relaxationFor(check, valueCode);
    const test = relaxation.relaxed && testUnderPolicy(attribute, relaxation.relaxed);
    const meets = memoizeByIndex(column.distinctFacts.length, (code) => test === null || test(distinctFactAt(column, code)).length === 0);
    const index = checks.indexOf(check);
    const isAdmitted = (i: number) => failedCount[i] === 1 && onlyFailed[i] === index && meets(intIn(column.valueCode, i));
    return { ...relaxation, admitted: misses.filter(isAdmitted), isAdmitted };
  });
}

function relaxationFor(check: Check, valueCode: number): Relaxation {
  const relaxed = relaxedFor(check, valueCode);
  return { attribute: check.attribute.id, relaxed, step: stepOf(check.requirement, relaxed) };
}

function relaxedFor({ attribute, requirement, column, misses }: Check, valueCode: number): Requirement | null {
  return relax(attribute, requirement, distinctFactAt(column, valueCode), misses[valueCode] as Misses);
}

/**
 * By single miss: whoever fails the same check by the same value shares what is derived, once for all of them. A value code is that of the
 * check's column.
 */
function memoizeByMiss<Derived>(
  { checks, onlyFailed }: Eligibility,
  derive: (check: Check, valueCode: number) => Derived,
): (candidate: number) => Derived {
  const ofCheck = memoizeByIndex(checks.length, (c) => {
    const check = checks[c] as Check;
    const ofCode = memoizeByIndex(check.column.distinctFacts.length, (code) => derive(check, code));
    return (candidate: number) => ofCode(intIn(check.column.valueCode, candidate));
  });
  return (candidate) => ofCheck(numberIn(onlyFailed, candidate))(candidate);
}
