import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import type { Failure } from '../../../src/ranking/gate/failure.ts';
import type { Requirement } from '../../../src/ranking/gate/operators/requirement.ts';
import { attributeOf, claimOf, dataOf, modelOf } from '../../support/catalogs/fixture.ts';
import { ask } from '../../support/requests/ask.ts';

/** One model of which one thing is said, held against one requirement. */

type Said = [value: Claim['value'], over?: Partial<Claim>] | 'nothing';

function asked(over: Partial<Attribute>, said: Said, requirement: Requirement) {
  const catalog = compileCatalog(
    dataOf({
      attributes: [attributeOf('thing', { scale: null, ...over })],
      models: [modelOf('lab/one')],
      claims: said === 'nothing' ? [] : [claimOf('lab/one', 'thing', ...said)],
    }),
  );
  return ask(catalog, { require: { thing: requirement } });
}

const failures = (over: Partial<Attribute>, said: Said, requirement: Requirement): readonly Failure[] =>
  asked(over, said, requirement).excluded.items.flatMap(({ failed }) => failed);
const codes = (over: Partial<Attribute>, said: Said, requirement: Requirement) =>
  failures(over, said, requirement).map(({ code, gap }) => (gap === undefined ? code : `${code} ${JSON.stringify(gap)}`));

const atLeast = (value: number): Said => [value, { qualifier: 'at_least' }];
const atMost = (value: number): Said => [value, { qualifier: 'at_most' }];
const some = (...members: string[]): Said => [members, { qualifier: 'at_least' }];
const NOT_APPLICABLE: Said = [null, { value_status: 'not_applicable' }];

describe('numbers', () => {
  test.each<[Said, Requirement, string[]]>([
    [[128], { at_least: 128 }, []],
    [[127], { at_least: 128 }, ['below_minimum 1']],
    [[0.3], { at_least: 0.4 }, ['below_minimum 0.1']],
    [[5], { at_most: 5 }, []],
    [[7], { at_most: 5 }, ['above_maximum 2']],
    [[5], { is: 5 }, []],
    [[5], { is: 7 }, ['not_equal 2']],
    [[5], { at_least: 1, at_most: 9 }, []],
    [[10], { at_least: 1, at_most: 9 }, ['above_maximum 1']],
    [[0], { at_least: 1 }, ['below_minimum 1']],
    [atLeast(150), { at_least: 100 }, []],
    [atLeast(150), { at_least: 200 }, ['unknown']],
    [atLeast(150), { at_most: 100 }, ['above_maximum 50']],
    [atLeast(150), { at_most: 200 }, ['unknown']],
    [atLeast(150), { is: 150 }, ['unknown']],
    [atLeast(150), { is: 100 }, ['not_equal 50']],
    [atMost(150), { at_most: 200 }, []],
    [atMost(150), { at_most: 100 }, ['unknown']],
    [atMost(150), { at_least: 200 }, ['below_minimum 50']],
    [atMost(150), { at_least: 100 }, ['unknown']],
    ['nothing', { at_least: 0 }, ['unknown']],
    [[null], { at_least: 0 }, ['unknown']],
    [NOT_APPLICABLE, { at_least: 0 }, ['not_applicable']],
  ])('%j before %j', (said, requirement, expected) => {
    expect(codes({}, said, requirement)).toEqual(expected);
  });
});

describe('flags and words', () => {
  const flag: Partial<Attribute> = { type: 'boolean' };
  const word: Partial<Attribute> = { type: 'string' };
  test.each<[Partial<Attribute>, Said, Requirement, string[]]>([
    [flag, [true], { is: true }, []],
    [flag, [false], { is: true }, ['not_equal']],
    [flag, [false], { is: false }, []],
    [flag, 'nothing', { is: false }, ['unknown']],
    [word, ['MIT'], { is: 'MIT' }, []],
    [word, ['MIT'], { is: 'mit' }, ['not_equal']],
    [word, ['MIT'], { any_of: ['Apache-2.0', 'MIT'] }, []],
    [word, ['MIT'], { any_of: ['Apache-2.0'] }, ['none_matched']],
    [word, ['MIT'], { none_of: ['MIT'] }, ['forbidden_member ["MIT"]']],
    [word, ['MIT'], { none_of: ['Apache-2.0'] }, []],
    [word, 'nothing', { none_of: ['MIT'] }, ['unknown']],
  ])('%j %j before %j', (over, said, requirement, expected) => {
    expect(codes(over, said, requirement)).toEqual(expected);
  });
});

