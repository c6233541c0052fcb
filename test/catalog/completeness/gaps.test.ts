import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { gapsOf } from '../../../src/catalog/completeness/gaps.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../../support/catalogs/fixture.ts';

const ON = '2026-11-28';

const gapsIn = (over: Partial<CatalogData>) =>
  gapsOf(
    compileCatalog(
      dataOf({
        attributes: [
          attributeOf('score'),
          attributeOf('window'),
          attributeOf('speed', { scope: 'offer' }),
          attributeOf('audit', { scope: 'provider', type: 'boolean', scale: null }),
          attributeOf('nobody_asks'),
        ],
        models: ['lab/a', 'lab/b'].map((id) => modelOf(id)),
        providers: ['cloud', 'lab'].map((id) => ({ id, name: id })),
        offers: ['lab/a@cloud', 'lab/a@lab'].map(offerOf),
        leaders: [
          { id: 'lab/a', model: 'lab/a', provider: null },
          { id: 'lab/b', model: 'lab/b', provider: null },
          { id: 'lab', model: null, provider: 'lab' },
        ],
        ...over,
      }),
    ),
    ON,
  ).map(({ attribute, subject, weight }) => [attribute.id, subject, Number(weight.toFixed(4))]);

const group = (weights: Record<string, number>) => ({ id: 'group', title: 'Group', description: 'G', weights, weights_reason: 'R' });
const profile = (request: Record<string, unknown>) => ({ id: 'p', title: 'P', description: 'P', version: 1, request, reasons: {} });

test('the weight in a group counts by the share of leaders that lack the fact', () => {
  // score: 3/4 of the group, both models lack it; window: 1/4, one of two lacks it
  expect(gapsIn({ groups: [group({ score: 3, window: 1 })], claims: [claimOf('lab/a', 'window', 8)] })).toEqual([
    ['score', 'lab/a', 0.75],
    ['score', 'lab/b', 0.75],
    ['window', 'lab/b', 0.125],
  ]);
});

test('a profile spreads one over what it prefers, through its groups, and adds one for what it requires', () => {
  const request = { require: { audit: { is: true } }, prefer: { weights: { group: 1, window: 1 } } };
  const gaps = gapsIn({ groups: [group({ score: 1 })], profiles: [profile(request)] });
  expect(gaps).toEqual([
    ['score', 'lab/a', 1.5],
    ['score', 'lab/b', 1.5],
    ['audit', 'lab', 1],
    ['window', 'lab/a', 0.5],
    ['window', 'lab/b', 0.5],
  ]);
});

test('a floor counts for the leaders that fail it alone, in equal parts for all that would do', () => {
  const needs = [{ attributes: ['score', 'window'] }];
  const floors = [{ id: 'f', title: 'F', rule: { of: 'models' as const, needs, at_least: 1, not_found_up_to: 0 } }];
  expect(gapsIn({ floors, claims: [claimOf('lab/a', 'window', 8)] })).toEqual([
    ['score', 'lab/b', 0.5],
    ['window', 'lab/b', 0.5],
  ]);
});

test('what offers decide is asked of the maker’s own offer, and of a model without offers itself', () => {
  expect(gapsIn({ groups: [group({ speed: 1 })] })).toEqual([
    ['speed', 'lab/a@lab', 1],
    ['speed', 'lab/b', 1],
  ]);
});

test('what a source has looked for in vain, and what has no meaning, is no gap', () => {
  const claims = [claimOf('lab/a', 'score', null), claimOf('lab/b', 'score', null, { value_status: 'not_applicable' })];
  expect(gapsIn({ groups: [group({ score: 1 })], claims })).toEqual([]);
});
