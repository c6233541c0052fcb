import { describe, expect, test } from 'vitest';
import { decodeBound } from '../../../src/catalog/hardware/decode-speed.ts';
import { fitsIn, gpusNeeded } from '../../../src/catalog/hardware/gpu-count.ts';
import { type Attention, bytesPerToken, kvCacheBytes, LARGEST_DOCUMENTED_PER_TOKEN } from '../../../src/catalog/hardware/kv-cache.ts';
import { memoryOf } from '../../../src/catalog/hardware/memory.ts';
import type { Precision } from '../../../src/catalog/hardware/precision.ts';

const UNKNOWN: Attention = {
  layers: null,
  kvHeads: null,
  headDim: null,
  kvLoraRank: null,
  qkRopeHeadDim: null,
  fullLayers: null,
  window: null,
};
const grouped = (layers: number, kvHeads: number, headDim = 128): Attention => ({
  ...UNKNOWN,
  layers,
  kvHeads,
  headDim,
  fullLayers: layers,
});

const LLAMA_8B = grouped(32, 8);
const LLAMA_70B = grouped(80, 8);
const LLAMA_405B = grouped(126, 8);
const QWEN_2_5_72B = grouped(80, 8);
const DEEPSEEK_V3: Attention = { ...UNKNOWN, layers: 61, fullLayers: 61, kvLoraRank: 512, qkRopeHeadDim: 64 };
const GPT_OSS_120B: Attention = { ...grouped(36, 8, 64), fullLayers: 18, window: 128 };
const SCOUT: Attention = { ...grouped(48, 8), fullLayers: 12, window: 8192 };

describe('Hugging Face, "Llama 3.1 - 405B, 70B & 8B with multilinguality and long context", Inference Memory Requirements', () => {
  test.each<[string, number, Precision, number]>([
    ['8B', 8e9, 'fp16', 16],
    ['8B', 8e9, 'fp8', 8],
    ['8B', 8e9, 'int4', 4],
    ['70B', 70e9, 'fp16', 140],
    ['70B', 70e9, 'fp8', 70],
    ['70B', 70e9, 'int4', 35],
    ['405B', 405e9, 'fp16', 810],
    ['405B', 405e9, 'fp8', 405],
    ['405B', 405e9, 'int4', 203],
  ])('the weights of %s (%d) in %s take %d GB, scales left out', (_name, parameters, precision, gb) => {
    const { weights } = memoryOf(parameters, UNKNOWN, { context: 1, concurrency: 1, precision });
    expect(Math.round(weights.low / 1e9)).toBe(gb);
  });

  // The table counts 1k as 1,024 and 16k and 128k as thousands, and means GiB. For 405B it has the 16 key-value heads of the first release,
  // 8 of them copies; the models' own list and every later configuration have 8, which is half.
  test.each<[string, Attention, number, number]>([
    ['8B', LLAMA_8B, 1024, 0.125],
    ['8B', LLAMA_8B, 16_000, 1.95],
    ['8B', LLAMA_8B, 128_000, 15.62],
    ['70B', LLAMA_70B, 1024, 0.313],
    ['70B', LLAMA_70B, 16_000, 4.88],
    ['70B', LLAMA_70B, 128_000, 39.06],
    ['405B, 16 heads', grouped(126, 16), 1024, 0.984],
    ['405B, 16 heads', grouped(126, 16), 16_000, 15.38],
    ['405B, 16 heads', grouped(126, 16), 128_000, 123.05],
  ])('the KV cache of %s at %s %d tokens takes %d GB', (_name, attention, context, gib) => {
    const { low, expected, high } = kvCacheBytes(attention, context, 1);
    expect([low, high]).toEqual([expected, expected]);
    expect((expected as number) / 2 ** 30).toBeCloseTo(gib, 1);
  });
});

test('an 8B model at 128k needs as much cache as weights: the blog says so of the maximum of its context', () => {
  const { weights, kv_cache } = memoryOf(8e9, LLAMA_8B, { context: 131_072, concurrency: 1, precision: 'fp16' });
  expect((kv_cache.expected as number) / (weights.expected as number)).toBeCloseTo(1.07, 2);
});

test.each<[string, Attention, number]>([
  ['DeepSeek-V3 (MLA)', DEEPSEEK_V3, 70_272],
  ['Qwen-2.5 72B (GQA)', QWEN_2_5_72B, 327_680],
  ['LLaMA-3.1 405B (GQA)', LLAMA_405B, 516_096],
])('the cache of a token of %s: DeepSeek-AI 2025 (arXiv 2505.09343), table 1', (_name, attention, bytes) => {
  expect(bytesPerToken(attention)).toBe(bytes);
});

test('the bound for an unknown attention is the largest of that table', () => {
  expect(LARGEST_DOCUMENTED_PER_TOKEN).toBe(bytesPerToken(LLAMA_405B));
});