describe('sets', () => {
  const set: Partial<Attribute> = { type: 'set' };
  test.each<[Said, Requirement, string[]]>([
    [[['a', 'b']], { all_of: ['a', 'b'] }, []],
    [[['a']], { all_of: ['a', 'b', 'c'] }, ['missing_members ["b","c"]']],
    [[['a']], { any_of: ['b', 'a'] }, []],
    [[['a']], { any_of: ['b'] }, ['none_matched']],
    [[['a', 'b']], { none_of: ['b'] }, ['forbidden_member ["b"]']],
    [[['a']], { none_of: ['b'] }, []],
    [[[]], { none_of: ['b'] }, []],
    [[[]], { any_of: ['b'] }, ['none_matched']],
    [[['a', 'x']], { all_of: ['a', 'b'], none_of: ['x'] }, ['missing_members ["b"]', 'forbidden_member ["x"]']],
    [some('a'), { all_of: ['a'] }, []],
    [some('a'), { all_of: ['a', 'b'] }, ['unknown ["b"]']],
    [some('a'), { any_of: ['b'] }, ['unknown']],
    [some('a'), { none_of: ['b'] }, ['unknown']],
    [some('a'), { none_of: ['a'] }, ['forbidden_member ["a"]']],
    ['nothing', { none_of: ['a'] }, ['unknown']],
  ])('%j before %j', (said, requirement, expected) => {
    expect(codes(set, said, requirement)).toEqual(expected);
  });

  test.each<[string, string, boolean]>([
    ['pt-BR', 'pt', true],
    ['pt', 'pt', true],
    ['pt', 'pt-BR', false],
    ['zh-Hant-TW', 'zh-Hant', true],
    ['zh-Hant', 'zh-TW', false],
    ['den', 'de', false],
  ])('a model that lists %s, asked for %s: %s (RFC 4647, basic filtering)', (listed, wanted, meets) => {
    const languages: Partial<Attribute> = { type: 'set', format: 'bcp47' };
    expect(codes(languages, [[listed]], { all_of: [wanted] })).toEqual(meets ? [] : [`missing_members ["${wanted}"]`]);
    expect(codes(languages, [[listed]], { none_of: [wanted] })).toEqual(meets ? [`forbidden_member ["${wanted}"]`] : []);
  });

  test('members that are no languages have no prefixes', () => {
    expect(codes(set, [['text-long']], { all_of: ['text'] })).toEqual(['missing_members ["text"]']);
  });
});

describe('days', () => {
  test.each<[Said, Requirement, string[]]>([
    [['2026-06-01'], { after: '2026-05-31' }, []],
    [['2026-06-01'], { after: '2026-06-01' }, ['too_early 0']],
    [['2026-05-02'], { after: '2026-06-01' }, ['too_early 30']],
    [['2026-06-01'], { before: '2026-06-02' }, []],
    [['2026-06-01'], { before: '2026-06-01' }, ['too_late 0']],
    [['2026-06-01'], { is: '2026-06-01' }, []],
    [['2026-06-01'], { is: '2026-06-03' }, ['not_equal 2']],
    [['2026-06-01', { qualifier: 'at_least' }], { after: '2026-05-01' }, []],
    [['2026-06-01', { qualifier: 'at_least' }], { after: '2026-07-01' }, ['unknown']],
    [['2026-06-01', { qualifier: 'at_least' }], { before: '2026-05-01' }, ['too_late 31']],
    [['2026-06-01', { qualifier: 'at_most' }], { after: '2026-05-01' }, ['unknown']],
  ])('%j before %j', (said, requirement, expected) => {
    expect(codes({ type: 'date' }, said, requirement)).toEqual(expected);
  });
});

test.each<[Said, Requirement, string[]]>([
  [[5], { known: true }, []],
  ['nothing', { known: true }, ['unknown']],
  [[null], { known: false }, []],
  ['nothing', { known: false }, []],
  [[5], { known: false }, ['not_equal']],
  [NOT_APPLICABLE, { known: true }, ['not_applicable']],
  [NOT_APPLICABLE, { known: false }, ['not_applicable']],
])('known or not: %j before %j', (said, requirement, expected) => {
  expect(codes({}, said, requirement)).toEqual(expected);
});

