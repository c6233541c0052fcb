import type { Fact } from '../../catalog/facts/fact.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { Attribute, AttributeType } from '../../catalog/vocabulary.ts';
import type { FailureCode } from './failure.ts';
import { operandOf, type Qualifier, type Truth, type Values } from './operators/operator.ts';
import { type AnyOperator, caseOn, operatorsIn } from './operators/operators.ts';
import type { Requirement } from './operators/requirement.ts';

/** The ways in which a fact does not meet a requirement; none means that it does. */
export type Misses = readonly FailureCode[];
export type FactTest = (fact: Fact) => Misses;
type Value = Values[AttributeType];
export type ValueTest = (value: Value, qualifier: Qualifier) => Misses;

/** One operator of a requirement, ready to test values. */
type Part = { readonly test: (value: Value, qualifier: Qualifier) => Truth; readonly missed: Misses };

const MET: Misses = [];
const UNKNOWN: Misses = ['unknown'];
const NOT_APPLICABLE: Misses = ['not_applicable'];

/** A requirement as a test of facts, its policy aside: what is not known, or what a bound or a partial list leaves open, is `unknown`. */
export function testOf(attribute: Attribute, requirement: Requirement): FactTest {
  return tests(attribute, requirement, UNKNOWN).ofFact;
}

/** Like `testOf`, after the requirement's own policy on what is not known. */
export function testUnderPolicy(attribute: Attribute, requirement: Requirement): FactTest {
  return testsUnderPolicy(attribute, requirement).ofFact;
}

/** `testUnderPolicy`, also in the form that takes known values alone: numbers of an attribute that is a number. */
export function testsUnderPolicy(attribute: Attribute, requirement: Requirement): { ofFact: FactTest; ofValue: ValueTest } {
  return tests(attribute, requirement, requirement.if_unknown === 'keep' ? MET : UNKNOWN);
}

/** `open`: what becomes of a fact of which an operator can't tell. */
function tests(attribute: Attribute, requirement: Requirement, open: Misses): { ofFact: FactTest; ofValue: ValueTest } {
  const operators = operatorsIn(requirement);
  const ofUnknown = operators.every((operator) => operator.ofUnknown(requirement[operator.name]) === 'met') ? MET : open;
  const [first] = operators;
  // most requirements have one operator, and a large catalog has thousands of values
  const ofValue =
    first && operators.length === 1
      ? testOfOne(partOf(first, attribute, requirement), open)
      : testOfSeveral(
          operators.map((operator) => partOf(operator, attribute, requirement)),
          open,
        );
  const ofFact: FactTest = ({ status, value, claim }) => {
    if (status === 'not_applicable') return NOT_APPLICABLE;
    return value === null ? ofUnknown : ofValue(operandOf(attribute, value), claim?.qualifier);
  };
  return { ofFact, ofValue };
}

function partOf(operator: AnyOperator, attribute: Attribute, requirement: Requirement): Part {
  return { test: caseOn(operator, attribute).test(requirement[operator.name], attribute), missed: missedBy(operator) };
}

const missedBy = memoizeWeak((operator: AnyOperator): Misses => [operator.code]);

function testOfOne({ test, missed }: Part, open: Misses): ValueTest {
  return (value, qualifier) => {
    const truth = test(value, qualifier);
    return truth === 'met' ? MET : truth === 'missed' ? missed : open;
  };
}

function testOfSeveral(parts: readonly Part[], open: Misses): ValueTest {
  return (value, qualifier) => missesOf(parts, open, value, qualifier);
}

function missesOf(parts: readonly Part[], open: Misses, value: Value, qualifier: Qualifier): Misses {
  let misses = MET;
  for (const { test, missed } of parts) {
    const truth = test(value, qualifier);
    if (truth !== 'met') misses = plus(misses, truth === 'missed' ? missed : open);
  }
  return misses;
}

/** The misses with one more (or none); each code once. */
function plus(misses: Misses, more: Misses): Misses {
  if (misses.length === 0) return more;
  return more.every((code) => misses.includes(code)) ? misses : [...misses, ...more];
}