test('gpt-oss-120b at 4.25 bits is expected to fit on one GPU of 80 GB (its README), and at the most it may not', () => {
  const memory = memoryOf(117e9, GPT_OSS_120B, { context: 131_072, concurrency: 1, precision: 'mxfp4' });
  expect((memory.weights.expected as number) / 1e9).toBeCloseTo(62.16, 2);
  // 18 of 36 layers keep 128 tokens: half of what all would take, near enough
  expect(memory.kv_cache.expected).toBe(2 * 8 * 64 * 2 * (18 * 131_072 + 18 * 128));
  expect(gpusNeeded(memory, 80, 8)).toEqual({ low: 1, expected: 1, high: 2 });
  expect(fitsIn(memory, 80, 1, 8)).toBeNull();
});

test('Llama 4 Scout in int4 is expected to fit on one H100 of 80 GB (its model card), in bf16 it surely does not', () => {
  const load = { context: 8192, concurrency: 1 };
  // 109 x 4.5 / 8 x 1.2 / 0.9 = 81.8 GB at the most: the largest scales, and the whole overhead
  expect(gpusNeeded(memoryOf(109e9, SCOUT, { ...load, precision: 'int4' }), 80, 8)).toEqual({ low: 1, expected: 1, high: 2 });
  expect(fitsIn(memoryOf(109e9, SCOUT, { ...load, precision: 'bf16' }), 80, 1, 8)).toBe(false);
});

test('four GPUs of 80 GB, an often repeated figure, can’t hold the 800 GB of Llama 4 Maverick in bf16, whatever its attention', () => {
  const memory = memoryOf(400e9, UNKNOWN, { context: 1, concurrency: 1, precision: 'bf16' });
  expect(memory.weights.low).toBe(800e9);
  expect(fitsIn(memory, 80, 4, 8)).toBe(false);
});

test('Llama 3.1 405B does not fit on a node of 8 x 80 GB in bf16; in fp8, the blog’s advice, it is expected to', () => {
  const load = { context: 8192, concurrency: 1 };
  const needed = (precision: Precision) => gpusNeeded(memoryOf(405e9, LLAMA_405B, { ...load, precision }), 80, 8);
  expect(fitsIn(memoryOf(405e9, LLAMA_405B, { ...load, precision: 'bf16' }), 80, 8, 8)).toBe(false);
  expect(needed('bf16')).toEqual({ low: 16, expected: 16, high: 16 });
  expect(needed('fp8')).toEqual({ low: 8, expected: 8, high: 8 });
});

test('a latent cache is held whole by every GPU of a node: at the most, eight GPUs hold no more of it than one', () => {
  // 671 GB of weights and 64 x 100,000 x 70,272 bytes = 450 GB of cache: 1,246 GB are expected, of 1,536. At the most each GPU of one node
  // would hold (671 x 1.2 / 8 + 450) / 0.9 = 611 GB: more than three times 192.
  const memory = memoryOf(671e9, DEEPSEEK_V3, { context: 100_000, concurrency: 64, precision: 'fp8' });
  expect(gpusNeeded(memory, 192, 1)).toEqual({ low: 8, expected: 8, high: 32 });
});

test('the parts of an estimate add up to its total', () => {
  const { weights, kv_cache, overhead, total } = memoryOf(70e9, LLAMA_70B, { context: 32_768, concurrency: 4, precision: 'int4' });
  for (const end of ['low', 'expected', 'high'] as const)
    expect((weights[end] as number) + (kv_cache[end] as number) + (overhead[end] as number)).toBeCloseTo(total[end] as number, 3);
});

test('an unknown attention leaves the expected figure open and the range wide: nothing but weights, or the largest cache documented', () => {
  const { kv_cache, total } = memoryOf(10e9, UNKNOWN, { context: 1000, concurrency: 2, precision: 'bf16' });
  expect(kv_cache).toEqual({ low: 0, expected: null, high: 1_032_192_000 });
  expect([total.low, total.expected]).toEqual([20e9, null]);
});

test('layers whose window is not known keep something between nothing and everything', () => {
  const oneInFour = { ...grouped(40, 8), fullLayers: 10 };
  const all = kvCacheBytes(grouped(40, 8), 1000, 1).low;
  expect(kvCacheBytes(oneInFour, 1000, 1)).toEqual({ low: all / 4, expected: null, high: all });
  expect(kvCacheBytes({ ...oneInFour, window: 500 }, 1000, 1).expected).toBe(all / 4 + (all * 3) / 8);
  expect(kvCacheBytes({ ...oneInFour, fullLayers: null }, 1000, 1)).toEqual({ low: 0, expected: null, high: all });
});

test('Llama 3.1 8B in bf16 on an H100 can’t decode faster than 3,350 GB/s over 16 GB: 209 tokens a second', () => {
  expect(decodeBound(8e9, 'bf16', 3350, 1)).toBeCloseTo(209.4, 1);
  expect(decodeBound(8e9, 'bf16', 3350, 2)).toBeCloseTo(418.75, 2);
});
