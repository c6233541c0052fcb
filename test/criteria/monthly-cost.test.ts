import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import { factView } from '../../src/catalog/facts/fact-view.ts';
import type { Attribute, AttributeScale } from '../../src/catalog/vocabulary.ts';
import { flatCost } from '../../src/criteria/cost/flat-cost.ts';
import { itemisedCost } from '../../src/criteria/cost/itemised-cost.ts';
import { loadOf } from '../../src/criteria/cost/load.ts';
import { priceSheets } from '../../src/criteria/cost/price-sheet.ts';
import { checkRequest } from '../../src/ranking/ask/check-request.ts';
import type { RankingRequest } from '../../src/ranking/ask/request.ts';
import { resolveWorkload } from '../../src/words/workload.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

/** One offer with the prices that a test states; costs are worked out by hand beside each. */
const OFFER = 'lab/one@cloud';
const PRICE = { unit: 'USD per 1M tokens', better: 'lower', scope: 'offer' } as const;
const ATTRIBUTES = [
  attributeOf('price_input', { ...PRICE, scale: { kind: 'log', worst: 10, best: 0.1 } }),
  attributeOf('price_output', { ...PRICE, scale: { kind: 'log', worst: 100, best: 1 } }),
  attributeOf('price_cache_read', { ...PRICE, scale: { kind: 'log', worst: 1, best: 0.01 } }),
  attributeOf('price_cache_write', { ...PRICE, scale: null }),
  attributeOf('price_per_request', { ...PRICE, unit: 'USD per request', scale: null }),
  attributeOf('batch_discount', { unit: 'percent', scope: 'offer', scale: null }),
  attributeOf('pricing_model', { type: 'set', better: 'none', scale: null, scope: 'offer' }),
  attributeOf('price_basis', { type: 'string', better: 'none', scale: null, scope: 'offer' }),
  attributeOf('reasoning', { type: 'boolean', scale: null }),
];

function catalogWith(...claims: Claim[]) {
  return compileCatalog(
    dataOf({
      attributes: ATTRIBUTES,
      models: [modelOf('lab/one')],
      providers: [{ id: 'cloud', name: 'Cloud' }],
      offers: [offerOf(OFFER)],
      claims,
    }),
  );
}
/** Scales from which no price of a load can be read. */
const STEPS: AttributeScale = {
  kind: 'steps',
  points: [
    [0, 1],
    [10, 0],
  ],
};
const TURNED: AttributeScale = { kind: 'log', worst: 0.1, best: 10 };
const price = (attribute: string, value: number, over: Partial<Claim> = {}) => claimOf(OFFER, attribute, value, over);

const LOAD = { requests_per_month: 1_000_000, input_tokens: 2000, output_tokens: 500 } as const;

function costOf(claims: Claim[], workload: RankingRequest['workload'] = LOAD, asOf = '2026-11-25') {
  const answer = ask(catalogWith(...claims), {
    workload,
    prefer: { weights: { monthly_cost: 1 } },
    candidates: { plans: 'include' },
    as_of: asOf,
  });
  const [entry] = answer.ranking;
  const detail = entry?.details?.monthly_cost;
  if (!entry || !detail) throw new Error('no cost in the answer');
  return { ...detail, entry, contribution: entry.contributions[0], caveats: entry.caveats.map(({ code }) => code) };
}

