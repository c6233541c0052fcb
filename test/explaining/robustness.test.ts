import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { robustnessText } from '../../src/explaining/prose.ts';
import { robustnessQuestions } from '../../src/explaining/robustness.ts';
import { rankingState } from '../../src/ranking/pipeline.ts';
import { attributeOf, catalogOfNumbers, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { TODAY } from '../support/catalogs/seeded.ts';
import { ask, valid } from '../support/requests/ask.ts';

const ATTRIBUTES = ['a', 'b', 'c'].map((id) => attributeOf(id));

type Figures = Record<string, Record<string, number>>;
const questions = (figures: Figures, request: object, asked: { samples?: number; seed?: number } = {}) => {
  const catalog = catalogOfNumbers(ATTRIBUTES, figures);
  return robustnessQuestions(rankingState(catalog, valid(catalog, request), TODAY), asked);
};
const weighted = (weights: Record<string, number>) => ({ prefer: { weights } });

describe('what the engine is asked', () => {
  const one = { 'lab/x': { a: 100, b: 50, c: 25 }, 'lab/y': { a: 50, c: 100 } };

  test.each([
    ['all different: their order', { a: 1, b: 3, c: 2 }, { order: ['b', 'c', 'a'] }],
    [
      'two alike at the end: the first is above both',
      { a: 2, b: 1, c: 1 },
      {
        at_least: [
          ['a', 'b'],
          ['a', 'c'],
        ],
      },
    ],
    [
      'two alike in front: both are above the last',
      { a: 1, b: 2, c: 2 },
      {
        at_least: [
          ['b', 'a'],
          ['c', 'a'],
        ],
      },
    ],
    ['all alike: nothing is kept', { a: 1, b: 1, c: 1 }, { at_least: [] }],
    [
      'alike but for rounding: not ordered',
      { a: 0.1 + 0.2, b: 0.3, c: 0.2 },
      {
        at_least: [
          ['a', 'c'],
          ['b', 'c'],
        ],
      },
    ],
    ['one without weight is no criterion', { a: 2, b: 1, c: 0 }, { order: ['a', 'b'] }],
  ])('weights %s', (_how, weights, constraints) => {
    const found = questions(one, weighted(weights));
    expect(found?.exact.constraints).toEqual(constraints);
    expect(found?.drawn.constraints).toEqual(constraints);
  });

  test('values on the scales; what is not known is worth nothing in the one question, and open in the other', () => {
    const found = questions(one, weighted({ a: 3, b: 2, c: 1 }));
    expect(found?.names).toEqual(['lab/x', 'lab/y']);
    expect(found?.exact.weights).toEqual([1 / 2, 1 / 3, 1 / 6].map((weight) => expect.closeTo(weight, 15)));
    expect(found?.exact.matrix).toEqual([
      [1, 0.5, 0.25],
      [0.5, 0, 1],
    ]);
    expect(found?.drawn.matrix).toEqual([
      [1, 0.5, 0.25],
      [0.5, [0, 1], 1],
    ]);
  });

  test('10,000 draws from seed 1, unless the request says others', () => {
    const asked = (given: object) => questions(one, weighted({ a: 1 }), given);
    expect(asked({})?.exact.analyses?.rank_acceptability).toEqual({ samples: 10_000, seed: 1 });
    expect(asked({ samples: 5, seed: 7 })?.drawn.analyses).toEqual({ rank_acceptability: { samples: 5, seed: 7 } });
  });

  test('about the best 200, in order of the ranking', () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`lab/m-${i}`, { a: i / 3 }]));
    const names = questions(many, weighted({ a: 1 }))?.names ?? [];
    expect([names.length, names[0], names.at(-1)]).toEqual([200, 'lab/m-200', 'lab/m-1']);
  });

  test('by model where offers are folded, by offer where they are not', () => {
    const catalog = compileCatalog(
      dataOf({
        attributes: ATTRIBUTES,
        models: [modelOf('lab/x'), modelOf('lab/y')],
        providers: [{ id: 'cloud', name: 'Cloud' }],
        offers: [offerOf('lab/x@cloud')],
        claims: [claimOf('lab/x', 'a', 9), claimOf('lab/y', 'a', 5)],
      }),
    );
    const names = (fold: 'model' | 'none') =>
      robustnessQuestions(rankingState(catalog, valid(catalog, { ...weighted({ a: 1 }), fold }), TODAY), {})?.names;
    expect([names('model'), names('none')]).toEqual([
      ['lab/x', 'lab/y'],
      ['lab/x@cloud', 'lab/y'],
    ]);
  });

  test('nothing where nothing is scored, or nobody is left', () => {
    expect(questions(one, { require: { a: { known: true } } })).toBeNull();
    expect(questions(one, { require: { a: { at_least: 101 } }, ...weighted({ a: 1 }) })).toBeNull();
    const answer = ask(catalogOfNumbers(ATTRIBUTES, one), { require: { a: { at_least: 101 } }, ...weighted({ a: 1 }), robustness: {} });
    expect(answer.robustness).toBeNull();
  });
});

