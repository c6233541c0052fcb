import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import type { Condition } from '../../src/explaining/answer/verdict.ts';
import { attributeOf, catalogOfNumbers, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => attributeOf(id)) as [
  ReturnType<typeof attributeOf>,
  ReturnType<typeof attributeOf>,
  ReturnType<typeof attributeOf>,
];

const rules = (catalog: ReturnType<typeof catalogOfNumbers>, request: object) =>
  ask(catalog, request).verdict.choose_if.map(({ kind, choose, when }) => ({ kind, choose, when: when[0] as Condition }));
const weightRules = (catalog: ReturnType<typeof catalogOfNumbers>, request: object) =>
  rules(catalog, request).filter(({ kind }) => kind === 'weight');

describe('the tipping point of a weight', () => {
  test('of two models: where their lines cross, worked by hand', () => {
    // a in [80, 40], b in [20, 90]: 0.8 t + 0.2 (1 - t) = 0.4 t + 0.9 (1 - t) at t = 7/11
    const catalog = catalogOfNumbers([a, b], { 'lab/strong': { a: 80, b: 20 }, 'lab/broad': { a: 40, b: 90 } });
    const found = weightRules(catalog, { prefer: { weights: { a: 7, b: 3 } } });
    expect(found).toEqual([
      { kind: 'weight', choose: 'lab/broad', when: { criterion: 'a', weight_below: expect.closeTo(7 / 11, 12) } },
      { kind: 'weight', choose: 'lab/broad', when: { criterion: 'b', weight_above: expect.closeTo(4 / 11, 12) } },
    ]);
  });

  test('of three: the one in the middle leads on a stretch only', () => {
    // 100 t = 70 at 0.7, and 70 = 100 (1 - t) at 0.3
    const catalog = catalogOfNumbers([a, b], {
      'lab/edge': { a: 100, b: 0 },
      'lab/other': { a: 0, b: 100 },
      'lab/middle': { a: 70, b: 70 },
    });
    const [rule] = weightRules(catalog, { prefer: { weights: { a: 9, b: 1 } } });
    expect(rule).toEqual({
      kind: 'weight',
      choose: 'lab/middle',
      when: { criterion: 'a', weight_above: expect.closeTo(0.3, 12), weight_below: expect.closeTo(0.7, 12) },
    });
  });

  test('of three criteria: the others keep their proportion', () => {
    // b and c weigh alike: rest of strong 0.3, of broad 0.7; 0.9 t + 0.3 (1 - t) = 0.2 t + 0.7 (1 - t) at t = 4/11
    const catalog = catalogOfNumbers([a, b, c], { 'lab/strong': { a: 90, b: 20, c: 40 }, 'lab/broad': { a: 20, b: 80, c: 60 } });
    const rule = weightRules(catalog, { prefer: { weights: { a: 2, b: 1, c: 1 } } }).find(
      ({ when }) => 'criterion' in when && when.criterion === 'a',
    );
    expect(rule?.when).toEqual({ criterion: 'a', weight_below: expect.closeTo(4 / 11, 12) });
  });

  test('is not there where the winner is better at everything', () => {
    const catalog = catalogOfNumbers([a, b], { 'lab/best': { a: 80, b: 80 }, 'lab/worse': { a: 70, b: 20 } });
    expect(weightRules(catalog, { prefer: { weights: { a: 1, b: 1 } } })).toEqual([]);
  });
});

