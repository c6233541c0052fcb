import { distinctFactAt } from '../../catalog/facts/column.ts';
import { LIFECYCLE } from '../../catalog/facts/lifecycle.ts';
import { computedNamed } from '../../criteria/registry.ts';
import { type Misses, testUnderPolicy } from '../../ranking/gate/fact-test.ts';
import type { Check, Eligibility } from '../../ranking/gate/gate.ts';
import type { Requirement } from '../../ranking/gate/operators/requirement.ts';
import { relax, stepOf } from '../../ranking/gate/relax.ts';
import { indexIn, intIn } from '../../scoring/number-in.ts';

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
  const relaxable = checks.map(relaxability);
  const relaxedBy = memoizeByMiss(eligibility, relaxedFor);
  const misses: number[] = [];
  for (const i of considered) {
    if (failedCount[i] !== 1) continue;
    const kind = relaxable[indexIn(onlyFailed, i)];
    if (kind === 'always' || (kind === 'unless_dropped' && relaxedBy(i) !== null)) misses.push(i);
  }
  return misses;
}

/**
 * Whether a check can be relaxed. Only a requirement of the caller's can. Dropping it lets nothing in where another rule takes its place: the
 * rule that retired models are out, or what giving the input of a computed criterion implies.
 */
function relaxability({ kind, attribute: { id } }: Check): 'never' | 'always' | 'unless_dropped' {
  if (kind !== 'requirement') return 'never';
  return id === LIFECYCLE || computedNamed(id)?.implies ? 'unless_dropped' : 'always';
}

/** By single miss: the least relaxation that lets it in. */
export function relaxations(eligibility: Eligibility): (candidate: number) => Relaxation {
  return memoizeByMiss(eligibility, relaxationFor);
}

/** By single miss: the same, with all of `misses` whom it lets in. */
export function admissions(
  eligibility: Eligibility,
  misses: readonly number[],
  relaxationOf: (candidate: number) => Relaxation,
): (candidate: number) => Admission {
  const { checks, failedCount, onlyFailed } = eligibility;
  return memoizeByMiss(eligibility, (check, _missedBy, candidate): Admission => {
    const { attribute, column } = check;
    const relaxation = relaxationOf(candidate);
    const test = relaxation.relaxed && testUnderPolicy(attribute, relaxation.relaxed);
    const index = checks.indexOf(check);
    const { valueCode } = column;
    const isMet: boolean[] = [];
    const admitted: number[] = [];
    for (const i of misses) {
      if (onlyFailed[i] !== index) continue;
      const code = intIn(valueCode, i);
      isMet[code] ??= test === null || test(distinctFactAt(column, code)).length === 0;
      if (isMet[code]) admitted.push(i);
    }
    const isAdmitted = (i: number) => failedCount[i] === 1 && onlyFailed[i] === index && isMet[intIn(valueCode, i)] === true;
    return { ...relaxation, admitted, isAdmitted };
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
  derive: (check: Check, valueCode: number, candidate: number) => Derived,
): (candidate: number) => Derived {
  const byCheck: (Map<number, Derived> | undefined)[] = [];
  return (candidate) => {
    const c = indexIn(onlyFailed, candidate);
    const check = checks[c] as Check;
    const code = intIn(check.column.valueCode, candidate);
    byCheck[c] ??= new Map();
    const known = byCheck[c].get(code);
    if (known !== undefined) return known;
    const derived = derive(check, code, candidate);
    byCheck[c].set(code, derived);
    return derived;
  };
}
