import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { ClaimValue } from '../../../src/catalog/claim.ts';
import type { Fact } from '../../../src/catalog/facts/fact.ts';
import { AttributeType } from '../../../src/catalog/vocabulary.ts';
import { checkRequest } from '../../../src/ranking/ask/check-request.ts';
import { testOf } from '../../../src/ranking/gate/fact-test.ts';
import { FailureCode } from '../../../src/ranking/gate/failure.ts';
import { asGiven, defineOperator, noCheck, noGap, noStep, staysUnknown } from '../../../src/ranking/gate/operators/operator.ts';
import { OPERATOR_LIST, OPERATORS, operatorsOn, registryOf } from '../../../src/ranking/gate/operators/operators.ts';
import { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';
import { attributeOf, claimOf, dataOf, modelOf } from '../../support/catalogs/fixture.ts';
import { seededCatalog } from '../../support/catalogs/seeded.ts';
import { ask } from '../../support/requests/ask.ts';

/** What holds of every operator there is, one that is added tomorrow included: each brings an example with the arithmetic done by hand. */

describe.each(OPERATOR_LIST)('$name', ({ name, code, example }) => {
  const { type, argument, met, missed } = example;
  const stated = Object.entries({ 'lab/met': met, 'lab/missed': missed });
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('thing', { type, scale: null })],
      models: stated.map(([model]) => modelOf(model)),
      claims: stated.flatMap(([model, value]) => (value === null ? [] : [claimOf(model, 'thing', value)])),
    }),
  );
  const requirement = { [name]: argument };
  const answer = ask(catalog, { require: { thing: requirement } });

  test('keeps one model and excludes another, for its reason and by the gap of its example', () => {
    expect(answer.ranking.map(({ model }) => model)).toEqual(['lab/met']);
    expect(answer.excluded.items.map(({ model, failed }) => [model, failed])).toEqual([
      [
        'lab/missed',
        [
          {
            code,
            attribute: 'thing',
            required: requirement,
            actual: missed,
            ...(example.gap === undefined ? {} : { gap: example.gap }),
            claim: expect.any(String),
          },
        ],
      ],
    ]);
  });

  test('its relaxation is that of the example, and lets in whom it promises', () => {
    const [nearest] = answer.near_misses;
    expect([nearest?.model, nearest?.relax]).toEqual(['lab/missed', { thing: example.relaxed }]);
    const again = ask(catalog, { require: example.relaxed === null ? {} : { thing: example.relaxed } });
    expect(again.ranking.map(({ model }) => model)).toContain('lab/missed');
  });
});

test('each operator is a member of requirements under its own name, with a description', () => {
  expect(Object.keys(Requirement.shape)).toEqual([...Object.keys(OPERATORS), 'if_unknown']);
  for (const [name, operator] of Object.entries(OPERATORS)) {
    expect(operator.name).toBe(name);
    expect(operator.schema.meta()?.description).toMatch(/\w+/);
  }
});

test('each operator fits some type, and of those on one type only `known`, which stands alone, shares a reason', () => {
  const fitting = AttributeType.options.flatMap((type) => operatorsOn(type));
  expect(new Set(fitting)).toEqual(new Set(OPERATOR_LIST));
  for (const type of AttributeType.options) {
    const codes = operatorsOn(type).flatMap(({ name, code }) => (name === 'known' ? [] : [code]));
    expect(codes).toEqual([...new Set(codes)]);
  }
});

test('operators, and their reasons, stay in the orders that callers have seen; new ones may come between', () => {
  const seen = {
    number: ['at_least', 'at_most', 'is', 'known'],
    boolean: ['is', 'known'],
    string: ['is', 'any_of', 'none_of', 'known'],
    set: ['any_of', 'all_of', 'none_of', 'known'],
    date: ['before', 'after', 'is', 'known'],
  };
  for (const type of AttributeType.options) {
    const names: string[] = operatorsOn(type).map(({ name }) => name);
    expect([type, names.filter((name) => seen[type].includes(name))]).toEqual([type, seen[type]]);
  }
  const codes: string[] = [
    ...['below_minimum', 'above_maximum', 'not_equal', 'missing_members', 'none_matched', 'forbidden_member', 'too_early', 'too_late'],
    ...['unknown', 'retired', 'not_applicable'],
  ];
  expect(FailureCode.options.filter((code) => codes.includes(code))).toEqual(codes);
});

