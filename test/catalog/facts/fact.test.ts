import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/catalog/claim.ts';
import { agree, decideFact, UNKNOWN } from '../../../src/catalog/facts/fact.ts';
import { attributeOf, claimOf, sourceOf } from '../../support/catalogs/fixture.ts';

type Statement = [value: Claim['value'], over?: Partial<Claim>];
const claim = ([value, over]: Statement) => claimOf('lab/one', 'thing', value, over);

test.each<[string, Statement, Statement, boolean]>([
  ['the same number', [128], [128], true],
  ['numbers that differ', [128], [129], false],
  ['numbers that differ by noise', [0.3], [0.1 + 0.2], true],
  ['about 128 and 128.5', [128, { qualifier: 'approximately' }], [128.5], true],
  ['about 128 and 131', [128, { qualifier: 'approximately' }], [131], false],
  ['at least 100 and 150', [100, { qualifier: 'at_least' }], [150], true],
  ['at least 100 and 50', [100, { qualifier: 'at_least' }], [50], false],
  ['at most 100 and 50', [100, { qualifier: 'at_most' }], [50], true],
  ['at most 100 and 150', [100, { qualifier: 'at_most' }], [150], false],
  ['at least 50 and at most 100', [50, { qualifier: 'at_least' }], [100, { qualifier: 'at_most' }], true],
  ['at least 100 and at most 50', [100, { qualifier: 'at_least' }], [50, { qualifier: 'at_most' }], false],
  ['at least 100 and at least 50', [100, { qualifier: 'at_least' }], [50, { qualifier: 'at_least' }], true],
  ['the same members in another order', [['de', 'ja']], [['ja', 'de']], true],
  ['members that differ', [['de']], [['ja']], false],
  ['some members, and all of them', [['de'], { qualifier: 'at_least' }], [['de', 'ja']], true],
  ['all members, and some that are not among them', [['de']], [['ja'], { qualifier: 'at_least' }], false],
  ['two lists of some members', [['de'], { qualifier: 'at_least' }], [['ja'], { qualifier: 'at_least' }], true],
  ['a word twice', ['MIT'], ['MIT'], true],
  ['two words', ['MIT'], ['Apache-2.0'], false],
  ['true and false', [true], [false], false],
  ['a value and a search that found nothing', [true], [null], false],
  ['two searches that found nothing', [null], [null], true],
  ['not applicable and not found', [null, { value_status: 'not_applicable' }], [null], false],
])('whether both can be true: %s', (_what, a, b, can) => {
  expect([agree(claim(a), claim(b)), agree(claim(b), claim(a))]).toEqual([can, can]);
});

describe('a fact', () => {
  const attribute = attributeOf('thing');
  const applicable = (statement: Statement, specificity: number) => ({ claim: claim(statement), source: sourceOf('vendor'), specificity });
  const OFFER = 3;

  test('is unknown where nobody says anything', () => {
    expect(decideFact(attribute, [], OFFER)).toBe(UNKNOWN);
  });

  test('is unknown, and not false, where a search found nothing, and names the search', () => {
    const search = applicable([null], 2);
    expect(decideFact(attribute, [search], OFFER)).toMatchObject({ status: 'unknown', value: null, claim: { id: search.claim.id } });
  });

  test('does not apply where that is said', () => {
    expect(decideFact(attribute, [applicable([null, { value_status: 'not_applicable' }], 2)], OFFER)).toMatchObject({
      status: 'not_applicable',
      value: null,
    });
  });

  test('shows every losing claim that says something else, and none that agrees', () => {
    const [newest, same, other, search] = [
      applicable([5, { as_of: '2026-02-02' }], 2),
      applicable([5], 2),
      applicable([7], 1),
      applicable([null], 2),
    ];
    const fact = decideFact(attribute, [other, search, same, newest], OFFER);
    expect(fact).toMatchObject({ status: 'known', value: 5, claim: { id: newest.claim.id } });
    expect(fact.conflicts.map(({ id }) => id)).toEqual([other.claim.id, search.claim.id].sort());
  });

  test('of an offer does not conflict with what its model can do', () => {
    const [served, model] = [applicable([131_072], OFFER), applicable([10_000_000], 2)];
    expect(decideFact(attribute, [model, served], OFFER)).toMatchObject({ value: 131_072, conflicts: [] });
    const again = applicable([200_000, { as_of: '2020-01-01' }], OFFER);
    expect(decideFact(attribute, [model, served, again], OFFER).conflicts.map(({ id }) => id)).toEqual([again.claim.id]);
  });
});