describe('plain prices', () => {
  test('tokens times price: 2,000M input at 1 and 500M output at 4 are 4,000 USD', () => {
    const { kind, low, expected, high, parts, contribution } = costOf([price('price_input', 1), price('price_output', 4)]);
    expect({ kind, low, expected, high }).toEqual({ kind: 'priced', low: 4000, expected: 4000, high: 4000 });
    expect(parts.map(({ part, quantity, price: each, usd }) => [part, quantity, each, usd])).toEqual([
      ['input', 2e9, 1, 2000],
      ['output', 5e8, 4, 2000],
    ]);
    expect(contribution).toMatchObject({ raw: 4000, unit: 'USD per month', status: 'known', claim: null, claims: expect.any(Array) });
    expect(contribution?.claims).toHaveLength(2);
  });

  test('the default scale runs from what the load costs at the dearest anchors to a tenth of what it costs at the cheapest', () => {
    const answer = ask(catalogWith(price('price_input', 1), price('price_output', 10)), {
      workload: LOAD,
      prefer: { weights: { monthly_cost: 1 } },
    });
    // 2000 x 10 + 500 x 100 = 70,000; 2000 x 0.1 + 500 x 1 = 700; 7,000 lies a third of the way down to 70 on the logarithms
    expect(answer.resolved.scales.monthly_cost).toEqual({ kind: 'log', worst: 70_000, best: 70 });
    expect(answer.ranking[0]?.score).toBeCloseTo(1 / 3, 9);
  });

  test('a price per request is added for each', () => {
    const { expected, parts } = costOf([price('price_input', 1), price('price_output', 4), price('price_per_request', 0.001)]);
    expect(expected).toBe(5000);
    expect(parts.at(-1)).toMatchObject({ part: 'requests', quantity: 1_000_000, price: 0.001, usd: 1000 });
  });

  test('where only requests are charged, they alone are the cost', () => {
    expect(costOf([price('price_per_request', 0.002)])).toMatchObject({ kind: 'priced', expected: 2000 });
  });
});

describe('cached input', () => {
  const half = { ...LOAD, cached_input_share: 0.5 };
  const plain = [price('price_input', 1), price('price_output', 4)];

  test('1,000M read at 0.1 in place of 1', () => {
    const { low, expected, high } = costOf([...plain, price('price_cache_read', 0.1)], half);
    expect([low, expected, high]).toEqual([3100, 3100, 3100]);
  });

  test('a price that nobody states is bounded by the input price, and may be nothing', () => {
    const { low, expected, high, assumptions, caveats, entry } = costOf(plain, half);
    expect([low, expected, high]).toEqual([3000, 4000, 4000]);
    expect(assumptions).toEqual(['cache_read_at_input_price']);
    expect(caveats).toContain('estimate');
    expect(entry.score_range?.[0]).toBeLessThan(entry.score_range?.[1] as number);
  });

  test('writing at 1.25 may cost 0.25 more for all that is not read; said to be nothing, it costs nothing', () => {
    const dear = [...plain, price('price_cache_read', 0.1), price('price_cache_write', 1.25)];
    const open = costOf(dear, half);
    expect([open.low, open.expected, open.high]).toEqual([3100, 3100, 3350]);
    expect(open.assumptions).toEqual(['cache_writes_not_counted']);
    expect(costOf(dear, { ...half, cache_write_share: 0 })).toMatchObject({ high: 3100, assumptions: [] });
    // 200M of the 1,000M are written at 1.25
    expect(costOf(dear, { ...half, cache_write_share: 0.1 })).toMatchObject({ low: 3150, expected: 3150, high: 3150 });
  });

  test('a write price of 0 means that writing is not charged apart: those tokens cost what input costs', () => {
    const { expected } = costOf([...plain, price('price_cache_read', 0.1), price('price_cache_write', 0)], {
      ...half,
      cache_write_share: 0.1,
    });
    expect(expected).toBe(3100);
  });

  test('where caching does not apply, what is read or written costs what input costs, and no less', () => {
    const none = { value_status: 'not_applicable' as const };
    const [unread, unwritten] = ['price_cache_read', 'price_cache_write'].map((id) => claimOf(OFFER, id, null, none)) as [Claim, Claim];
    expect(costOf([...plain, unread], half)).toMatchObject({
      low: 4000,
      expected: 4000,
      high: 4000,
      assumptions: ['cache_read_at_input_price'],
    });
    // 800M fresh and 200M written at 1, 1,000M read at 0.1
    expect(costOf([...plain, price('price_cache_read', 0.1), unwritten], { ...half, cache_write_share: 0.1 })).toMatchObject({
      low: 3100,
      expected: 3100,
      high: 3100,
      assumptions: ['cache_write_at_input_price'],
    });
  });

  test('nothing bounds writing where its price is not known', () => {
    const { high, assumptions } = costOf([...plain, price('price_cache_read', 0.1)], { ...half, cache_write_share: 0.1 });
    expect(high).toBeNull();
    expect(assumptions).toEqual(['cache_write_at_input_price']);
  });
});

