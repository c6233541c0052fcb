import * as fc from 'fast-check';
import type { ClaimValue } from '../../../src/catalog/claim.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import { checkRequirement } from '../../../src/ranking/ask/check-requirement.ts';
import { type AnyOperator, operatorsOn } from '../../../src/ranking/gate/operators/operators.ts';
import type { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';
import { type RequestFault, reportTo } from '../../../src/words/request-fault.ts';

/** Arguments of one kind, whichever operator may take them. */
type Pool = { readonly weight: number; readonly arbitrary: fc.Arbitrary<unknown> };
type Weighted = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Requirement> };

/**
 * Valid requirements on an attribute, made of values that its claims state. No operator is named here: one takes whatever its schema and its
 * check let it take, so that a new one is asked for at once.
 */
export function requirementsOn(attribute: Attribute, values: readonly ClaimValue[]): fc.Arbitrary<Requirement> {
  const pools = poolsOf(attribute, values);
  const single = operatorsOn(attribute.type).flatMap((operator) => pools.flatMap((pool) => askedWith(operator, attribute, pool)));
  const one = fc.oneof(...single);
  const two = fc.tuple(one, one).map(([first, second]) => ({ ...first, ...second }));
  const operators = fc.oneof(
    { arbitrary: one, weight: 4 },
    { arbitrary: two.filter((requirement) => isFaultless(attribute, requirement)), weight: 1 },
  );
  return fc
    .record({ operators, if_unknown: maybe(fc.constantFrom('keep' as const, 'exclude' as const), 1) })
    .map(({ operators, if_unknown }) => withoutUndefined({ ...operators, if_unknown }));
}

function poolsOf(attribute: Attribute, values: readonly ClaimValue[]): Pool[] {
  const flags = { weight: 1, arbitrary: fc.boolean() };
  const stated = fc.constantFrom(...values);
  switch (attribute.type) {
    case 'number':
      return [{ weight: 4, arbitrary: stated.chain((value) => fc.constantFrom(value, Number(value) * 1.001, Number(value) * 0.5)) }, flags];
    case 'date':
      return [{ weight: 4, arbitrary: stated }, flags];
    case 'boolean':
      return [flags];
    default: {
      const members = membersOf(attribute, values);
      return [{ weight: 4, arbitrary: fc.constantFrom(...members) }, { weight: 4, arbitrary: among(members) }, flags];
    }
  }
}

/** The operator with arguments of the pool; nothing where it does not take such. */
function askedWith({ name, schema }: AnyOperator, attribute: Attribute, { weight, arbitrary }: Pool): Weighted[] {
  const [sample] = fc.sample(arbitrary, { numRuns: 1, seed: 1 });
  if (!schema.safeParse(sample).success || !isFaultless(attribute, { [name]: sample })) return [];
  return [{ weight, arbitrary: arbitrary.map((argument): Requirement => ({ [name]: argument })) }];
}

function isFaultless(attribute: Attribute, requirement: Requirement): boolean {
  const faults: RequestFault[] = [];
  checkRequirement(attribute, requirement, [], reportTo(faults));
  return faults.length === 0;
}

export function membersOf(attribute: Attribute, values: readonly ClaimValue[]): string[] {
  const stated = attribute.values ?? values.flatMap((value) => (Array.isArray(value) ? value : [String(value)]));
  const short = [...new Set(stated)].filter((member) => member.length > 0 && member.length <= 200);
  return short.length > 0 ? short : ['nothing'];
}

/** One to three different members. */
export function among(members: readonly string[]): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...members), { minLength: 1, maxLength: 3 });
}

/** Undefined more often as `freq` grows: one in freq + 1 is given. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: freq }, { arbitrary, weight: 1 });
}

export function withoutUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
