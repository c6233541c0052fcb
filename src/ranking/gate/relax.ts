import type { Fact } from '../../catalog/facts/fact.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type Misses, testUnderPolicy } from './fact-test.ts';
import type { FailureCode } from './failure.ts';
import { type Conditions, operandOf } from './operators/operator.ts';
import { caseOn, operatorsIn } from './operators/operators.ts';
import type { Requirement } from './operators/requirement.ts';

/**
 * The least relaxation of a requirement that a fact would meet: a threshold moved to the value, a member given up, unknown ones kept.
 * Null: only dropping the requirement would do.
 */
export function relax(attribute: Attribute, requirement: Requirement, fact: Fact, misses: Misses): Requirement | null {
  let relaxed = requirement;
  for (const code of misses) relaxed = relaxFor(code, attribute, relaxed, fact);
  if (operatorsIn(relaxed).length === 0) return null;
  return testUnderPolicy(attribute, relaxed)(fact).length === 0 ? relaxed : null;
}

/** The requirement without one of the reasons why it is missed; unchanged where nothing but dropping it helps. */
function relaxFor(code: FailureCode, attribute: Attribute, requirement: Requirement, { value }: Fact): Requirement {
  if (code === 'unknown') return { ...requirement, if_unknown: 'keep' };
  const operator = operatorsIn(requirement).find((used) => used.code === code);
  if (!operator || value === null) return requirement;
  const conditions: Conditions = requirement;
  const argument = requirement[operator.name];
  return caseOn(operator, attribute).relax(conditions, argument, operandOf(attribute, value), attribute) as Requirement;
}

/** How far the first threshold that moves is moved, as a share of it (0 to 1); null where none is. */
export function stepOf(from: Requirement, to: Requirement | null): number | null {
  if (to === null) return null;
  for (const { name, step } of operatorsIn(from)) {
    const share = to[name] === undefined ? null : step(from[name], to[name]);
    if (share !== null) return share;
  }
  return null;
}
