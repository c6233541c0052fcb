import type { Figures } from './figures.ts';
import { FORWARD_PASS_SHARE, type Memory, USABLE_SHARE } from './memory.ts';

/** GPUs that share each layer: within one node of eight (vLLM, parallelism and scaling: tensor parallel in a node, pipeline parallel across). */
const NODE = 8;
/** Sizes of tensor parallelism that divide the usual numbers of heads. */
const WITHIN_NODE = [1, 2, 4, 8] as const;
const GB = 1e9;
/** A vendor's "GB" of GPU memory is at the most 2^30 bytes: this counts where the answer is that a model surely does not fit. */
const GIB = 2 ** 30;

/**
 * Bytes that each of `count` GPUs has to hold at the most. Weights are split evenly. The cache is split within a node into no more parts than
 * there are `shards` (see `kvShards`).
 */
function mostPerGpu(memory: Memory, count: number, shards: number): number {
  const ways = Math.max(count / NODE, 1) * Math.min(count, NODE, shards);
  return (((1 + FORWARD_PASS_SHARE) * memory.weights.high) / count + memory.kv_cache.high / ways) / USABLE_SHARE;
}

/** Whether a model fits: true where even the most does, false where even the least does not, null where that depends on what is not known. */
export function fitsIn(memory: Memory, gpuGb: number, count: number, shards: number): boolean | null {
  if (mostPerGpu(memory, count, shards) <= gpuGb * GB) return true;
  return memory.total.low / count <= gpuGb * GIB ? null : false;
}

/** The smallest practical number of GPUs for each end: 1, 2, 4 or 8 of one node, or whole nodes of eight. */
export function gpusNeeded(memory: Memory, gpuGb: number, shards: number): Figures {
  const { low, expected } = memory.total;
  return {
    low: smallestCount((count) => low / count, gpuGb * GIB),
    expected: expected === null ? null : smallestCount((count) => expected / count, gpuGb * GB),
    high: smallestCount((count) => mostPerGpu(memory, count, shards), gpuGb * GB),
  };
}

function smallestCount(bytesPerGpu: (count: number) => number, capacity: number): number {
  for (const count of WITHIN_NODE) if (bytesPerGpu(count) <= capacity) return count;
  // Each further node takes an equal share of everything, so what a GPU of a single node would have to hold says how many it takes.
  return NODE * Math.ceil(bytesPerGpu(NODE) / capacity);
}
