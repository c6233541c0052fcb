import { expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { Claim } from '../../../src/catalog/claim.ts';
import { factView } from '../../../src/catalog/facts/fact-view.ts';
import { HARDWARE_ATTRIBUTES } from '../../../src/criteria/fit/hardware-facts.ts';
import { hardwareCosts } from '../../../src/criteria/fits-deployment.ts';
import { checkRequest } from '../../../src/ranking/ask/check-request.ts';
import type { Deployment } from '../../../src/words/deployment.ts';
import { attributeOf, claimOf, dataOf, modelOf, offerOf } from '../../support/catalogs/fixture.ts';
import { TODAY } from '../../support/catalogs/seeded.ts';
import { ask } from '../../support/requests/ask.ts';

const LAYERS = { layers: 80, layers_full_attention: 80, attention_kv_heads: 8, attention_head_dim: 128 };
/** 16 layers of one head of 64: 4,096 bytes a token, next to nothing. */
const SMALL_CACHE = { layers: 16, layers_full_attention: 16, attention_kv_heads: 1, attention_head_dim: 64 };

type Facts = Readonly<Record<string, Claim['value']>>;

/** Models that one can run oneself, with what is known of them; `lab/hosted` is only served by others. */
function catalogOf(models: Readonly<Record<string, Facts>>): Catalog {
  const ids = [...Object.keys(models), 'lab/hosted'];
  return compileCatalog(
    dataOf({
      attributes: [
        ...Object.values(HARDWARE_ATTRIBUTES).map((id) =>
          attributeOf(id, id === 'weights_precision' ? { type: 'set', scale: null } : { scale: null }),
        ),
        attributeOf('hosting', { type: 'set', scope: 'provider', scale: null }),
      ],
      models: ids.map((id) => modelOf(id)),
      providers: [
        { id: 'self-hosted', name: 'Your own' },
        { id: 'cloud', name: 'Cloud' },
      ],
      offers: ids.map((id) => offerOf(`${id}@${id === 'lab/hosted' ? 'cloud' : 'self-hosted'}`)),
      gpus: [
        { id: 'eighty', name: 'Eighty', memory_gb: 80, memory_bandwidth_gb_s: 3200, source: 'vendor', locator: 'a table' },
        { id: 'dark', name: 'Dark', memory_gb: 80, memory_bandwidth_gb_s: null, source: 'vendor', locator: 'a table' },
      ],
      claims: [
        claimOf('self-hosted', 'hosting', ['self_hosted']),
        claimOf('cloud', 'hosting', ['cloud']),
        ...Object.entries(models).flatMap(([id, facts]) => Object.entries(facts).map(([name, value]) => claimOf(id, name, value))),
      ],
    }),
  );
}

const LOAD = { context: 1000, concurrency: 1 };
const onEighty = (over: Partial<Deployment> = {}): Deployment => ({ gpu: 'eighty', ...LOAD, ...over });
const asked = (catalog: Catalog, deployment: Deployment, more: object = {}) =>
  ask(catalog, { deployment, require: { fits_deployment: { is: true, if_unknown: 'keep' } }, limit: 100, excluded_limit: 100, ...more });

test('what fits is in, what does not is out, what others run is no question, and what nobody knows is kept if one says so', () => {
  const answer = asked(
    catalogOf({
      'lab/small': { parameters_total: 10e9, weights_precision: ['BF16'], ...SMALL_CACHE },
      'lab/large': { parameters_total: 200e9, weights_precision: ['BF16'], ...SMALL_CACHE },
      'lab/secret': {},
    }),
    onEighty({ count: 2 }),
  );
  expect(answer.ranking.map(({ model, caveats }) => [model, caveats.map(({ code }) => code)])).toEqual([
    ['lab/secret', ['estimate', 'unknown_kept']],
    ['lab/small', ['estimate']],
  ]);
  expect(answer.excluded.items.map(({ model, failed }) => [model, failed.map(({ code }) => code)])).toEqual([
    ['lab/hosted', ['not_applicable']],
    ['lab/large', ['not_equal']],
  ]);
});

test('the answer says how it comes about: hand-worked parts, the claims, and what was taken for granted', () => {
  const { ranking, resolved } = asked(
    catalogOf({ 'lab/one': { parameters_total: 9e9, parameters_active: 3e9, weights_precision: ['BF16'], ...SMALL_CACHE } }),
    onEighty({ concurrency: 2 }),
  );
  expect(resolved.deployment).toEqual({
    gpu: { id: 'eighty', memory_gb: 80, bandwidth_gb_s: 3200 },
    count: null,
    context: 1000,
    concurrency: 2,
    precision: null,
    gpu_hour_usd: null,
  });
  const details = ranking[0]?.details;
  expect(details?.fits_deployment).toMatchObject({
    precision: 'bf16',
    fits: true,
    count: 1,
    single_gpu: true,
    gpus_needed: { low: 1, expected: 1, high: 1 },
    kv_bytes_per_token: 4096,
    // 3,200 GB/s over 6 GB of active weights
    decode_bound: 3200 / 6,
    assumptions: [],
  });
  const { weights, kv_cache, overhead, total } = details?.fits_deployment?.memory ?? {};
  expect(weights).toEqual({ low: 18e9, expected: 18e9, high: 18e9 });
  expect(kv_cache).toEqual({ low: 8_192_000, expected: 8_192_000, high: 8_192_000 });
  expect(total?.low).toBe(18_008_192_000);
  expect(total?.expected).toBeCloseTo(18_008_192_000 / 0.9, 3);
  expect(total?.high).toBeCloseTo((18e9 * 1.2 + 8_192_000) / 0.9, 3);
  expect(overhead?.low).toBe(0);
  // parameters, active ones, precision, layers, heads, head size, layers with full attention
  expect(details?.fits_deployment?.claims).toHaveLength(7);
  expect(details?.gpus_needed).toEqual({ count: { low: 1, expected: 1, high: 1 }, bytes: total, assumptions: [] });
});

test('active parameters never change the memory of a mixture of experts, only the bound on its speed', () => {
  const facts = { parameters_total: 100e9, weights_precision: ['FP8'], ...LAYERS };
  const { ranking } = asked(
    catalogOf({ 'lab/dense': { ...facts, parameters_active: 100e9 }, 'lab/sparse': { ...facts, parameters_active: 10e9 } }),
    onEighty(),
  );
  const [dense, sparse] = ranking.map(({ details }) => details?.fits_deployment);
  expect(sparse?.memory).toEqual(dense?.memory);
  expect(sparse?.gpus_needed).toEqual(dense?.gpus_needed);
  expect((sparse?.decode_bound as number) / (dense?.decode_bound as number)).toBeCloseTo(10, 9);
});

test('no bandwidth, or no word on the active parameters: no bound on the speed', () => {
  const known = { parameters_total: 10e9, ...SMALL_CACHE };
  const bound = (deployment: Deployment, facts: Facts) =>
    asked(catalogOf({ 'lab/one': facts }), deployment).ranking[0]?.details?.fits_deployment?.decode_bound;
  expect(bound(onEighty({ gpu: 'dark' }), { ...known, parameters_active: 10e9 })).toBeNull();
  expect(bound(onEighty({ gpu: { memory_gb: 80 } }), { ...known, parameters_active: 10e9 })).toBeNull();
  expect(bound(onEighty(), known)).toBeNull();
});

test.each<[string, Facts, Partial<Deployment>, string, string[]]>([
  ['the one that is published', { weights_precision: ['FP8'] }, {}, 'fp8', []],
  ['the widest of several', { weights_precision: ['FP8', 'BF16'] }, {}, 'bf16', ['widest_published_taken']],
  ['bf16 where none is known', {}, {}, 'bf16', ['bf16_taken']],
  ['the one that is asked for', { weights_precision: ['BF16'] }, { precision: 'bf16' }, 'bf16', []],
  ['one that somebody has to make first', { weights_precision: ['BF16'] }, { precision: 'int4' }, 'int4', ['precision_not_published']],
])('the precision taken is %s', (_which, facts, over, precision, assumptions) => {
  const one = { parameters_total: 10e9, parameters_active: 10e9, ...SMALL_CACHE, ...facts };
  expect(asked(catalogOf({ 'lab/one': one }), onEighty(over)).ranking[0]?.details?.fits_deployment).toMatchObject({
    precision,
    assumptions,
  });
});

test('weights of an unknown format may be of 4 bits: what fits only then is not known to fit, nor known not to', () => {
  const facts = { parameters_total: 100e9, ...SMALL_CACHE };
  const fits = (over: Facts) =>
    asked(catalogOf({ 'lab/one': { ...facts, ...over } }), onEighty({ count: 1 }), { require: { gpus_needed: { known: true } } }).ranking[0]
      ?.details?.fits_deployment?.fits;
  expect(fits({})).toBeNull();
  expect(fits({ weights_precision: ['BF16'] })).toBe(false);
});

test.each<[string, Facts, number | null, string[]]>([
  ['a latent with its rotary key', { layers: 10, layers_full_attention: 10, kv_lora_rank: 512, qk_rope_head_dim: 64 }, 11_520, []],
  ['a latent without', { layers: 10, layers_full_attention: 10, kv_lora_rank: 512 }, null, ['attention_unknown']],
  ['heads without their size', { layers: 10, layers_full_attention: 10, attention_kv_heads: 8 }, null, ['attention_unknown']],
  ['no word on how many layers keep all', { layers: 16, attention_kv_heads: 1, attention_head_dim: 64 }, 4096, ['windows_unknown']],
  ['windows of no known size', { ...SMALL_CACHE, layers_full_attention: 4 }, 4096, ['windows_unknown']],
  ['windows', { ...SMALL_CACHE, layers_full_attention: 4, attention_window: 100 }, 4096, ['windows_only']],
])('the cache of %s', (_what, attention, perToken, assumptions) => {
  const one = { parameters_total: 1e9, parameters_active: 1e9, weights_precision: ['BF16'], ...attention };
  const fit = asked(catalogOf({ 'lab/one': one }), onEighty()).ranking[0]?.details?.fits_deployment;
  expect([fit?.kv_bytes_per_token, fit?.assumptions]).toEqual([perToken, assumptions]);
});

test('fewer GPUs are better, by ratio: the criterion needs no scale', () => {
  const { ranking, resolved } = ask(
    catalogOf({
      'lab/eight': { parameters_total: 250e9, weights_precision: ['BF16'], ...SMALL_CACHE },
      'lab/one': { parameters_total: 10e9, weights_precision: ['BF16'], ...SMALL_CACHE },
      'lab/open': { parameters_total: 10e9, weights_precision: ['BF16'] },
    }),
    { deployment: onEighty({ concurrency: 400 }), prefer: { weights: { gpus_needed: 1 } }, limit: 100 },
  );
  expect(resolved.scales.gpus_needed).toEqual({ kind: 'log', worst: 16, best: 1 });
  expect(ranking.map(({ model, score, contributions }) => [model, contributions[0]?.raw, score])).toEqual([
    ['lab/one', 1, 1],
    ['lab/eight', 8, 0.25],
    ['lab/hosted', null, 0],
    ['lab/open', null, 0],
  ]);
});

test.each<[string, Partial<Deployment>, Facts, object]>([
  ['two GPUs at 2.50 USD for 730 hours', { count: 2, gpu_hour_usd: 2.5 }, {}, { usd: { low: 3650, expected: 3650, high: 3650 } }],
  ['as many as it takes', { gpu_hour_usd: 2 }, {}, { usd: { low: 1460, expected: 1460, high: 2920 } }],
  ['nothing without a price', { count: 2 }, {}, { why: 'no_gpu_price' }],
  ['nothing where it does not fit', { count: 1, gpu_hour_usd: 2, precision: 'fp32' }, {}, { why: 'does_not_fit' }],
  ['nothing where the size is not known', { gpu_hour_usd: 2 }, { parameters_total: null }, { why: 'parameters_unknown' }],
])('the hardware of a self-hosted model costs %s', (_what, over, facts, expected) => {
  const catalog = catalogOf({ 'lab/one': { parameters_total: 30e9, weights_precision: ['BF16'], ...SMALL_CACHE, ...facts } });
  const view = factView(catalog, { view: 'verified' }, TODAY);
  const cost = hardwareCosts({ catalog, view, inputs: { deployment: onEighty(over) } });
  const at = (id: string) => view.candidates.findIndex((candidate) => candidate.id === id);
  expect(cost(at('lab/one@self-hosted'))).toEqual(expected);
  expect(cost(at('lab/hosted@cloud'))).toBeNull();
});

test.each<[string, object, string, string]>([
  ['a GPU that is not in the table', { deployment: onEighty({ gpu: 'eigthy' }) }, '#/deployment/gpu', 'unknown_gpu'],
  ['the criterion without hardware', {}, '#/require/fits_deployment', 'deployment_needed'],
  [
    'the criterion as a number',
    { deployment: onEighty(), require: { fits_deployment: { at_least: 1 } } },
    '#/require/fits_deployment/at_least',
    'wrong_operator',
  ],
])('refused: %s', (_what, over, pointer, code) => {
  const { faults } = checkRequest(catalogOf({}), { require: { fits_deployment: { is: true } }, ...over });
  expect(faults).toContainEqual(expect.objectContaining({ pointer, code }));
});

test.each([
  { ...LOAD },
  { gpu: 'eighty', context: 1000 },
  { gpu: 'eighty', ...LOAD, context: 0 },
  { gpu: 'eighty', ...LOAD, concurrency: 1.5 },
  { gpu: 'eighty', ...LOAD, count: 0 },
  { gpu: 'eighty', ...LOAD, precision: 'int2' },
  { gpu: 'eighty', ...LOAD, gpu_hour_usd: -1 },
  { gpu: 'eighty', ...LOAD, cores: 4 },
  { gpu: { memory_gb: 0 }, ...LOAD },
  { gpu: { memory_gb: 80, name: 'mine' }, ...LOAD },
])('a malformed deployment is refused: %j', (deployment) => {
  const { request, issues } = checkRequest(catalogOf({}), { deployment, require: { fits_deployment: { is: true } } });
  expect([request, issues.some(({ path }) => path[0] === 'deployment')]).toEqual([null, true]);
});
