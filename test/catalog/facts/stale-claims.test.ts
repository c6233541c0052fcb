import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { staleByAttribute, staleClaims } from '../../../src/catalog/facts/stale-claims.ts';
import { attributeOf, claimOf, dataOf, modelOf } from '../../support/catalogs/fixture.ts';

/** Prices may be 30 days old, speeds 60; a window never grows stale, and neither does what the vocabulary has no word for. */
const data = dataOf({
  attributes: [
    attributeOf('speed', { stale_after_days: 60 }),
    attributeOf('price', { stale_after_days: 30 }),
    attributeOf('window', { stale_after_days: null }),
  ],
  models: [modelOf('lab/one'), modelOf('lab/two')],
  claims: [
    claimOf('lab/one', 'speed', 90, { as_of: '2026-01-01' }),
    claimOf('lab/one', 'price', 3, { as_of: '2026-03-01' }),
    claimOf('lab/one', 'price', 2, { as_of: '2026-01-03' }),
    claimOf('lab/two', 'price', 4, { as_of: '2026-01-01' }),
    claimOf('lab/two', 'price', 5, { as_of: '2026-01-01' }),
    claimOf('lab/two', 'price', 6, { as_of: null }),
    claimOf('lab/two', 'price', 7, { as_of: '2025-01-01', retired_in: 1 }),
    claimOf('lab/two', 'window', 8, { as_of: '2020-01-01' }),
    claimOf('lab/two', 'charm', 9, { as_of: '2020-01-01' }),
  ],
});

test.each([
  ['2026-01-31', 0, 'a claim as old as its attribute allows is not stale yet'],
  ['2026-02-01', 2, 'a day later it is; the one without a day, the retired one and the window are not'],
  ['2026-02-02', 2, ''],
  ['2026-02-03', 3, ''],
  ['2026-03-02', 3, 'the speed is 60 days old'],
  ['2026-03-03', 4, 'and now 61'],
  ['2026-03-31', 4, ''],
  ['2026-04-01', 5, 'all that can be'],
  ['2027-01-01', 5, ''],
  ['2025-01-01', 0, 'a day before all of them'],
])('stale on %s: %i %s', (today, count) => {
  expect(staleClaims(compileCatalog(data), today)).toBe(count);
});

test('one catalog is asked for any day, in any order', () => {
  const catalog = compileCatalog(data);
  expect(['2027-01-01', '2026-02-01', '2025-01-01', '2026-03-03'].map((today) => staleClaims(catalog, today))).toEqual([5, 2, 0, 4]);
});

test('an empty catalog has nothing stale', () => {
  expect(staleClaims(compileCatalog(dataOf({})), '2030-01-01')).toBe(0);
});

test('by attribute those with the most stale claims come first, then by id; none without', () => {
  const stale = (attribute: string) => claimOf('lab/one', attribute, 1, { as_of: '2026-01-01' });
  const catalog = compileCatalog(
    dataOf({
      attributes: ['speed', 'price', 'rate', 'delay', 'fresh'].map((id) => attributeOf(id, { stale_after_days: id === 'fresh' ? 90 : 30 })),
      models: [modelOf('lab/one')],
      claims: [stale('speed'), stale('delay'), stale('price'), stale('rate'), stale('rate'), stale('fresh')],
    }),
  );
  expect(staleByAttribute(catalog, '2026-02-01')).toEqual([
    ['rate', 2],
    ['delay', 1],
    ['price', 1],
    ['speed', 1],
  ]);
  expect(staleByAttribute(catalog, '2026-01-31')).toEqual([]);
});