describe('reasoning and batches', () => {
  const plain = [price('price_input', 1), price('price_output', 4)];

  test('reasoning multiplies the output: 2, 3 and 5 times', () => {
    const workload = { ...LOAD, reasoning_multiplier: { low: 2, expected: 3, high: 5 } };
    expect(costOf(plain, workload)).toMatchObject({ low: 6000, expected: 8000, high: 12_000 });
  });

  test('a model that reasons, without a multiplier: the cost says that reasoning is not in it', () => {
    const { assumptions, caveats } = costOf([...plain, claimOf('lab/one', 'reasoning', true)]);
    expect(assumptions).toEqual(['reasoning_not_counted']);
    expect(caveats).toContain('estimate');
    expect(costOf([...plain, claimOf('lab/one', 'reasoning', false)]).assumptions).toEqual([]);
  });

  test('half of the requests at half the price', () => {
    const { low, expected, high, parts } = costOf([...plain, price('batch_discount', 50)], { ...LOAD, batch_share: 0.5 });
    expect([low, expected, high]).toEqual([3000, 3000, 3000]);
    expect(parts.reduce((sum, part) => sum + part.usd, 0)).toBe(3000);
  });

  test('a discount that nobody states is not expected, and may be all', () => {
    const { low, expected, high, assumptions } = costOf(plain, { ...LOAD, batch_share: 0.5 });
    expect([low, expected, high]).toEqual([2000, 4000, 4000]);
    expect(assumptions).toEqual(['no_batch_discount']);
  });
});

test('where no batch service applies, nothing is cheaper for waiting', () => {
  const none = claimOf(OFFER, 'batch_discount', null, { value_status: 'not_applicable' });
  expect(costOf([price('price_input', 1), price('price_output', 4), none], { ...LOAD, batch_share: 0.5 })).toMatchObject({
    low: 4000,
    expected: 4000,
    high: 4000,
    assumptions: ['no_batch_discount'],
  });
});

