import type { z } from 'zod';
import type { Attribute, AttributeType } from '../../../catalog/vocabulary.ts';
import { after } from './after.ts';
import { allOf } from './all-of.ts';
import { anyOf } from './any-of.ts';
import { atLeast } from './at-least.ts';
import { atMost } from './at-most.ts';
import { before } from './before.ts';
import { is } from './is.ts';
import { known } from './known.ts';
import { noneOf } from './none-of.ts';
import type { Case, Conditions, Operator, Values } from './operator.ts';

/** The one list of operators, each under its name, in the order of the members of a requirement. */
export const OPERATORS = registryOf({
  at_least: atLeast,
  at_most: atMost,
  is,
  any_of: anyOf,
  all_of: allOf,
  none_of: noneOf,
  before,
  after,
  known,
});

export type OperatorName = keyof typeof OPERATORS;
export type OperatorCode = (typeof OPERATORS)[OperatorName]['code'];
/** An operator of which nothing is known but that it is one. */
export type AnyOperator = Operator<OperatorName, OperatorCode, z.ZodType>;

function registryOf<const Registry extends { readonly [Name in keyof Registry]: Operator<Name & string, string, z.ZodType> }>(
  operators: Registry,
): Registry {
  return operators;
}

export const OPERATOR_LIST: readonly AnyOperator[] = Object.values(OPERATORS);

/** In the order in which the reasons why a value is out are named. */
const BY_REASON = inOrderOf('reasons');
const BY_NAMING = inOrderOf('named');

/** The reasons that operators give, in the order of the API document. */
export const OPERATOR_CODES: readonly OperatorCode[] = [...new Set(inOrderOf('codes').map(({ code }) => code))];

export function operatorNamed(name: string): AnyOperator | undefined {
  return Object.hasOwn(OPERATORS, name) ? OPERATORS[name as OperatorName] : undefined;
}

/** The operators that fit attributes of a type. */
export function operatorsOn(type: AttributeType): AnyOperator[] {
  return BY_NAMING.filter(({ on }) => on[type] !== undefined);
}

/** The operators that a requirement uses, in the order of their reasons. */
export function operatorsIn(conditions: Conditions): AnyOperator[] {
  return BY_REASON.filter(({ name }) => conditions[name] !== undefined);
}

/** What an operator does on an attribute; fails on one that it does not fit: a requirement is not to be ignored. */
export function caseOn({ name, on }: AnyOperator, { id, type }: Attribute): Case<unknown, Values[AttributeType]> {
  const found = on[type];
  if (!found) throw new Error(`${name} does not fit ${id}, which is a ${type}, and the check let it pass`);
  return found as Case<unknown, Values[AttributeType]>;
}

function inOrderOf(order: keyof AnyOperator['order']): readonly AnyOperator[] {
  return [...OPERATOR_LIST].sort((a, b) => a.order[order] - b.order[order]);
}
