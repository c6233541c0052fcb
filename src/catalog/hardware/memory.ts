import type { Figures } from './figures.ts';
import { type Attention, kvCacheBytes } from './kv-cache.ts';
import type { Precision } from './precision.ts';
import { BITS_PER_WEIGHT } from './weight-bits.ts';

/** Of the GPU's memory, what a serving engine gives itself unless it is told otherwise: vLLM, `gpu_memory_utilization`, 0.9. */
export const USABLE_SHARE = 0.9;
/** What a forward pass takes beside the weights, as a share of them: "<= 20 %" (EleutherAI, Transformer Math 101, Inference). */
export const FORWARD_PASS_SHARE = 0.2;

/** What is to be held in memory at once. */
export type Load = { readonly context: number; readonly concurrency: number; readonly precision: Precision | 'unstated' };

/** Bytes, over all GPUs together. The three parts add up to the total. */
export type Memory = { readonly weights: Figures; readonly kv_cache: Figures; readonly overhead: Figures; readonly total: Figures };

/**
 * The memory of a model under a load. Weights: every parameter counts, those of experts that rest too. Overhead (activations, workspaces, CUDA
 * context and graphs, fragmentation) at the least: none. As expected: the tenth that the engine leaves alone. At the most: that, and a fifth
 * of the weights for the forward pass.
 */
export function memoryOf(parameters: number, attention: Attention, { context, concurrency, precision }: Load): Memory {
  const bits = BITS_PER_WEIGHT[precision];
  const weights = { low: (parameters * bits.low) / 8, expected: (parameters * bits.expected) / 8, high: (parameters * bits.high) / 8 };
  const cache = kvCacheBytes(attention, context, concurrency);
  const expected = cache.expected === null ? null : (weights.expected + cache.expected) / USABLE_SHARE;
  const total = {
    low: weights.low + cache.low,
    expected,
    high: ((1 + FORWARD_PASS_SHARE) * weights.high + cache.high) / USABLE_SHARE,
  };
  return {
    weights,
    kv_cache: cache,
    overhead: {
      low: 0,
      expected: expected === null || cache.expected === null ? null : expected - weights.expected - cache.expected,
      high: total.high - weights.high - cache.high,
    },
    total,
  };
}