describe('tiers and hours', () => {
  const tiered = [
    price('price_input', 1),
    price('price_output', 4),
    price('price_input', 2, { when: { input_tokens_above: 200_000 } }),
    price('price_output', 6, { when: { input_tokens_above: 200_000 } }),
  ];

  test.each([
    [200_000, 'at the threshold the plain price holds', 1, 202],
    [200_001, 'one token above it the tier holds, for the whole request', 2, 403.002],
  ])('%i tokens: %s', (input_tokens, _what, each, expected) => {
    const answer = costOf(tiered, { requests_per_month: 1000, input_tokens, output_tokens: 500 });
    expect(answer.parts[0]?.price).toBe(each);
    expect(answer.expected).toBeCloseTo(expected, 6);
  });

  test('a tenth of the requests is long, and pays the tier', () => {
    const workload = { ...LOAD, requests_per_month: 1000, long_context: { share: 0.1, input_tokens: 300_000 } };
    // 900 x (2000 x 1 + 500 x 4) + 100 x (300,000 x 2 + 500 x 6) = 3.6 + 60.3
    const { expected, parts, assumptions } = costOf(tiered, workload);
    expect(expected).toBeCloseTo(63.9, 6);
    expect(parts.map((part) => part.input_tokens_above)).toEqual([undefined, undefined, 200_000, 200_000]);
    expect(assumptions).toEqual(['tier_for_long_input']);
  });

  test('a tier that only another source states is used, and said to be of another source', () => {
    const other = [
      price('price_input', 1),
      price('price_output', 4),
      price('price_input', 2, { when: { input_tokens_above: 1000 }, source: 'registry' }),
    ];
    expect(costOf(other).assumptions).toEqual(['tier_for_long_input', 'tier_of_another_source']);
  });

  test('an operator’s own price stands alone: list tiers of others do not apply to it', () => {
    const negotiated = price('price_input', 0.5, { source: 'operator', origin: 'operator' });
    const { expected } = costOf([...tiered, negotiated], { requests_per_month: 1000, input_tokens: 300_000, output_tokens: 0 });
    expect(expected).toBe(150);
  });

  test('where only another offer of the model states a tier, this one may have it too: the most says so', () => {
    const other = 'lab/one@vendor';
    const catalog = compileCatalog(
      dataOf({
        attributes: ATTRIBUTES,
        models: [modelOf('lab/one')],
        providers: ['cloud', 'vendor'].map((id) => ({ id, name: id })),
        offers: [offerOf(OFFER), offerOf(other)],
        claims: [
          price('price_input', 1),
          price('price_output', 4),
          claimOf(other, 'price_input', 1),
          claimOf(other, 'price_output', 4),
          claimOf(other, 'price_input', 2, { when: { input_tokens_above: 200_000 } }),
        ],
      }),
    );
    const workload = { requests_per_month: 1000, input_tokens: 300_000, output_tokens: 0 };
    const { ranking } = ask(catalog, { workload, prefer: { weights: { monthly_cost: 1 } }, fold: 'none' });
    const cost = (offer: string) => ranking.find((entry) => entry.offer === offer)?.details?.monthly_cost;
    expect(cost(OFFER)).toMatchObject({ low: 300, expected: 300, high: 600, assumptions: ['tier_not_stated'] });
    expect(cost(other)).toMatchObject({ low: 600, expected: 600, high: 600, assumptions: ['tier_for_long_input'] });
  });

  const peak = [price('price_input', 1), price('price_output', 4), price('price_input', 3, { when: { daily_utc: [['00:00', '06:00']] } })];

  test('six dear hours of twenty-four: a quarter of the day at 3 is expected, all of it at 1 or at 3 may be', () => {
    const { low, expected, high, assumptions } = costOf(peak);
    expect([low, expected, high]).toEqual([4000, 5000, 8000]);
    expect(assumptions).toEqual(['any_hour']);
  });

  test('hours that the workload names settle it, over midnight too', () => {
    expect(costOf(peak, { ...LOAD, hours_utc: [['08:00', '18:00']] })).toMatchObject({
      low: 4000,
      expected: 4000,
      high: 4000,
      assumptions: [],
    });
    expect(costOf(peak, { ...LOAD, hours_utc: [['22:00', '02:00']] })).toMatchObject({ low: 6000, expected: 6000, high: 6000 });
  });

  test('a tier with hours of its own: beyond the threshold those hours count, up to it the others', () => {
    const [tier, day, night] = [
      price('price_input', 2, { when: { input_tokens_above: 1000 } }),
      price('price_input', 3, { when: { daily_utc: [['00:00', '06:00']] } }),
      price('price_input', 5, { when: { daily_utc: [['00:00', '06:00']], input_tokens_above: 1000 } }),
    ];
    const [input, output] = [price('price_input', 1), price('price_output', 4)];
    for (const claims of [
      [night, tier, day, input, output],
      [day, tier, night, input, output],
    ]) {
      const long = costOf(claims);
      expect([long.low, long.expected, long.high]).toEqual([6000, 7500, 12_000]);
      expect(long.assumptions).toEqual(['any_hour', 'tier_for_long_input']);
      expect(long.parts[0]).toMatchObject({ price: 2.75, input_tokens_above: 1000, usd: 5500, claims: [tier.id, night.id] });
      const short = costOf(claims, { ...LOAD, input_tokens: 500 });
      expect([short.low, short.expected, short.high]).toEqual([2500, 2750, 3500]);
      expect(short.parts[0]).toMatchObject({ price: 1.5, usd: 750, claims: [input.id, day.id] });
    }
  });

  test('hours that only another source states are said to be of another source', () => {
    const registry = price('price_input', 3, { when: { daily_utc: [['00:00', '06:00']] }, source: 'registry' });
    const { expected, assumptions } = costOf([price('price_input', 1), price('price_output', 4), registry]);
    expect([expected, assumptions]).toEqual([5000, ['any_hour', 'tier_of_another_source']]);
  });

  test('a bound with dear hours: “from 1” is open above, “up to 1” may be nothing, and the hours bound it above', () => {
    const dear = price('price_input', 3, { when: { daily_utc: [['00:00', '06:00']] } });
    const bounded = (qualifier: 'at_least' | 'at_most') => {
      const { low, expected, high, assumptions } = costOf([price('price_input', 1, { qualifier }), price('price_output', 4), dear]);
      expect(assumptions).toEqual(['any_hour', 'price_is_a_bound']);
      return [low, expected, high];
    };
    expect(bounded('at_least')).toEqual([4000, 5000, null]);
    expect(bounded('at_most')).toEqual([2000, 5000, 8000]);
  });

  test('a dated price holds on its days alone', () => {
    const dated = [
      price('price_input', 1, { when: { until: '2026-12-01' } }),
      price('price_input', 2, { when: { from: '2026-12-01' } }),
      price('price_output', 4),
    ];
    expect(costOf(dated, LOAD, '2026-11-30').expected).toBe(4000);
    expect(costOf(dated, LOAD, '2026-12-01').expected).toBe(6000);
  });
});