describe('two models, worked by hand', () => {
  // x scores w, y 0.9 - 0.5 w on the weight w of a: they meet at 0.6; of the weightings with a above b (0.5 to 1), 80% are beyond that
  const catalog = catalogOfNumbers(ATTRIBUTES, { 'lab/x': { a: 100, b: 0 }, 'lab/y': { a: 40, b: 90 } });
  const answer = ask(catalog, { ...weighted({ a: 2, b: 1 }), robustness: { samples: 20_000, seed: 5 } });

  test('how often each is first', () => {
    const { first, standard_error, by_rank, first_with_unknowns } = answer.robustness?.rank_acceptability['lab/x'] ?? {};
    expect(standard_error).toBeCloseTo(Math.sqrt((0.8 * 0.2) / 20_000), 4);
    expect(Math.abs((first as number) - 0.8)).toBeLessThan(4 * (standard_error as number));
    expect(by_rank).toEqual([first, expect.closeTo(1 - (first as number), 12)]);
    expect(first_with_unknowns).toBe(first);
  });

  test('how far each weight may move, and who takes over', () => {
    expect(answer.robustness?.weight_stability).toEqual([
      {
        criterion: 'a',
        weight: 2 / 3,
        leader: 'lab/x',
        lo: expect.closeTo(0.6, 9),
        hi: 1,
        challenger_below: 'lab/y',
        challenger_above: null,
      },
      {
        criterion: 'b',
        weight: 1 / 3,
        leader: 'lab/x',
        lo: 0,
        hi: expect.closeTo(0.4, 9),
        challenger_below: null,
        challenger_above: 'lab/y',
      },
    ]);
    expect(answer.robustness?.leaders).toEqual([
      {
        criterion: 'a',
        segments: [
          { from: 0, to: expect.closeTo(0.6, 9), leaders: ['lab/y'] },
          { from: expect.closeTo(0.6, 9), to: 1, leaders: ['lab/x'] },
        ],
      },
      {
        criterion: 'b',
        segments: [
          { from: 0, to: expect.closeTo(0.4, 9), leaders: ['lab/x'] },
          { from: expect.closeTo(0.4, 9), to: 1, leaders: ['lab/y'] },
        ],
      },
    ]);
  });

  test('who can be first at all, and what it was asked', () => {
    expect(answer.robustness).toMatchObject({
      samples: 20_000,
      seed: 5,
      alternatives: 2,
      consistent_with: 'order_of_weights',
      potentially_optimal: ['lab/x', 'lab/y'],
    });
    const ordered = ask(catalog, { prefer: { order: ['a', 'b'] }, robustness: { samples: 10 }, limit: 1 });
    expect(ordered.robustness).toMatchObject({ alternatives: 2, consistent_with: 'order' });
    expect(Object.keys(ordered.robustness?.rank_acceptability ?? {})).toEqual(['lab/x']);
  });

  test('who is always behind can never be first', () => {
    const behind = catalogOfNumbers(ATTRIBUTES, { 'lab/x': { a: 100, b: 90 }, 'lab/y': { a: 40, b: 80 } });
    const { robustness } = ask(behind, { ...weighted({ a: 2, b: 1 }), robustness: { samples: 10 } });
    expect(robustness?.potentially_optimal).toEqual(['lab/x']);
    expect(robustness?.text).toBe(
      'lab/x is first in 100% of weightings consistent with the order of your weights. No other can be first under any of them.',
    );
  });
});

