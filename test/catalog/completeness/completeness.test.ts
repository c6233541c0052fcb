import { expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { completenessOf } from '../../../src/catalog/completeness/completeness.ts';
import type { FloorEntry } from '../../../src/catalog/entries.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../../support/catalogs/fixture.ts';

const ON = '2026-11-28';
const MODELS = ['lab/a', 'lab/b', 'lab/c', 'lab/d'];

type Rule = FloorEntry['rule'];
const known = (over: Partial<Extract<Rule, { of: 'models' | 'providers' }>>): Rule => ({
  of: 'models',
  needs: [{ attributes: ['window'] }],
  at_least: 1,
  not_found_up_to: 0,
  ...over,
});

/** Four leading models, of which one is offered by the leading provider, and one rule. */
function catalogWith(rule: Rule, over: Partial<CatalogData>): Catalog {
  return compileCatalog(
    dataOf({
      attributes: [
        attributeOf('window'),
        attributeOf('window_by_others'),
        attributeOf('price', { scope: 'offer', stale_after_days: 90 }),
        attributeOf('audit', { scope: 'provider', type: 'boolean', scale: null }),
        ...['code_1', 'code_2'].map((id) => attributeOf(id, { category: 'coding' })),
        attributeOf('maths', { category: 'reasoning' }),
      ],
      models: MODELS.map((id) => modelOf(id)),
      providers: [{ id: 'cloud', name: 'Cloud' }],
      offers: [offerOf('lab/a@cloud')],
      leaders: [...MODELS.map((id) => ({ id, model: id, provider: null })), { id: 'cloud', model: null, provider: 'cloud' }],
      floors: [{ id: 'floor', title: 'A floor', rule }],
      ...over,
    }),
  );
}

const shareOf = (rule: Rule, claims: CatalogData['claims']) => completenessOf(catalogWith(rule, { claims }), ON).known[0];

test('a model counts if it or any of its offers has the fact, and who lacks it is named', () => {
  const claims = [claimOf('lab/a@cloud', 'window', 8), claimOf('lab/b', 'window', 8)];
  expect(shareOf(known({ at_least: 0.5 }), claims)).toMatchObject({
    subjects: 4,
    known: 2,
    share: 0.5,
    met: true,
    missing: ['lab/c', 'lab/d'],
    not_found: [],
  });
  expect(shareOf(known({ at_least: 0.51 }), claims)?.met).toBe(false);
});

test('what the article alone states does not count', () => {
  expect(shareOf(known({}), [claimOf('lab/a', 'window', 8, { source: 'article' })])?.known).toBe(0);
});

test('any of several attributes will do', () => {
  const rule = known({ needs: [{ attributes: ['window', 'window_by_others'] }] });
  const claims = [claimOf('lab/a', 'window', 8), claimOf('lab/b', 'window_by_others', 8)];
  expect(shareOf(rule, claims)?.missing).toEqual(['lab/c', 'lab/d']);
});

test('a need can ask for one of each of several categories, or for several of one', () => {
  const claims = [
    ...['code_1', 'maths'].map((attribute) => claimOf('lab/a', attribute, 1)),
    ...['code_1', 'code_2'].map((attribute) => claimOf('lab/b', attribute, 1)),
    claimOf('lab/c', 'maths', 1),
  ];
  const each = known({ needs: [{ categories: ['coding'] }, { categories: ['reasoning'] }] });
  expect(shareOf(each, claims)?.missing).toEqual(['lab/b', 'lab/c', 'lab/d']);
  const two = known({ needs: [{ categories: ['coding', 'reasoning'], at_least: 2 }] });
  expect(shareOf(two, claims)?.missing).toEqual(['lab/c', 'lab/d']);
});

test('a search that found nothing counts up to a share of the floor, and no further', () => {
  // of four models two are known and two were looked for: a quarter of a floor of 1 is one model
  const claims = [
    ...['lab/a', 'lab/b'].map((model) => claimOf(model, 'window', 8)),
    ...['lab/c', 'lab/d'].map((model) => claimOf(model, 'window', null)),
  ];
  expect(shareOf(known({ not_found_up_to: 0.25 }), claims)).toMatchObject({
    known: 2,
    not_found_counted: 1,
    share: 0.75,
    met: false,
    missing: [],
    not_found: ['lab/c', 'lab/d'],
  });
  expect(shareOf(known({ not_found_up_to: 1 }), claims)).toMatchObject({ not_found_counted: 2, share: 1, met: true });
  expect(shareOf(known({ not_found_up_to: 0 }), claims)).toMatchObject({ not_found_counted: 0, share: 0.5 });
});

test('where the attribute has no meaning the model is left out of the count', () => {
  const claims = [claimOf('lab/a', 'window', 8), claimOf('lab/b', 'window', null, { value_status: 'not_applicable' })];
  expect(shareOf(known({}), claims)).toMatchObject({ subjects: 3, known: 1, missing: ['lab/c', 'lab/d'] });
});

test('providers are measured by what is stated of themselves', () => {
  const rule = known({ of: 'providers', needs: [{ attributes: ['audit'] }] });
  expect(shareOf(rule, [])).toMatchObject({ subjects: 1, known: 0, missing: ['cloud'] });
  expect(shareOf(rule, [claimOf('cloud', 'audit', false)])).toMatchObject({ known: 1, share: 1, met: true });
});

test('a floor on a word that the vocabulary does not have is never met', () => {
  const claims = MODELS.map((model) => claimOf(model, 'window', 8));
  const rule = known({ needs: [{ attributes: ['window', 'windoww'], categories: ['codding'] }] });
  expect(shareOf(rule, claims)).toMatchObject({ share: 1, met: false, undeclared: ['windoww', 'codding'] });
});

test('a floor without leaders is not met', () => {
  const catalog = catalogWith(known({}), { leaders: [] });
  expect(completenessOf(catalog, ON)).toMatchObject({ met: false, known: [{ subjects: 0, share: 0 }] });
});

const FRESH: Rule = { of: 'facts', attributes: ['price'], stale_at_most: 0.5, on: ON };
const priced = (...days: (string | null)[]) => {
  const offers = days.map((_, i) => offerOf(`lab/a@cloud:v${i}`));
  return catalogWith(FRESH, {
    offers,
    claims: days.map((as_of, i) => claimOf(offers[i]?.id ?? '', 'price', 1, { as_of })),
  });
};

test('a price is stale on the day after its days are over, and of one without a day nobody can tell', () => {
  // 90 days before 2026-11-28 is 2026-08-30
  expect(completenessOf(priced('2026-08-30', '2026-08-29', null), ON).fresh).toEqual([
    {
      id: 'floor',
      title: 'A floor',
      attributes: ['price'],
      on: ON,
      facts: 3,
      stale: 1,
      undated: 1,
      share: 1 / 3,
      at_most: 0.5,
      met: true,
    },
  ]);
  expect(completenessOf(priced('2026-08-30', '2026-08-29'), ON).fresh[0]).toMatchObject({ share: 0.5, met: true });
});

test('without a day the floor is held on its own, with one on that', () => {
  const catalog = priced('2026-11-01');
  expect(completenessOf(catalog).fresh[0]).toMatchObject({ on: ON, stale: 0, met: true });
  expect(completenessOf(catalog, '2027-02-01').fresh[0]).toMatchObject({ on: '2027-02-01', stale: 1, met: false });
});

test('no price at all is no fresh price', () => {
  expect(completenessOf(priced(), ON).fresh[0]).toMatchObject({ facts: 0, met: false });
});