describe('free, unknown and variable are three different things', () => {
  const listedAtZero = [price('price_input', 0), price('price_output', 0)];

  test('free by the word of the provider: the cost is 0, and says that it is listed so', () => {
    const { kind, expected, caveats, contribution } = costOf([...listedAtZero, claimOf('cloud', 'price_basis', 'free')]);
    expect({ kind, expected, value: contribution?.value }).toEqual({ kind: 'free', expected: 0, value: 1 });
    expect(caveats).toContain('listed_free');
  });

  test.each([
    ['nobody says why', []],
    ['it is part of a plan', [claimOf(OFFER, 'price_basis', 'subscription')]],
  ])('listed as 0, and %s: what a load costs is not known, and it wins nothing', (_why, basis) => {
    const { kind, low, expected, caveats, contribution } = costOf([...listedAtZero, ...basis]);
    expect({ kind, low, expected }).toEqual({ kind: 'unknown', low: 0, expected: null });
    expect(contribution).toMatchObject({ status: 'unknown', value: 0 });
    expect(caveats).toContain('part_of_plan');
    expect(costOf([...listedAtZero, ...basis], { ...LOAD, cache_write_share: 0.1 })).toMatchObject({ kind: 'unknown', expected: null });
  });

  test('listed as 0 for one thing and more for another, it is what it is', () => {
    expect(costOf([price('price_input', 0), price('price_output', 4)])).toMatchObject({ kind: 'priced', expected: 2000 });
  });

  test('a price that is missing makes the cost unknown, never 0; what is certain stands as the least', () => {
    const { kind, low, expected, high, contribution } = costOf([price('price_input', 1)]);
    expect({ kind, low, expected, high }).toEqual({ kind: 'unknown', low: 2000, expected: null, high: null });
    expect(contribution).toMatchObject({ status: 'unknown', raw: null, value: 0 });
    const cached = costOf([price('price_output', 4)], { ...LOAD, cached_input_share: 0.5, cache_write_share: 0.1 });
    expect(cached.parts.map(({ part }) => part)).toEqual(['output']);
    expect(cached).toMatchObject({ kind: 'unknown', low: 2000, assumptions: [] });
  });

  test('a price set when the request is made is not known before', () => {
    const { kind, expected, caveats, contribution } = costOf([claimOf(OFFER, 'pricing_model', ['variable'])]);
    expect({ kind, expected, status: contribution?.status }).toEqual({ kind: 'variable', expected: null, status: 'unknown' });
    expect(caveats).toContain('variable_price');
  });

  test('where nobody charges by the token, the cost is not one of tokens', () => {
    const none = { value_status: 'not_applicable' as const };
    const own = [claimOf(OFFER, 'price_input', null, none), claimOf(OFFER, 'price_output', null, none)];
    expect(costOf(own)).toMatchObject({ kind: 'own_hardware', expected: null, contribution: { status: 'not_applicable' } });
  });

  test('output that nobody asks for needs no price', () => {
    expect(costOf([price('price_input', 1)], { ...LOAD, output_tokens: 0 })).toMatchObject({ kind: 'priced', expected: 2000 });
  });

  test('“from 1 USD” bounds the cost from below alone', () => {
    const { low, expected, high } = costOf([price('price_input', 1, { qualifier: 'at_least' }), price('price_output', 4)]);
    expect([low, expected, high]).toEqual([4000, 4000, null]);
  });

  test('“up to 1 USD” bounds it from above alone', () => {
    const { low, expected, high, assumptions } = costOf([price('price_input', 1, { qualifier: 'at_most' }), price('price_output', 4)]);
    expect([low, expected, high, assumptions]).toEqual([2000, 4000, 4000, ['price_is_a_bound']]);
  });
});