describe('if_unknown: keep', () => {
  test('keeps what is not known, and says so', () => {
    const { ranking } = asked({}, 'nothing', { at_least: 5, if_unknown: 'keep' });
    expect(ranking.flatMap(({ caveats }) => caveats)).toContainEqual({ code: 'unknown_kept', attribute: 'thing' });
  });

  test('keeps what a bound or a partial list leaves open, and says so', () => {
    const bounded = asked({}, atLeast(100), { at_least: 150, if_unknown: 'keep' });
    expect(bounded.ranking.flatMap(({ caveats }) => caveats.map(({ code }) => code))).toEqual(
      expect.arrayContaining(['bound', 'unknown_kept']),
    );
    const partial = asked({ type: 'set' }, some('a'), { all_of: ['a', 'b'], if_unknown: 'keep' });
    expect(partial.ranking.flatMap(({ caveats }) => caveats.map(({ code }) => code))).toEqual(
      expect.arrayContaining(['bound', 'unknown_kept']),
    );
  });

  test.each<[string, Said]>([
    ['a value that is known and too low', [3]],
    ['what does not apply', NOT_APPLICABLE],
    ['a bound that settles it', atMost(3)],
  ])('does not keep %s', (_what, said) => {
    expect(asked({}, said, { at_least: 5, if_unknown: 'keep' }).eligible).toBe(0);
  });
});

test('a failure carries what was required, what is so, and the claim that says it', () => {
  const [failure] = failures({}, [3, { id: 'clm_it' }], { at_least: 5 });
  expect(failure).toEqual({ code: 'below_minimum', attribute: 'thing', required: { at_least: 5 }, actual: 3, gap: 2, claim: 'clm_it' });
});

describe('the least relaxation that would let a model in', () => {
  const relaxation = (over: Partial<Attribute>, said: Said, requirement: Requirement) =>
    asked(over, said, requirement).near_misses[0]?.relax.thing;
  const set: Partial<Attribute> = { type: 'set' };
  test.each<[string, Partial<Attribute>, Said, Requirement, Requirement | null]>([
    ['a minimum moves down to the value', {}, [64], { at_least: 128 }, { at_least: 64 }],
    ['a maximum moves up to the value, the minimum stays', {}, [7], { at_least: 1, at_most: 5 }, { at_least: 1, at_most: 7 }],
    ['an exact number is given up', {}, [7], { is: 5 }, null],
    ['an exact number is given up, the bound beside it stays', {}, [7], { is: 5, at_most: 9 }, { at_most: 9 }],
    ['what is missing is given up', set, [['a']], { all_of: ['a', 'b'] }, { all_of: ['a'] }],
    ['everything is missing: the requirement is dropped', set, [['c']], { all_of: ['a', 'b'] }, null],
    ['what is forbidden is allowed', set, [['a', 'b']], { none_of: ['b', 'c'] }, { none_of: ['c'] }],
    ['what there is is added to the choice', set, [['x', 'y']], { any_of: ['a'] }, { any_of: ['a', 'x'] }],
    ['nothing there: only dropping helps', set, [[]], { any_of: ['a'] }, null],
    ['a word is added to the choice', { type: 'string' }, ['MIT'], { any_of: ['Apache-2.0'] }, { any_of: ['Apache-2.0', 'MIT'] }],
    ['unknown ones are kept', {}, 'nothing', { at_least: 5 }, { at_least: 5, if_unknown: 'keep' }],
    [
      'unknown ones are kept, and what is forbidden is allowed',
      set,
      some('b'),
      { all_of: ['a'], none_of: ['b'] },
      { all_of: ['a'], if_unknown: 'keep' },
    ],
    ['a day later', { type: 'date' }, ['2026-06-01'], { after: '2026-06-01' }, { after: '2026-05-31' }],
    ['a day earlier', { type: 'date' }, ['2026-06-01'], { before: '2026-05-01' }, { before: '2026-06-02' }],
    ['what does not apply meets nothing: dropped', {}, NOT_APPLICABLE, { at_least: 5 }, null],
    ['what has to be unknown is known: dropped', {}, [5], { known: false }, null],
    ['a bound on the wrong side can only be dropped', {}, atMost(3), { at_least: 5 }, null],
  ])('%s', (_what, over, said, requirement, relaxed) => {
    expect(relaxation(over, said, requirement)).toEqual(relaxed);
  });

  test('a retired model is let in by a requirement on its state, never by dropping it', () => {
    const lifecycle: Partial<Attribute> = { id: 'lifecycle', type: 'string', values: ['current', 'retired'] };
    const catalog = compileCatalog(
      dataOf({
        attributes: [attributeOf('lifecycle', { ...lifecycle, scale: null })],
        models: [modelOf('lab/old')],
        claims: [claimOf('lab/old', 'lifecycle', 'retired')],
      }),
    );
    for (const requirement of [{ is: 'current' }, { any_of: ['current'] }, { none_of: ['retired'] }]) {
      const { near_misses } = ask(catalog, { require: { lifecycle: requirement } });
      for (const { relax } of near_misses) {
        const { lifecycle: relaxed } = relax;
        const again = ask(catalog, relaxed ? { require: { lifecycle: relaxed } } : { require: {} });
        expect([requirement, relax, again.eligible]).toEqual([requirement, relax, 1]);
      }
    }
  });
});
