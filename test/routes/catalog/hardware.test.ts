import { expect, test } from 'vitest';
import { appOver, seededCatalog } from '../../support/catalogs/seeded.ts';

const app = appOver(seededCatalog());
const get = async (url: string) => {
  const answer = await app.inject(url);
  return { status: answer.statusCode, body: answer.json() };
};

test('GET /v1/gpus lists GPUs with memory, bandwidth and a source that there is', async () => {
  const { items } = (await get('/v1/gpus')).body;
  expect(items).toContainEqual(
    expect.objectContaining({ id: 'h100-sxm', memory_gb: 80, memory_bandwidth_gb_s: 3350, source: 'google-cloud-gpus-copy' }),
  );
  for (const { source } of items) expect((await get(`/v1/sources/${source}`)).status).toBe(200);
});

test('which GPUs would run Llama 3.1 70B in bf16 for one sequence of 8k', async () => {
  const { body } = await get('/v1/models/meta/llama-3.1-70b-instruct/hardware?context=8192&concurrency=1&precision=bf16');
  expect(body).toMatchObject({
    model: 'meta/llama-3.1-70b-instruct',
    kv_bytes_per_token: 327_680,
    memory: { weights: { low: 140e9, expected: 140e9, high: 140e9 }, kv_cache: { expected: 8192 * 327_680 } },
  });
  const counts = Object.fromEntries(body.gpus.map((one: { gpu: string; count: object }) => [one.gpu, one.count]));
  // 142.7 GB at the least, 158.5 as expected, 189.6 at the most
  expect(counts['h100-sxm']).toEqual({ low: 2, expected: 2, high: 4 });
  expect(counts.h200).toEqual({ low: 1, expected: 2, high: 2 });
  expect(counts.mi300x).toEqual({ low: 1, expected: 1, high: 1 });
  expect(counts['rtx-4090']).toEqual({ low: 8, expected: 8, high: 8 });
});

test('a ranking and the reverse question agree', async () => {
  const { body } = await get('/v1/models/openai/gpt-oss-120b/hardware?context=65536&concurrency=8');
  const ranking = await app.inject({
    method: 'POST',
    url: '/v1/rankings',
    payload: {
      require: { gpus_needed: { known: true } },
      candidates: { offers: ['openai/gpt-oss-120b@self-hosted'] },
      deployment: { gpu: 'h100-sxm', context: 65_536, concurrency: 8 },
    },
  });
  const { details } = ranking.json().ranking[0];
  expect(details.fits_deployment.memory).toEqual(body.memory);
  expect(body.gpus.find(({ gpu }: { gpu: string }) => gpu === 'h100-sxm').count).toEqual(details.gpus_needed.count);
});

test('a model of which no size is known: nothing made up', async () => {
  const { body } = await get('/v1/models/openai/gpt-5/hardware?context=1000&concurrency=1');
  expect(body.memory).toBeNull();
  expect(body.assumptions).toContain('parameters_unknown');
  for (const { count, single_gpu } of body.gpus) expect([count, single_gpu]).toEqual([null, null]);
});

test.each([
  ['meta/llama-9', 'context=1&concurrency=1', 404],
  ['meta/llama-4', 'context=1&concurrency=1', 404],
  ['meta/llama-4-scout', 'context=1', 400],
  ['meta/llama-4-scout', 'context=0&concurrency=1', 400],
  ['meta/llama-4-scout', 'context=1&concurrency=1&precision=int2', 400],
  ['meta/llama-4-scout', 'context=1&concurrency=1&gpu=h100', 400],
])('GET /v1/models/%s/hardware?%s is %d', async (model, query, status) => {
  expect((await get(`/v1/models/${model}/hardware?${query}`)).status).toBe(status);
});