describe('a vocabulary that knows less', () => {
  const catalogOf = (attributes: readonly Attribute[]) =>
    compileCatalog(
      dataOf({
        attributes,
        models: [modelOf('lab/one')],
        providers: [{ id: 'cloud', name: 'Cloud' }],
        offers: [offerOf(OFFER)],
        claims: [price('price_input', 1), price('price_output', 4)],
      }),
    );
  const preferred = { workload: LOAD, prefer: { weights: { monthly_cost: 1 } } };
  const faultsOf = (attributes: readonly Attribute[]) => checkRequest(catalogOf(attributes), preferred).faults.map(({ code }) => code);
  const without = (...ids: string[]) => ATTRIBUTES.filter(({ id }) => !ids.includes(id));
  const unscaled = (...ids: string[]) => ATTRIBUTES.map((one) => (ids.includes(one.id) ? { ...one, scale: null } : one));

  test.each<[string, readonly Attribute[]]>([
    ['no attribute of input prices', without('price_input')],
    ['no scale for input prices', unscaled('price_input')],
    ['no attribute of output prices', without('price_output')],
    ['a scale of input prices without anchors', ATTRIBUTES.map((one) => (one.id === 'price_input' ? { ...one, scale: STEPS } : one))],
    ['scales that run the wrong way', ATTRIBUTES.map((one) => ({ ...one, scale: one.scale && TURNED }))],
  ])('%s: the cost has no scale of its own', (_what, attributes) => {
    expect(faultsOf(attributes)).toEqual(['scale_needed']);
  });

  test('no scale for what is read from the cache is no matter: it is taken at the price of input', () => {
    const cached = { ...preferred, workload: { ...LOAD, cached_input_share: 0.5 } };
    const scaleBy = (attributes: readonly Attribute[]) => ask(catalogOf(attributes), cached).resolved.scales.monthly_cost;
    // 1,000M fresh and 1,000M read: at the dearest 10 and 1, at the cheapest 0.1 and 0.01; output as above
    expect(scaleBy(ATTRIBUTES)).toEqual({ kind: 'log', worst: 61_000, best: 61 });
    expect(scaleBy(unscaled('price_cache_read'))).toEqual({ kind: 'log', worst: 70_000, best: 70 });
  });

  test('where nothing but input and output is known of, those are the cost, on the scale that one gives', () => {
    const few = without('price_cache_read', 'price_cache_write', 'price_per_request', 'batch_discount', 'pricing_model', 'reasoning');
    const scales = { monthly_cost: { worst: 10_000, best: 0 } };
    const [entry] = ask(catalogOf(few), { ...preferred, scales }).ranking;
    expect([entry?.score, entry?.details?.monthly_cost?.expected, entry?.details?.monthly_cost?.assumptions]).toEqual([0.6, 4000, []]);
  });
});