test('a claim on a provider that both are served by stands once among those of a rule', () => {
  const [seat, own] = [claimOf('h1', 'seat', 50), { one: claimOf('lab/one', 'b', 20), two: claimOf('lab/two', 'b', 90) }];
  const catalog = compileCatalog(
    dataOf({
      attributes: [a, b, attributeOf('seat', { scope: 'provider' })],
      groups: [{ id: 'service', title: 'Service', description: 'A fixture.', weights: { b: 1, seat: 1 }, weights_reason: 'A fixture.' }],
      models: [modelOf('lab/one'), modelOf('lab/two')],
      providers: [{ id: 'h1', name: 'h1' }],
      offers: ['lab/one@h1', 'lab/two@h1'].map(offerOf),
      claims: [seat, own.one, own.two, claimOf('lab/one', 'a', 90), claimOf('lab/two', 'a', 20)],
    }),
  );
  const { verdict } = ask(catalog, { prefer: { weights: { a: 3, service: 1 } } });
  // on the group 0.35 and 0.7: 0.9 - 0.55 t = 0.2 + 0.5 t at t = 2/3
  const rule = verdict.choose_if.find(({ when }) => JSON.stringify(when).includes('"service"'));
  expect(rule).toMatchObject({
    choose: 'lab/two',
    kind: 'weight',
    when: [{ criterion: 'service', weight_above: expect.closeTo(2 / 3, 12) }],
  });
  expect(rule?.claims).toEqual([seat.id, own.one.id, own.two.id]);
});

describe('a requirement that only one meets', () => {
  const figures = { 'lab/winner': { a: 90, b: 10 }, 'lab/second': { a: 50, b: 40 }, 'lab/third': { a: 40 } };

  test('has its figure as the threshold, and names of whom nothing is known', () => {
    const { verdict } = ask(catalogOfNumbers([a, b], figures), { prefer: { weights: { a: 9, b: 1 } } });
    expect(verdict.choose_if.filter(({ kind }) => kind === 'only_candidate')).toMatchObject([
      { choose: 'lab/second', when: [{ attribute: 'b', at_least: 40 }], unknown_for: ['lab/third'] },
    ]);
  });

  test('is none where nothing is known of anybody else', () => {
    const catalog = catalogOfNumbers([a, b], { 'lab/winner': { a: 90 }, 'lab/second': { a: 50, b: 40 } });
    expect(rules(catalog, { prefer: { weights: { a: 9, b: 1 } } }).filter(({ kind }) => kind === 'only_candidate')).toEqual([]);
  });

  test('is none where an offer that the requirements keep out meets it too', () => {
    const catalog = compileCatalog(
      dataOf({
        attributes: [a, b],
        models: [modelOf('lab/winner'), modelOf('lab/second')],
        providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
        offers: ['lab/winner@h1', 'lab/winner@h2', 'lab/second@h1'].map(offerOf),
        claims: [
          claimOf('lab/winner@h1', 'a', 90),
          claimOf('lab/winner@h1', 'b', 10),
          claimOf('lab/winner@h2', 'a', 20),
          claimOf('lab/winner@h2', 'b', 99),
          claimOf('lab/second@h1', 'a', 60),
          claimOf('lab/second@h1', 'b', 40),
        ],
      }),
    );
    const found = rules(catalog, { require: { a: { at_least: 50 } }, prefer: { weights: { a: 9, b: 1 } } });
    expect(found.filter(({ kind, when }) => kind !== 'weight' && JSON.stringify(when).includes('"b"'))).toEqual([]);
  });
});

test('a lead on one criterion is not published where an offer that is out for an unknown criterion would lead more', () => {
  // with `if_unknown: exclude` lab/winner@h2 is out, as nothing is known of its b; asked for a alone it is in, and ahead
  const catalog = compileCatalog(
    dataOf({
      attributes: [a, b],
      models: [modelOf('lab/winner'), modelOf('lab/second')],
      providers: ['h1', 'h2'].map((id) => ({ id, name: id })),
      offers: ['lab/winner@h1', 'lab/winner@h2', 'lab/second@h1'].map(offerOf),
      claims: [
        claimOf('lab/winner@h1', 'a', 5),
        claimOf('lab/winner@h1', 'b', 90),
        claimOf('lab/winner@h2', 'a', 99),
        claimOf('lab/second@h1', 'a', 50),
        claimOf('lab/second@h1', 'b', 1),
      ],
    }),
  );
  const { verdict } = ask(catalog, { prefer: { weights: { a: 1, b: 1 } }, if_unknown: 'exclude' });
  expect(verdict.choose).toBe('lab/winner');
  expect(ask(catalog, { prefer: { weights: { a: 1 } }, if_unknown: 'exclude' }).verdict.choose).toBe('lab/winner');
  expect(ask(catalog, { require: { a: { at_least: 50 } } }).verdict.choose).toBeNull();
  expect(verdict.choose_if.filter(({ choose, kind }) => choose === 'lab/second' && kind !== 'weight').map(({ text }) => text)).toEqual([]);
});

