import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { checkComparison } from '../../src/comparing/check-request.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';

const TODAY = '2026-11-25';
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The article speaks of two families; of the others, one has a model, and one none. */
const catalog = compileCatalog(
  dataOf({
    attributes: [attributeOf('quality'), attributeOf('price_input')],
    families: ['lab/old', 'lab/young', 'lab/empty', 'lab/mute'].map((id) => ({ id, name: id })),
    models: [
      modelOf('lab/one', 'lab/old'),
      modelOf('lab/two', 'lab/mute'),
      modelOf('lab/three'),
      ...NAMES.map((name) => modelOf(`many/${name}`)),
    ],
    providers: [{ id: 'cloud', name: 'Cloud' }],
    offers: ['lab/one@cloud', 'lab/two@cloud', ...NAMES.map((name) => `many/${name}@cloud`)].map(offerOf),
    claims: [
      claimOf('lab/old', 'quality', 1, { source: 'article' }),
      claimOf('lab/young', 'quality', 2, { source: 'article' }),
      claimOf('lab/mute', 'quality', 4),
    ],
    profiles: [
      {
        id: 'plain',
        title: 'Plain',
        description: 'A fixture.',
        version: 1,
        request: { prefer: { weights: { quality: 1 } } },
        reasons: {},
      },
    ],
  }),
);

const check = (body: unknown) => checkComparison(catalog, body, TODAY);
const faultsOf = (body: unknown) => check(body).faults.map(({ pointer, code, nearest }) => [pointer, code, nearest]);
const issuesOf = (body: unknown) => check(body).issues.map(({ code, path }) => [code, path.join('/')]);

test('what is in order comes back as it was given, without requirements', () => {
  const body = { view: 'all', models: ['lab/one', 'lab/two'], attributes: ['quality'], prefer: { profile: 'plain' }, as_of: '2026-01-01' };
  expect(check(body)).toEqual({ request: body, issues: [], faults: [] });
});

test.each([[null], [[]], ['lab/one'], [7]])('%j is no object, and that is all there is to say', (body) => {
  expect(check(body)).toMatchObject({ request: null, issues: [{ code: 'invalid_type', path: [] }], faults: [] });
});

describe('how many', () => {
  test.each([
    [{}, 'too_few', 'Name at least 2 `models` or `offers` to compare.'],
    [{ models: ['lab/one'] }, 'too_few', 'Name at least 2 `models` or `offers` to compare.'],
    [
      {
        models: NAMES.map((name) => `many/${name}`),
        offers: ['lab/one@cloud', 'lab/two@cloud', 'many/a@cloud', 'many/b@cloud', 'many/c@cloud'],
      },
      'too_many',
      'At most 10 `models` and `offers` together.',
    ],
  ])('%j: %s', (body, code, detail) => {
    expect(check(body).faults[0]).toEqual({ pointer: '#', code, detail });
  });

  test('two are enough and ten are not too many, counted over both lists', () => {
    expect(check({ models: ['lab/one'], offers: ['lab/two@cloud'] }).faults).toEqual([]);
    const ten = {
      models: ['lab/one', 'lab/two', 'lab/three', 'many/a', 'many/b', 'many/c', 'many/d'],
      offers: ['many/e@cloud', 'many/f@cloud'],
    };
    expect(check({ ...ten, models: ten.models.slice(0, 7) }).faults).toEqual([]);
    const rest = NAMES.map((name) => `many/${name}@cloud`);
    expect(check({ models: ['lab/one', 'lab/two', 'lab/three'], offers: rest }).faults).toEqual([]);
  });
});

describe('models and offers', () => {
  test('a name that nothing has comes with the nearest, a family with models of it', () => {
    expect(check({ models: ['lab/on', 'lab/old', 'lab/empty'] }).faults).toEqual([
      {
        pointer: '#/models/0',
        code: 'unknown_model',
        detail: 'The catalog has no model of this name.',
        nearest: ['lab/one'],
      },
      {
        pointer: '#/models/1',
        code: 'is_a_family',
        detail: 'This is a family: name models of it, or compare in the `article` view.',
        nearest: ['lab/one'],
      },
      {
        pointer: '#/models/2',
        code: 'is_a_family',
        detail: 'This is a family: name models of it, or compare in the `article` view.',
      },
    ]);
  });

  test('nothing is named twice, nor a model beside its own offer', () => {
    expect(
      faultsOf({ models: ['lab/one', 'lab/one'], offers: ['lab/one@cloud', 'lab/two@cloud', 'lab/two@cloud', 'lab/two@clod'] }),
    ).toEqual([
      ['#/models/1', 'duplicate', undefined],
      ['#/offers/3', 'unknown_offer', ['lab/two@cloud', 'lab/one@cloud']],
      ['#/offers/2', 'duplicate', undefined],
      ['#/offers/0', 'overlap', undefined],
    ]);
  });

  test('offers alone are compared as well', () => {
    expect(check({ offers: ['lab/one@cloud', 'lab/two@cloud'] })).toMatchObject({ faults: [], issues: [] });
  });
});

