import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { checkRequest } from '../../../src/ranking/ask/check-request.ts';
import { nearestNames, pointerTo } from '../../../src/words/request-fault.ts';
import { attributeOf, dataOf } from '../../support/catalogs/fixture.ts';

/** What is at odds with the vocabulary, word for word; the shapes of requests are in bad-input.test.ts. */

const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('quality'),
      attributeOf('bare', { scale: null, scale_reason: 'Nobody agrees.' }),
      attributeOf('open', { type: 'boolean' }),
      attributeOf('released', { type: 'date', scale: null }),
      attributeOf('kind', { type: 'string', scale: null, values: ['dense', 'sparse'] }),
      attributeOf('takes', { type: 'set', scale: null, values: ['text', 'image'] }),
      attributeOf('speaks', { type: 'set', scale: null, format: 'bcp47' }),
    ],
    groups: [{ id: 'all_in', title: 'All', description: 'A fixture.', weights: { quality: 1 }, weights_reason: 'A fixture.' }],
    profiles: [{ id: 'plain', title: 'Plain', description: 'A fixture.', version: 1, request: {}, reasons: {} }],
  }),
);
const faultsOf = (body: unknown) => checkRequest(catalog, body).faults;
const required = (require: object) => faultsOf({ require });

describe('requirements', () => {
  test.each<[object, string, string, string, string[]?]>([
    [{ qualty: { known: true } }, '/qualty', 'unknown_attribute', 'The vocabulary has no attribute of this name.', ['quality']],
    [{ all_in: { known: true } }, '/all_in', 'unknown_attribute', 'A group can be preferred, not required: name an attribute.'],
    [{ quality: {} }, '/quality', 'empty_requirement', 'Give at least one of: at_least, at_most, is, known.'],
    [{ quality: { if_unknown: 'keep' } }, '/quality', 'empty_requirement', 'Give at least one of: at_least, at_most, is, known.'],
    [{ open: { at_least: 1 } }, '/open/at_least', 'wrong_operator', '`open` is a boolean; its operators are: is, known.', ['is', 'known']],
    [{ quality: { is: 'much' } }, '/quality/is', 'wrong_type', '`quality` is a number.'],
    [{ open: { is: 1 } }, '/open/is', 'wrong_type', '`open` is a boolean.'],
    [{ kind: { is: true } }, '/kind/is', 'wrong_type', '`kind` is a string.'],
    [{ released: { is: 20260101 } }, '/released/is', 'wrong_type', '`released` is a date.'],
    [{ released: { is: 'spring' } }, '/released/is', 'wrong_type', 'A day is written YYYY-MM-DD.'],
    [{ kind: { is: 'danse' } }, '/kind/is', 'unknown_member', '`kind` knows: dense, sparse.', ['dense']],
    [{ takes: { any_of: ['text', 'imag'] } }, '/takes/any_of/1', 'unknown_member', '`takes` knows: text, image.', ['image']],
    [{ takes: { all_of: ['text', 'text'] } }, '/takes/all_of/1', 'duplicate', 'This member is named twice.'],
    [{ speaks: { all_of: ['not a tag'] } }, '/speaks/all_of/0', 'not_a_language_tag', 'Languages are BCP 47 tags such as `de` or `pt-BR`.'],
    [{ speaks: { all_of: ['pt-br', 'pt-BR'] } }, '/speaks/all_of/1', 'duplicate', 'This member is named twice.'],
    [{ quality: { at_least: 5, at_most: 4 } }, '/quality', 'min_over_max', '`at_least` is above `at_most`: nothing can meet both.'],
    [
      { released: { after: '2026-01-01', before: '2026-01-02' } },
      '/released',
      'min_over_max',
      '`after` leaves no day before `before`: nothing can meet both.',
    ],
    [
      { quality: { known: false, at_least: 1 } },
      '/quality',
      'contradiction',
      'What is not known meets no other operator: `known: false` stands alone.',
    ],
    [{ takes: { all_of: ['text'], none_of: ['text'] } }, '/takes', 'contradiction', 'A member is wanted and forbidden at once.'],
    [{ takes: { any_of: ['text'], none_of: ['text'] } }, '/takes', 'contradiction', 'A member is wanted and forbidden at once.'],
  ])('%j: %s', (require, pointer, code, detail, nearest) => {
    expect(required(require)).toEqual([{ pointer: `#/require${pointer}`, code, detail, ...(nearest ? { nearest } : {}) }]);
  });

  test.each([
    { quality: { at_least: 5, at_most: 5 } },
    { quality: { known: false } },
    { released: { is: '2026-01-01' } },
    { released: { after: '2026-01-01', before: '2026-01-03' } },
    { kind: { none_of: ['dense'] } },
    { takes: { any_of: ['text', 'image'], none_of: ['text'] } },
  ])('%j is in order', (require) => {
    expect(checkRequest(catalog, { require })).toEqual({ request: { require }, issues: [], faults: [] });
  });

  test('languages come back in their canonical form', () => {
    expect(checkRequest(catalog, { require: { speaks: { all_of: ['EN-us', 'pt-br'] } } }).request?.require).toEqual({
      speaks: { all_of: ['en-US', 'pt-BR'] },
    });
  });

  test('50 at most', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`a_${i}`, { known: true }]));
    expect(required(many(51))).toEqual([{ pointer: '#/require', code: 'too_many', detail: 'At most 50 requirements.' }]);
    expect(required(many(50)).map(({ code }) => code)).toEqual(Array(50).fill('unknown_attribute'));
  });
});

