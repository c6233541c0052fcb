import { expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { Claim } from '../../src/catalog/claim.ts';
import { HARDWARE_ATTRIBUTES } from '../../src/criteria/fit/hardware-facts.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

/** A load of 4,000 USD a month at a host that asks 1 and 4 USD, beside a model to run oneself. */
const LOAD = { requests_per_month: 1_000_000, input_tokens: 2000, output_tokens: 500 };
const PRICE = { unit: 'USD per 1M tokens', better: 'lower', scope: 'offer', scale: { kind: 'log', worst: 100, best: 0.1 } } as const;
const NONE = { value_status: 'not_applicable' } as const;
const SMALL_CACHE = { layers: 16, layers_full_attention: 16, attention_kv_heads: 1, attention_head_dim: 64 };
const THIRTY = { parameters_total: 30e9, weights_precision: ['BF16'], ...SMALL_CACHE };

const catalogOf = (own: Readonly<Record<string, Claim['value']>>) =>
  compileCatalog(
    dataOf({
      attributes: [
        ...Object.values(HARDWARE_ATTRIBUTES).map((id) =>
          attributeOf(id, id === 'weights_precision' ? { type: 'set', scale: null } : { scale: null }),
        ),
        attributeOf('hosting', { type: 'set', scope: 'provider', scale: null }),
        attributeOf('price_input', PRICE),
        attributeOf('price_output', PRICE),
      ],
      models: [modelOf('lab/own'), modelOf('lab/served')],
      providers: ['cloud', 'self-hosted'].map((id) => ({ id, name: id })),
      offers: ['lab/own@self-hosted', 'lab/served@cloud'].map(offerOf),
      gpus: [{ id: 'eighty', name: 'Eighty', memory_gb: 80, memory_bandwidth_gb_s: 3200, source: 'vendor', locator: 'a table' }],
      claims: [
        claimOf('cloud', 'hosting', ['cloud']),
        claimOf('self-hosted', 'hosting', ['self_hosted']),
        claimOf('lab/own@self-hosted', 'price_input', null, NONE),
        claimOf('lab/own@self-hosted', 'price_output', null, NONE),
        claimOf('lab/served@cloud', 'price_input', 1),
        claimOf('lab/served@cloud', 'price_output', 4),
        ...Object.entries(own).map(([name, value]) => claimOf('lab/own', name, value)),
      ],
    }),
  );

function costOf(own: Readonly<Record<string, Claim['value']>>, deployment: object) {
  const { ranking } = ask(catalogOf(own), {
    workload: LOAD,
    deployment: { gpu: 'eighty', context: 1000, concurrency: 1, ...deployment },
    prefer: { weights: { monthly_cost: 1 } },
    scales: { monthly_cost: { worst: 5000, best: 0 } },
  });
  const entry = ranking.find(({ model }) => model === 'lab/own');
  const cost = entry?.details?.monthly_cost;
  if (!entry || !cost) throw new Error('no cost in the answer');
  const caveats = entry.caveats.filter(({ attribute }) => attribute === 'monthly_cost');
  return { ranking, cost, caveats, fact: entry.contributions[0], range: entry.score_range };
}

test('as many GPUs as it takes, at 2 USD an hour for 730 hours: one is expected, two at the most', () => {
  const { ranking, cost, caveats, fact, range } = costOf(THIRTY, { gpu_hour_usd: 2 });
  expect(cost).toEqual({
    kind: 'own_hardware',
    currency: 'USD',
    low: 1460,
    expected: 1460,
    high: 2920,
    parts: [{ part: 'hardware', quantity: 730, price: 2, usd: 1460, claims: expect.any(Array) }],
    assumptions: ['hardware_all_month', 'throughput_not_checked'],
  });
  // size, precision, and four of the cache
  expect(cost.parts[0]?.claims).toHaveLength(6);
  expect(caveats).toEqual([
    { code: 'estimate', attribute: 'monthly_cost', claims: cost.parts[0]?.claims, detail: 'hardware_all_month, throughput_not_checked' },
  ]);
  expect(fact).toMatchObject({ status: 'known', raw: 1460, value: 0.708 });
  expect(range).toEqual([0.416, 0.708]);
  expect(ranking.map(({ model }) => model)).toEqual(['lab/own', 'lab/served']);
});

test('three GPUs that stand there: what they cost, and no doubt about it', () => {
  const { cost, caveats, range } = costOf(THIRTY, { count: 3, gpu_hour_usd: 2 });
  expect(cost).toMatchObject({ low: 4380, expected: 4380, high: 4380, parts: [{ quantity: 2190, price: 2, usd: 4380 }] });
  expect([caveats, range?.[0] === range?.[1]]).toEqual([[], true]);
});

test('GPUs that cost nothing cost nothing, and nothing is paid for', () => {
  const { cost, fact } = costOf(THIRTY, { gpu_hour_usd: 0 });
  expect(cost).toMatchObject({ low: 0, expected: 0, high: 0, parts: [], assumptions: ['hardware_all_month', 'throughput_not_checked'] });
  expect(fact).toMatchObject({ status: 'known', raw: 0, value: 1 });
});

test.each<[string, Readonly<Record<string, Claim['value']>>, object]>([
  ['without a price of an hour', THIRTY, {}],
  ['where it does not fit', THIRTY, { count: 1, precision: 'fp32', gpu_hour_usd: 2 }],
])('%s there is no such cost', (_when, own, deployment) => {
  const { cost, fact } = costOf(own, deployment);
  expect(cost).toEqual({ kind: 'own_hardware', currency: 'USD', low: null, expected: null, high: null, parts: [], assumptions: [] });
  expect(fact).toMatchObject({ status: 'not_applicable', raw: null });
});

test.each<[string, Readonly<Record<string, Claim['value']>>, number]>([
  ['of a model of unknown size nothing is certain', SMALL_CACHE, 0],
  [
    'where the cache is not known, the GPUs that the weights take are certain',
    { parameters_total: 30e9, weights_precision: ['BF16'] },
    1460,
  ],
])('%s', (_what, own, low) => {
  const { cost, fact, caveats } = costOf(own, { gpu_hour_usd: 2 });
  expect(cost).toEqual({ kind: 'own_hardware', currency: 'USD', low, expected: null, high: null, parts: [], assumptions: [] });
  expect(fact).toMatchObject({ status: 'unknown', raw: null, value: 0 });
  expect(caveats).toEqual([]);
});
