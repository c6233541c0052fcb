import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/catalog/claim.ts';
import { decideFact, type Fact, UNKNOWN } from '../../../src/catalog/facts/fact.ts';
import { OFFER_SPECIFICITY } from '../../../src/catalog/facts/fact-view.ts';
import { numericScale } from '../../../src/catalog/facts/numeric-scale.ts';
import type { Attribute } from '../../../src/catalog/vocabulary.ts';
import {
  meritOf,
  meritRange,
  type OrientedAttribute,
  orientedAttribute,
  utilityOf,
} from '../../../src/explaining/rules/oriented-attribute.ts';
import { thresholdAt } from '../../../src/explaining/rules/threshold.ts';
import { attributeOf, claimOf, sourceOf } from '../../support/catalogs/fixture.ts';

/** A fact of one claim on `x`. */
function factOf(attribute: Attribute, value: Claim['value'], over: Partial<Claim> = {}): Fact {
  const claim = claimOf('lab/one', attribute.id, value, over);
  return decideFact(attribute, [{ claim, source: sourceOf('vendor'), specificity: 2 }], OFFER_SPECIFICITY);
}
const oriented = (over: Partial<Attribute>, scale: OrientedAttribute['scale'] = null): OrientedAttribute =>
  orientedAttribute(attributeOf('x', over), scale);

const NUMBER = oriented({}, { kind: 'linear', worst: 0, best: 100 });
const CHEAP = oriented({ better: 'higher' }, { kind: 'linear', worst: 100, best: 0 });
const FLAG = oriented({ type: 'boolean', scale: null });
const PLAGUE = oriented({ type: 'boolean', better: 'lower', scale: null });
const DAY = oriented({ type: 'date' }, numericScale({ kind: 'linear', worst: '2026-01-01', best: '2026-12-31' }));
const EARLY = oriented({ type: 'date', better: 'lower', scale: null });
const SET = oriented({ type: 'set', better: 'none', scale: null });
const WANTED = oriented({ type: 'set', better: 'none', scale: null }, { kind: 'set', wanted: ['a', 'b'] });
const WORD = oriented({ type: 'string', better: 'none', scale: null }, { kind: 'set', wanted: ['gold', 'silver'] });
const CLOSED = oriented(
  { type: 'string', better: 'none', scale: null, values: ['gold', 'tin'] },
  { kind: 'set', wanted: ['gold', 'silver'] },
);
const PLAIN = oriented({ better: 'none', scale: null });

test('the scale says which way is better, the attribute where there is none', () => {
  expect([NUMBER, CHEAP, FLAG, PLAGUE, DAY, SET, WANTED].map(({ better }) => better)).toEqual([
    'higher',
    'lower',
    'higher',
    'lower',
    'higher',
    'none',
    'higher',
  ]);
});

test('what is not known, or has no scale, is worth nothing', () => {
  expect(utilityOf(NUMBER, UNKNOWN)).toBe(0);
  expect(utilityOf(FLAG, factOf(FLAG.attribute, true))).toBe(0);
  expect(utilityOf(NUMBER, factOf(NUMBER.attribute, 25))).toBe(0.25);
  expect(utilityOf(WANTED, factOf(WANTED.attribute, ['b', 'c']))).toBe(0.5);
});

test.each<[string, OrientedAttribute, Claim['value'], number]>([
  ['a number where more is better', NUMBER, 25, 25],
  ['a number where less is', CHEAP, 25, -25],
  ['yes', FLAG, true, 1],
  ['no', FLAG, false, 0],
  ['a day, counted from 1970', EARLY, '1970-01-11', -10],
  ['members that are wanted', WANTED, ['a'], 0.5],
  ['a word without a scale, though more be better', oriented({ type: 'string', scale: null }), 'gold', Number.NaN],
  ['a set without a scale, though more be better', oriented({ type: 'set', scale: null }), ['a'], Number.NaN],
  ['a number where nothing is better', PLAIN, 25, Number.NaN],
])('the merit of %s', (_what, of, value, merit) => {
  expect(meritOf(of, factOf(of.attribute, value))).toBe(merit);
});

test('a bound is open at one end of the merit', () => {
  const range = (of: OrientedAttribute, value: Claim['value'], qualifier?: 'at_least' | 'at_most' | 'approximately') =>
    meritRange(of, factOf(of.attribute, value, qualifier ? { qualifier } : {}));
  expect(range(NUMBER, 25)).toEqual([25, 25]);
  expect(range(NUMBER, 25, 'at_least')).toEqual([25, Number.POSITIVE_INFINITY]);
  expect(range(NUMBER, 25, 'at_most')).toEqual([Number.NEGATIVE_INFINITY, 25]);
  expect(range(CHEAP, 25, 'at_least')).toEqual([Number.NEGATIVE_INFINITY, -25]);
  expect(range(CHEAP, 25, 'at_most')).toEqual([-25, Number.POSITIVE_INFINITY]);
  expect(range(WANTED, ['a'], 'at_least')).toEqual([0.5, Number.POSITIVE_INFINITY]);
});

describe('a fact’s own figure as a requirement', () => {
  test.each<[string, OrientedAttribute, Claim['value'], object | null]>([
    ['as much', NUMBER, 25, { at_least: 25 }],
    ['as little', CHEAP, 25, { at_most: 25 }],
    ['the flag', FLAG, true, { is: true }],
    ['no flag that is worse', FLAG, false, null],
    ['the flag that is better down', PLAGUE, false, { is: false }],
    ['as late', DAY, '2026-03-01', { after: '2026-02-28' }],
    ['as early', EARLY, '2026-02-28', { before: '2026-03-01' }],
    ['the members, in order', SET, ['c', 'a'], { all_of: ['a', 'c'] }],
    ['no members where there are none', SET, [], null],
    ['the words that are wanted', WORD, 'silver', { any_of: ['gold', 'silver'] }],
    ['of a closed list only its own words', CLOSED, 'gold', { any_of: ['gold'] }],
    ['no word that nobody wants', WORD, 'tin', null],
    ['no word without a scale', oriented({ type: 'string', scale: null }), 'gold', null],
    ['nothing where nothing is better', PLAIN, 25, null],
  ])('%s', (_what, of, value, figure) => {
    expect(thresholdAt(of, factOf(of.attribute, value))).toEqual(figure);
  });

  test('at most 100 members, and nothing of what is not known', () => {
    const members = Array.from({ length: 101 }, (_, i) => `m${String(i).padStart(3, '0')}`);
    expect(thresholdAt(SET, factOf(SET.attribute, members))).toEqual({ all_of: members.slice(0, 100) });
    expect(thresholdAt(NUMBER, UNKNOWN)).toBeNull();
  });
});