const amount = fc.double({ min: 0, max: 20, noNaN: true });
const prices = fc.record({
  input: amount,
  output: amount,
  read: fc.option(amount),
  write: fc.option(amount),
  batch: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
});
const workloads = fc.record({
  requests_per_month: fc.double({ min: 1, max: 1e8, noNaN: true }),
  input_tokens: fc.integer({ min: 1, max: 1e6 }),
  output_tokens: fc.integer({ min: 1, max: 1e5 }),
  cached_input_share: fc.double({ min: 0, max: 1, noNaN: true }),
  batch_share: fc.double({ min: 0, max: 1, noNaN: true }),
});

function claimsFor({ input, output, read, write, batch }: typeof prices extends fc.Arbitrary<infer T> ? T : never): Claim[] {
  return [
    price('price_input', input),
    price('price_output', output),
    ...(read === null ? [] : [price('price_cache_read', read)]),
    ...(write === null ? [] : [price('price_cache_write', write)]),
    ...(batch === null ? [] : [price('batch_discount', batch)]),
  ];
}

test('whatever the prices: low <= expected <= high, the parts add up, and twice the requests cost twice as much', () => {
  fc.assert(
    fc.property(prices, workloads, (stated, workload) => {
      const one = costOf(claimsFor(stated), workload);
      const { low, expected, high } = one;
      expect(low).toBeLessThanOrEqual(expected as number);
      expect(expected).toBeLessThanOrEqual(high as number);
      const sum = one.parts.reduce((total, part) => total + part.usd, 0);
      expect(Math.abs(sum - (expected as number))).toBeLessThanOrEqual(1e-5 + 1e-9 * (expected as number));
      const twice = costOf(claimsFor(stated), { ...workload, requests_per_month: 2 * workload.requests_per_month });
      expect(Math.abs((twice.expected as number) - 2 * (expected as number))).toBeLessThanOrEqual(1e-5 + 1e-9 * (expected as number));
    }),
    { seed: 20261125, numRuns: 300 },
  );
});

test('a dearer price never makes a workload cheaper', () => {
  fc.assert(
    fc.property(prices, workloads, fc.constantFrom('input', 'output', 'read' as const), amount, (stated, workload, which, more) => {
      const dearer = { ...stated, [which]: (stated[which as 'input'] ?? 0) + more };
      const [before, after] = [
        costOf(claimsFor({ ...stated, [which]: stated[which as 'input'] ?? 0 }), workload),
        costOf(claimsFor(dearer), workload),
      ];
      expect(after.expected).toBeGreaterThanOrEqual(before.expected as number);
    }),
    { seed: 20261125, numRuns: 200 },
  );
});