describe('the article’s families', () => {
  const article = (models: string[]) => faultsOf({ view: 'article', models });

  test('are those that it speaks of', () => {
    expect(article(['lab/old', 'lab/young'])).toEqual([]);
    expect(article(['lab/old', 'lab/empty'])).toEqual([['#/models/1', 'not_in_view', ['lab/old', 'lab/young']]]);
  });

  test('stand for their models: of one that the article knows the family is named, of others all families', () => {
    expect(check({ view: 'article', models: ['lab/one', 'lab/two', 'lab/three', 'lab/mute', 'lab/yong', 'lab/yong'] }).faults).toEqual([
      {
        pointer: '#/models/0',
        code: 'not_in_view',
        detail: 'In the `article` view the families are compared.',
        nearest: ['lab/old'],
      },
      {
        pointer: '#/models/1',
        code: 'not_in_view',
        detail: 'In the `article` view the families are compared.',
        nearest: ['lab/old', 'lab/young'],
      },
      {
        pointer: '#/models/2',
        code: 'not_in_view',
        detail: 'In the `article` view the families are compared.',
        nearest: ['lab/old', 'lab/young'],
      },
      {
        pointer: '#/models/3',
        code: 'not_in_view',
        detail: 'The article does not speak of this family.',
        nearest: ['lab/old', 'lab/young'],
      },
      {
        pointer: '#/models/4',
        code: 'unknown_family',
        detail: 'The catalog has no family of this name.',
        nearest: ['lab/young'],
      },
      {
        pointer: '#/models/5',
        code: 'unknown_family',
        detail: 'The catalog has no family of this name.',
        nearest: ['lab/young'],
      },
      { pointer: '#/models/5', code: 'duplicate', detail: 'This member is named twice.' },
    ]);
  });

  test('have no offers', () => {
    expect(check({ view: 'article', offers: ['lab/one@cloud', 'lab/two@cloud'] }).faults).toEqual(
      [0, 1].map((i) => ({
        pointer: `#/offers/${i}`,
        code: 'not_in_view',
        detail: 'The article speaks of families, not of offers.',
      })),
    );
  });
});

describe('every fault at once', () => {
  test('attributes are named once, by names of the vocabulary', () => {
    expect(faultsOf({ models: ['lab/one', 'lab/two'], attributes: ['qualty', 'price_input', 'price_input'] })).toEqual([
      ['#/attributes/0', 'unknown_attribute', ['quality']],
      ['#/attributes/2', 'duplicate', undefined],
    ]);
  });

  test('beside a malformed list the others are read all the same, but nobody counts', () => {
    const body = { models: ['lab/on'], offers: 5, attributes: ['nothing'] };
    expect(issuesOf(body)).toEqual([['invalid_type', 'offers']]);
    expect(faultsOf(body)).toEqual([
      ['#/models/0', 'unknown_model', ['lab/one']],
      ['#/attributes/0', 'unknown_attribute', undefined],
    ]);
  });

  test('where the view cannot be read, who is compared is not held against one', () => {
    const body = { view: 'articles', models: ['lab/on', 'lab/old'], attributes: ['nothing'] };
    expect(issuesOf(body)).toEqual([['invalid_value', 'view']]);
    expect(faultsOf(body)).toEqual([['#/attributes/0', 'unknown_attribute', undefined]]);
  });

  test('preferences and scales are checked as those of a ranking', () => {
    expect(
      faultsOf({ models: ['lab/one', 'lab/two'], prefer: { weights: { qualty: 1 } }, scales: { quality: { worst: 1, best: 1 } } }),
    ).toEqual([
      ['#/prefer/weights/qualty', 'unknown_criterion', ['quality']],
      ['#/scales/quality/best', expect.any(String), undefined],
    ]);
  });

  test('requirements belong to a ranking', () => {
    expect(issuesOf({ models: ['lab/one', 'lab/two'], require: {} })).toEqual([['unrecognized_keys', '']]);
  });
});