describe('preferences', () => {
  test.each<[object, string, string, string, string[]?]>([
    [{ profile: 'plane' }, '/profile', 'unknown_profile', 'There is no profile of this name.', ['plain']],
    [{ weights: { quality: 0 } }, '/weights', 'no_positive_weight', 'At least one is positive.'],
    [{ swing: { quality: 0 } }, '/swing', 'no_positive_weight', 'At least one is positive.'],
    [{ weights: { qualty: 1 } }, '/weights/qualty', 'unknown_criterion', 'There is no attribute or group of this name.', ['quality']],
    [
      { order: ['quality', ['all_in', 'al_in']] },
      '/order/1/1',
      'unknown_criterion',
      'There is no attribute or group of this name.',
      ['all_in'],
    ],
    [{ order: ['quality', ['open', 'quality']] }, '/order/1/1', 'duplicate', 'This criterion is named twice.'],
    [{ weights: { bare: 1 } }, '/weights/bare', 'scale_needed', '`bare` has no default value scale (Nobody agrees.) Give one in `scales`.'],
    [
      { pairwise: { criteria: ['quality', 'open'], matrix: [[1]] } },
      '/pairwise/matrix',
      'not_square',
      'A row for each of the 2 criteria is expected.',
    ],
  ])('%j: %s', (prefer, pointer, code, detail, nearest) => {
    expect(faultsOf({ prefer })).toEqual([{ pointer: `#/prefer${pointer}`, code, detail, ...(nearest ? { nearest } : {}) }]);
  });

  test('exactly one way to prefer, also where one of them is malformed', () => {
    const detail = 'Give exactly one of: weights, order, swing, pairwise, profile.';
    const twice = { weights: { quality: 1 }, order: 5 };
    expect(faultsOf({ prefer: twice })).toEqual([{ pointer: '#/prefer', code: 'exactly_one_of', detail }]);
    expect(faultsOf({ prefer: {} })).toEqual([{ pointer: '#/prefer', code: 'exactly_one_of', detail }]);
  });

  test('50 criteria at most', () => {
    const weights = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a_${i}`, 1]));
    expect(faultsOf({ prefer: { weights } })).toEqual([{ pointer: '#/prefer', code: 'too_many', detail: 'At most 50 criteria.' }]);
  });

  test('a scale of one’s own will do where there is none', () => {
    expect(faultsOf({ prefer: { weights: { bare: 1 } }, scales: { bare: { worst: 0, best: 1 } } })).toEqual([]);
  });
});

describe('scales', () => {
  const scaled = (scales: object) => faultsOf({ require: { quality: { known: true } }, scales });

  test.each<[object, string, string, string]>([
    [{ quality: { kind: 'set', wanted: ['a'] } }, '/quality', 'wrong_scale', '`quality` is a number: its scale has numeric anchors.'],
    [{ takes: { worst: 0, best: 1 } }, '/takes', 'wrong_scale', '`takes` is a set: its scale is of kind `set`.'],
    [{ kind: { worst: 0, best: 1 } }, '/kind', 'wrong_scale', '`kind` is a string: its scale is of kind `set`.'],
    [{ quality: { worst: '2026-01-01', best: '2026-02-01' } }, '/quality', 'wrong_scale', 'The anchors are numbers.'],
    [{ released: { worst: 0, best: 1 } }, '/released', 'wrong_scale', 'The anchors of a date are days, YYYY-MM-DD.'],
    [{ quality: { worst: 1, best: 1 } }, '/quality/best', 'anchors_coincide', 'worst and best are the same: nothing can be told apart.'],
    [{ takes: { kind: 'set', wanted: ['text', 'text'] } }, '/takes/wanted', 'duplicate', 'A wanted member is named twice.'],
  ])('%j: %s', (scales, pointer, code, detail) => {
    expect(scaled(scales)).toEqual([{ pointer: `#/scales${pointer}`, code, detail }]);
  });

  test.each([
    { takes: { kind: 'set', wanted: ['text'] } },
    { kind: { kind: 'set', wanted: ['dense'] } },
    { released: { worst: '2026-01-01', best: '2026-02-01' } },
    { quality: { kind: 'log', worst: 1, best: 2 } },
  ])('%j is in order', (scales) => {
    expect(scaled(scales)).toEqual([]);
  });
});

