import type { z } from 'zod';
import { dayNumber } from '../../../catalog/calendar-date.ts';
import type { Claim, ClaimValue } from '../../../catalog/claim.ts';
import type { Attribute, AttributeType } from '../../../catalog/vocabulary.ts';
import type { Path, Report } from '../../../words/request-fault.ts';

export type Qualifier = Claim['qualifier'];

/** Three-valued (Kleene): a bound ("at least 150") or a partial list settles what it can, and the rest is `unknown`. */
export type Truth = 'met' | 'missed' | 'unknown';

/** A known value as operators see it, by type of its attribute. A date is a day number (`dayNumber`). */
export type Values = {
  readonly number: number;
  readonly boolean: boolean;
  readonly string: string;
  readonly set: readonly string[];
  readonly date: number;
};

/** A known value of an attribute as operators see it. */
export function operandOf({ type }: Attribute, value: ClaimValue): Values[AttributeType] {
  return type === 'date' && typeof value === 'string' ? dayNumber(value) : value;
}

/** How far off a value is: a difference (for dates in days), or the members that are missing or forbidden. */
export type Gap = number | readonly string[] | undefined;

/** The members of a requirement by name: the arguments of its operators, and its policy on what is not known. */
export type Conditions = Readonly<Record<string, unknown>>;

/** What an operator does with the values of one type of attribute. */
export type Case<Argument, Value> = {
  /** Does once for a requirement what need not be done for each value. */
  test(argument: Argument, attribute: Attribute): (value: Value, qualifier: Qualifier) => Truth;
  /** Of a value that misses. */
  gap(argument: Argument, value: Value, attribute: Attribute): Gap;
  /** Of a value that leaves it unknown. Left out: nothing can be said. */
  openGap?(argument: Argument, value: Value, attribute: Attribute): Gap;
  /** The requirement as little changed as makes the value meet this operator: its argument moved, or the operator given up. */
  relax(conditions: Conditions, argument: Argument, value: Value, attribute: Attribute): Conditions;
};

/** A requirement while it is checked. */
export type Checking = {
  readonly attribute: Attribute;
  readonly conditions: Conditions;
  /** Of the requirement. */
  readonly path: Path;
  readonly report: Report;
};

/** An operator at work, with the arithmetic done by hand: documentation that a test holds to the code. */
export type Example<Argument> = {
  /** Of the attribute. */
  readonly type: AttributeType;
  readonly argument: Argument;
  /** A value that meets it; null: an unknown one. */
  readonly met: ClaimValue | null;
  /** A value that misses it, and by how much. */
  readonly missed: ClaimValue;
  readonly gap: Gap;
  /** What the requirement has to become for that value; null: only dropping it helps. */
  readonly relaxed: Conditions | null;
};

/**
 * One operator of requirements, whole. Everything else that deals in operators is derived from these: the schema and the checks of requests,
 * tests, reasons, gaps, relaxations, texts, and the generators of the tests.
 */
export type Operator<Name extends string, Code extends string, Schema extends z.ZodType> = {
  readonly name: Name;
  /** The reason why a candidate is out. Of the operators on one type of attribute, no two that can miss together share a code. */
  readonly code: Code;
  /** Of the argument, with its description. */
  readonly schema: Schema;
  /**
   * Its rank in the orders that callers see: of the codes in the API document, of the reasons why one value is out, and of the operators that
   * an error names. Equal ranks go in the order of the registry.
   */
  readonly order: { readonly codes: number; readonly reasons: number; readonly named: number };
  /** By type of attribute; it fits those that have a case. */
  readonly on: { readonly [Type in AttributeType]?: Case<z.output<Schema>, Values[Type]> };
  /** What holds where the value is not known, before the requirement's policy. */
  ofUnknown(argument: z.output<Schema>): Truth;
  /** Reports what the schema can't see: an argument at odds with the attribute or with the other operators. Runs also on a type that does not fit. */
  check(argument: z.output<Schema>, checking: Checking): void;
  /** The argument in canonical form; reports faults of its members. Runs after `check`; `conditions` holds what has its canonical form already. */
  canonical(argument: z.output<Schema>, checking: Checking): z.output<Schema>;
  /** How far a threshold moves, as a share of the larger of the two (0 to 1); null for what is no threshold. */
  step(from: z.output<Schema>, to: z.output<Schema>): number | null;
  /** In words, for people. */
  text(attribute: string, argument: z.output<Schema>): string;
  readonly example: Example<z.output<Schema>>;
};

/** Takes an operator only whole: a part that is left out does not compile. */
export function defineOperator<const Name extends string, const Code extends string, Schema extends z.ZodType>(
  operator: Operator<Name, Code, Schema>,
): Operator<Name, Code, Schema> {
  return operator;
}

/** The argument that a requirement gives another operator. */
export function argumentOf<Schema extends z.ZodType>(
  { name }: { readonly name: string; readonly schema: Schema },
  conditions: Conditions,
): z.output<Schema> | undefined {
  return conditions[name] as z.output<Schema> | undefined;
}

/** The parts of operators that have nothing of their own to say. */

export const staysUnknown = (): Truth => 'unknown';
export const noCheck = (): void => {};
export const asGiven = <Argument>(argument: Argument): Argument => argument;
export const noStep = (): null => null;
export const noGap = (): undefined => undefined;
