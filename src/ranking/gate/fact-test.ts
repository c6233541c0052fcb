import type { Fact } from '../../catalog/facts/fact.ts';
import type { Attribute, AttributeType } from '../../catalog/vocabulary.ts';
import type { FailureCode } from './failure.ts';
import { operandOf, type Qualifier, type Truth, type Values } from './operators/operator.ts';
import { caseOn, operatorsIn } from './operators/operators.ts';
import type { Requirement } from './operators/requirement.ts';

/** The ways in which a fact does not meet a requirement; none means that it does. */
export type Misses = readonly FailureCode[];
export type FactTest = (fact: Fact) => Misses;
type ValueTest<Value> = (value: Value, qualifier: Qualifier) => Misses;
type Value = Values[AttributeType];

/** One operator of a requirement, ready to test values. */
type Part = { readonly test: (value: Value, qualifier: Qualifier) => Truth; readonly missed: Misses };

const MET: Misses = [];
const UNKNOWN: Misses = ['unknown'];
const NOT_APPLICABLE: Misses = ['not_applicable'];

/** A requirement as a test of facts, its policy aside: what is not known, or what a bound or a partial list leaves open, is `unknown`. */
export function testOf(attribute: Attribute, requirement: Requirement): FactTest {
  return factTest(attribute, requirement, UNKNOWN);
}

/** Like `testOf`, after the requirement's own policy on what is not known. */
export function testUnderPolicy(attribute: Attribute, requirement: Requirement): FactTest {
  return factTest(attribute, requirement, openUnder(requirement));
}

/** `testUnderPolicy` for the known values of an attribute that is a number. */
export function figureTestUnderPolicy(attribute: Attribute, requirement: Requirement): ValueTest<number> | null {
  return attribute.type === 'number' ? valueTest(attribute, requirement, openUnder(requirement)) : null;
}

function openUnder({ if_unknown }: Requirement): Misses {
  return if_unknown === 'keep' ? MET : UNKNOWN;
}

/** `open`: what becomes of a fact of which an operator can't tell. */
function factTest(attribute: Attribute, requirement: Requirement, open: Misses): FactTest {
  const test = valueTest(attribute, requirement, open);
  const ofUnknown = operatorsIn(requirement).every(({ name, ofUnknown }) => ofUnknown(requirement[name]) === 'met') ? MET : open;
  return ({ status, value, claim }) => {
    if (status === 'not_applicable') return NOT_APPLICABLE;
    return value === null ? ofUnknown : test(operandOf(attribute, value), claim?.qualifier);
  };
}

function valueTest(attribute: Attribute, requirement: Requirement, open: Misses): ValueTest<Value> {
  const parts = operatorsIn(requirement).map((operator): Part => {
    const test = caseOn(operator, attribute).test(requirement[operator.name], attribute);
    return { test, missed: [operator.code] };
  });
  return (value, qualifier) => {
    let misses = MET;
    for (const { test, missed } of parts) {
      const truth = test(value, qualifier);
      if (truth !== 'met') misses = plus(misses, truth === 'missed' ? missed : open);
    }
    return misses;
  };
}

/** The misses with one more (or none); each code once. */
function plus(misses: Misses, more: Misses): Misses {
  if (misses.length === 0) return more;
  return more.every((code) => misses.includes(code)) ? misses : [...misses, ...more];
}