describe('the request as a whole', () => {
  test.each<[object, string, string, string]>([
    [{}, '', 'nothing_asked', 'Give at least one of `require`, `prefer` and `use`.'],
    [{ require: {}, view: 'all', sources: { only: ['vendor'] } }, '/sources', 'exactly_one_of', 'Give `view` or `sources`, not both.'],
    [{ require: {}, sources: {} }, '/sources', 'exactly_one_of', 'Give exactly one of `only` and `except`.'],
    [{ require: {}, robustness: {} }, '/robustness', 'preferences_needed', 'Without `prefer` nothing is scored.'],
    [
      { use: {} },
      '/use',
      'empty_use',
      'Give at least one of: commercial, monthly_active_users, annual_revenue, region, trains_other_models, redistributes.',
    ],
  ])('%j: %s', (body, pointer, code, detail) => {
    expect(faultsOf(body)).toEqual([{ pointer: `#${pointer}`, code, detail }]);
  });

  test('sources, models, families, offers and providers are those of the catalog', () => {
    const candidates = { models: ['lab/m'], families: ['lab/f'], offers: ['lab/m@p'], providers: ['p'] };
    expect(
      faultsOf({ require: {}, sources: { except: ['vender'] }, candidates }).map(({ pointer, code, nearest }) => [pointer, code, nearest]),
    ).toEqual([
      ['#/sources/except/0', 'unknown_source', ['vendor']],
      ['#/candidates/models/0', 'unknown_model', undefined],
      ['#/candidates/families/0', 'unknown_family', undefined],
      ['#/candidates/offers/0', 'unknown_offer', undefined],
      ['#/candidates/providers/0', 'unknown_provider', undefined],
    ]);
  });

  test('what is malformed hides no fault beside it', () => {
    const { request, issues, faults } = checkRequest(catalog, {
      require: { qualty: { at_least: 'much' }, takes: { any_of: ['sound'] } },
      prefer: { weights: { nothing_like_it: 1 }, order: undefined },
      limit: 'many',
    });
    expect([request, issues.map(({ path }) => path.join('/'))]).toEqual([null, ['require/qualty/at_least', 'limit']]);
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '#/require/qualty unknown_attribute',
      '#/require/takes/any_of/0 unknown_member',
      '#/prefer/weights/nothing_like_it unknown_criterion',
    ]);
  });
});

test('pointers are those of RFC 6901, as fragments', () => {
  expect(pointerTo([])).toBe('#');
  expect(pointerTo(['require', 'a/b', 0, 'c~d', 'e f'])).toBe('#/require/a~1b/0/c~0d/e%20f');
});

describe('the nearest names', () => {
  test('are spelled alike, up to a third of the letters, or hold the one given', () => {
    expect(nearestNames('prise', ['price', 'prize_money', 'speed'])).toEqual(['price']);
    expect(nearestNames('input', ['price_input', 'inputs', 'output'])).toEqual(['inputs', 'price_input']);
    expect(nearestNames('price_input_usd', ['price_input'])).toEqual(['price_input']);
    expect(nearestNames('QUALITY', ['quality'])).toEqual(['quality']);
  });

  test('are three at most, the nearest first, else by name, each once', () => {
    expect(nearestNames('abcd', ['abce', 'abcf', 'abcd1', 'abcg', 'abcd', 'abcd'])).toEqual(['abcd', 'abcd1', 'abce']);
  });

  test('of two letters nothing is held', () => {
    expect(nearestNames('in', ['price_input', 'on', 'in_1'])).toEqual(['on', 'in_1']);
  });
});