test.each<[Requirement, AttributeType, ClaimValue, string[]]>([
  [{ at_most: 2, at_least: 4, is: 5 }, 'number', 3, ['not_equal', 'below_minimum', 'above_maximum']],
  [{ before: '2026-01-01', after: '2026-01-02', is: '2025-01-01' }, 'date', '2026-01-01', ['not_equal', 'too_early', 'too_late']],
  [{ none_of: ['a'], any_of: ['b'], is: 'c' }, 'string', 'a', ['not_equal', 'none_matched', 'forbidden_member']],
  [{ none_of: ['a'], any_of: ['b'], all_of: ['c'] }, 'set', ['a'], ['missing_members', 'none_matched', 'forbidden_member']],
])('%j on a %s that is %j is missed for its reasons in one order, however it is written', (requirement, type, value, codes) => {
  const fact: Fact = { status: 'known', value, claim: null, conflicts: [] };
  expect(testOf(attributeOf('thing', { type }), requirement)(fact)).toEqual(codes);
});

test('a requirement that slips through the check on a type that it does not fit breaks loudly', () => {
  expect(() => testOf(attributeOf('open', { type: 'boolean' }), { at_least: 1 })).toThrow('at_least does not fit open, which is a boolean');
});

test('an operator that lacks a part, or stands under another name, does not compile', () => {
  const whole = {
    name: 'even',
    code: 'odd',
    schema: z.boolean(),
    order: { codes: 9, reasons: 9, named: 9 },
    on: {},
    ofUnknown: staysUnknown,
    check: noCheck,
    canonical: asGiven,
    step: noStep,
    text: (attribute: string) => `${attribute} even`,
    example: { type: 'number', argument: true, met: 2, missed: 3, gap: undefined, relaxed: null },
  } as const;
  const { on: _on, ...untested } = whole;
  const { example: _example, ...unshown } = whole;
  // @ts-expect-error what it does with values is left out
  defineOperator(untested);
  // @ts-expect-error its example is left out
  defineOperator(unshown);
  // @ts-expect-error on numbers it can neither say how far off a value is nor be relaxed
  defineOperator({ ...whole, on: { number: { test: () => (value: number) => (value % 2 === 0 ? 'met' : 'missed') } } });
  // @ts-expect-error it is called otherwise
  registryOf({ odd: whole });
  expect(
    defineOperator({ ...whole, on: { number: { test: () => () => 'met', gap: noGap, relax: (conditions) => conditions } } }).name,
  ).toBe('even');
});

describe('the table of operators in docs/asking.md', () => {
  const page = readFileSync(new URL('../../../docs/asking.md', import.meta.url), 'utf8');
  const rows = page.split('\n').flatMap((line) => line.match(/^\| `(\w+)` +\| ([^|]+?) +\| [^|]+ \| `([^|]+)` +\|$/)?.slice(1) ?? []);
  const table = Array.from({ length: rows.length / 3 }, (_, i) => rows.slice(3 * i, 3 * i + 3) as [string, string, string]);

  test.each(table)('%s fits %s, and its example %s is in order', (name, fits, example) => {
    const types = AttributeType.options.filter((type) => {
      const [most, but] = fits.split('all but ');
      return but === undefined ? most === 'all' || fits.split(', ').includes(`${type}s`) : but !== `${type}s`;
    });
    expect(types).toEqual(AttributeType.options.filter((type) => operatorsOn(type).some((operator) => operator.name === name)));
    const require = JSON.parse(`{${example}}`);
    expect(checkRequest(seededCatalog(), { require })).toEqual({ request: { require }, issues: [], faults: [] });
    expect(Object.values(require).flatMap((requirement) => Object.keys(requirement as object))).toEqual([name]);
  });
});