describe('what is refused', () => {
  test.each([
    ['a cost without a workload', { prefer: { weights: { monthly_cost: 1 } } }, ['/prefer/weights/monthly_cost workload_needed']],
    ['a bound on it without one', { require: { monthly_cost: { at_most: 5 } } }, ['/require/monthly_cost workload_needed']],
    [
      'a scale for it without one',
      { prefer: { weights: { price_input: 1 } }, scales: { monthly_cost: { worst: 5, best: 0 } } },
      ['/scales/monthly_cost workload_needed'],
    ],
    [
      'more read and written than there is',
      { workload: { ...LOAD, cached_input_share: 0.7, cache_write_share: 0.4 }, prefer: { weights: { price_input: 1 } } },
      ['/workload/cache_write_share contradiction'],
    ],
    [
      'a range that does not rise',
      { workload: { ...LOAD, reasoning_multiplier: { low: 2, expected: 1, high: 3 } }, prefer: { weights: { price_input: 1 } } },
      ['/workload/reasoning_multiplier not_increasing'],
    ],
    [
      'hours that begin and end at once',
      {
        workload: {
          ...LOAD,
          hours_utc: [
            ['08:00', '18:00'],
            ['20:00', '20:00'],
          ],
        },
        prefer: { weights: { price_input: 1 } },
      },
      ['/workload/hours_utc/1 empty_window'],
    ],
    [
      'a load of nothing, which has no scale',
      { workload: { ...LOAD, requests_per_month: 0 }, prefer: { weights: { monthly_cost: 1 } } },
      ['/prefer/weights/monthly_cost scale_needed'],
    ],
    [
      'a name next to it',
      { workload: LOAD, prefer: { weights: { monthly_costs: 1 } } },
      ['/prefer/weights/monthly_costs unknown_criterion'],
    ],
  ])('%s', (_what, request, faults) => {
    const { faults: found } = checkRequest(catalogWith(price('price_input', 1)), request);
    expect(found.map(({ pointer, code }) => `${pointer.slice(1)} ${code}`)).toEqual(faults);
  });
});

test('cached input without a price of its own costs between nothing and what other input costs, the short way too', () => {
  const catalog = catalogWith(price('price_input', 1), price('price_output', 4));
  const { flat } = priceSheets(catalog, factView(catalog, { view: 'verified' }, '2026-11-25'))(0);
  if (!flat) throw new Error('these prices are mere numbers');
  // 1,000M fresh at 1, 1,000M cached at 0 to 1, 500M output at 4
  const cost = flatCost(flat, loadOf(resolveWorkload({ ...LOAD, cached_input_share: 0.5 })));
  expect(cost.estimate).toEqual({ low: 3000, expected: 4000, high: 4000 });
});

test('the short way for mere numbers gives what the long way gives', () => {
  fc.assert(
    fc.property(
      prices,
      workloads,
      fc.record({
        cache_write_share: fc.option(fc.constantFrom(0, 0.1), { nil: undefined }),
        long_context: fc.option(fc.constant({ share: 0.3, input_tokens: 5000 }), { nil: undefined }),
        reasoning_multiplier: fc.option(fc.constant({ low: 1, expected: 2, high: 3 }), { nil: undefined }),
      }),
      fc.subarray(['price_input', 'price_output'] as const),
      (stated, workload, more, hidden) => {
        const cached = more.cache_write_share === undefined ? workload.cached_input_share : workload.cached_input_share * 0.9;
        const resolved = resolveWorkload({ ...workload, ...more, cached_input_share: cached } as NonNullable<RankingRequest['workload']>);
        const claims = claimsFor(stated).filter(({ attribute }) => !hidden.includes(attribute as 'price_input'));
        const catalog = catalogWith(...claims);
        const sheet = priceSheets(catalog, factView(catalog, { view: 'verified' }, '2026-11-25'))(0);
        if (!sheet.flat) throw new Error('these prices are mere numbers');
        const [short, long] = [flatCost(sheet.flat, loadOf(resolved)), itemisedCost(sheet, resolved)];
        expect(short.kind).toBe(long.kind);
        for (const end of ['low', 'expected', 'high'] as const) {
          const [a, b] = [short.estimate?.[end] ?? short.low, long.estimate?.[end] ?? long.low];
          expect(a === b || Math.abs(a - b) <= 2e-6 + 1e-9 * Math.abs(b), `${end}: ${a} ${b}`).toBe(true);
        }
      },
    ),
    { seed: 20261125, numRuns: 500 },
  );
});