describe('where methods part', () => {
  // the sum puts x first, 0.53 to 0.5; x is worth 0.1 on b, which the product does not forgive; c tells nobody apart
  const catalog = catalogOfNumbers(ATTRIBUTES, { 'lab/x': { a: 100, b: 10, c: 50 }, 'lab/y': { a: 50, b: 50, c: 50 } });
  const { robustness, warnings } = ask(catalog, { ...weighted({ a: 1, b: 1, c: 1 }), robustness: { samples: 10 } });

  test('each names its winners', () => {
    expect(robustness?.methods).toMatchObject({
      weighted_product: ['lab/y'],
      weighted_sum: ['lab/x'],
      weighted_sum_minmax: ['lab/x', 'lab/y'],
      topsis: ['lab/y'],
      vikor: ['lab/x', 'lab/y'],
      promethee_ii: ['lab/x', 'lab/y'],
    });
  });

  test('those that name another say on which criterion: the weak one, or the one that they stretch to the range of the two', () => {
    expect(warnings.filter(({ code }) => code === 'methods_disagree')).toEqual([
      {
        code: 'methods_disagree',
        methods: [
          { method: 'weighted_product', winners: ['lab/y'], criterion: 'b', reason: 'weak_on_criterion' },
          { method: 'topsis', winners: ['lab/y'], criterion: 'b', reason: 'relative_to_candidates' },
        ],
      },
    ]);
  });

  test('where all agree there is nothing to warn of', () => {
    const clear = catalogOfNumbers(ATTRIBUTES, { 'lab/x': { a: 100, b: 90 }, 'lab/y': { a: 40, b: 80 } });
    expect(ask(clear, { ...weighted({ a: 2, b: 1 }), robustness: { samples: 10 } }).warnings).toEqual([]);
  });
});

describe('the statement', () => {
  const shares = (first: number, first_with_unknowns = first) => ({
    first,
    standard_error: 0,
    by_rank: [first],
    first_with_unknowns,
    by_rank_with_unknowns: [first_with_unknowns],
  });
  const textOf = (over: Partial<Parameters<typeof robustnessText>[0]>) =>
    robustnessText({
      samples: 10,
      seed: 1,
      alternatives: 2,
      consistent_with: 'order',
      rank_acceptability: { 'lab/x': shares(1), 'lab/y': shares(0) },
      weight_stability: [],
      leaders: [],
      potentially_optimal: ['lab/x'],
      methods: {},
      ...over,
    });

  test('is about whoever stands first', () => {
    expect(textOf({})).toBe('lab/x is first in 100% of weightings consistent with your order. No other can be first under any of them.');
    expect(textOf({ rank_acceptability: {} })).toBe('Nothing is ranked.');
  });

  test('names up to five others that can be first, and counts the rest', () => {
    const potentially_optimal = ['lab/x', 'b', 'c', 'd', 'e', 'f'];
    expect(textOf({ potentially_optimal, consistent_with: 'order_of_weights' })).toBe(
      'lab/x is first in 100% of weightings consistent with the order of your weights. Under some of them b, c, d, e and f can be first.',
    );
    expect(textOf({ potentially_optimal: [...potentially_optimal, 'g', 'h'] })).toContain(' b, c, d, e and f and 2 more can be first.');
  });

  test('says so where what is not known makes a difference, to four digits', () => {
    expect(textOf({ rank_acceptability: { 'lab/x': shares(0.5, 0.123456) } })).toBe(
      'lab/x is first in 50% of weightings consistent with your order. No other can be first under any of them. With what is not known drawn at random too it is first in 12.35%.',
    );
  });
});