describe('settled: nothing that is unknown could put another model first', () => {
  const lifecycle = attributeOf('lifecycle', { type: 'string', scale: null, values: ['current', 'retired'] });
  const retirement = attributeOf('retirement_date', { type: 'date', scale: null, scope: 'offer' });
  const settled = (
    models: Record<string, Record<string, Claim['value']>>,
    request: object,
    further: readonly Claim[] = [],
    attributes = [a, b, lifecycle, retirement],
  ) => {
    const catalog = compileCatalog(
      dataOf({
        attributes,
        models: Object.keys(models).map((id) => modelOf(id)),
        claims: [
          ...Object.entries(models).flatMap(([id, facts]) => Object.entries(facts).map(([name, value]) => claimOf(id, name, value))),
          ...further,
        ],
      }),
    );
    const { verdict } = ask(catalog, { as_of: '2026-11-23', ...request });
    expect(verdict.choose).toBe('lab/one');
    return verdict.settled;
  };
  const had = { lifecycle: 'current', retirement_date: '2030-01-01' };
  const by = { prefer: { weights: { a: 1, b: 1 } } };

  test.each([
    ['everything is known', { 'lab/one': { ...had, a: 90, b: 50 }, 'lab/two': { ...had, a: 50, b: 50 } }, true],
    ['the unknown cannot make up for the rest', { 'lab/one': { ...had, a: 90, b: 90 }, 'lab/two': { ...had, a: 50 } }, true],
    ['the unknown could overtake', { 'lab/one': { ...had, a: 60, b: 50 }, 'lab/two': { ...had, a: 50 } }, false],
    ["the winner's own unknown at its worst", { 'lab/one': { ...had, a: 90 }, 'lab/two': { ...had, a: 50, b: 30 } }, true],
    ["the winner's own unknown could cost the lead", { 'lab/one': { ...had, a: 90, b: 10 }, 'lab/two': { ...had, a: 50, b: 49 } }, true],
    ['it could tie', { 'lab/one': { ...had, a: 100, b: 50 }, 'lab/two': { ...had, a: 50 } }, false],
    ['others are retired', { 'lab/one': { ...had, a: 10, b: 10 }, 'lab/two': { ...had, lifecycle: 'retired', a: 99, b: 99 } }, true],
  ])('%s: %j', (_what, models, expected) => {
    expect(settled(models as Record<string, Record<string, Claim['value']>>, by)).toBe(expected);
  });

  test('one that is out only because something is unknown may come in', () => {
    const models = { 'lab/one': { ...had, a: 50, b: 50 }, 'lab/two': { ...had, a: 90 } };
    expect(settled(models, { require: { b: { at_least: 10 } }, prefer: { weights: { a: 1 } } })).toBe(false);
  });

  test('a bound of another could turn out better', () => {
    const models = { 'lab/one': { ...had, a: 90, b: 50 }, 'lab/two': { ...had, b: 50 } };
    expect(settled(models, by, [claimOf('lab/two', 'a', 50, { qualifier: 'at_least' })])).toBe(false);
    expect(settled(models, by, [claimOf('lab/two', 'a', 50, { qualifier: 'at_most' })])).toBe(true);
  });

  test('a retirement date that does not apply leaves nothing open', () => {
    const models = { 'lab/one': { lifecycle: 'current', a: 90, b: 90 }, 'lab/two': { ...had, a: 10, b: 10 } };
    expect(settled(models, by, [claimOf('lab/one', 'retirement_date', null, { value_status: 'not_applicable' })])).toBe(true);
  });

  test('a vocabulary without states of life asks for none', () => {
    expect(settled({ 'lab/one': { a: 90, b: 90 }, 'lab/two': { a: 10 } }, by, [], [a, b])).toBe(true);
  });
});
