import type { Figures } from './figures.ts';
import { FORWARD_PASS_SHARE, type Memory, USABLE_SHARE } from './memory.ts';

/** GPUs that share each layer: within one node of eight (vLLM, parallelism and scaling: tensor parallel in a node, pipeline parallel across). */
const NODE = 8;
/** Sizes of tensor parallelism that divide the usual numbers of heads. */
const WITHIN_NODE = [1, 2, 4, 8] as const;
const GB = 1e9;
/** A vendor's "GB" of GPU memory is at the most 2^30 bytes: for what surely does not fit. */
const GIB = 2 ** 30;

export type End = 'low' | 'expected' | 'high';

/**
 * Bytes that each of `count` GPUs has to hold; null where nothing says what to expect. Weights are split evenly. So is the cache, but at
 * the most end no more ways in a node than it has heads to deal out (`shards`).
 */
function bytesPerGpu(memory: Memory, end: End, count: number, shards: number): number | null {
  if (end !== 'high') {
    const total = memory.total[end];
    return total === null ? null : total / count;
  }
  const ways = Math.max(count / NODE, 1) * Math.min(count, NODE, shards);
  return (((1 + FORWARD_PASS_SHARE) * memory.weights.high) / count + memory.kv_cache.high / ways) / USABLE_SHARE;
}

/** Whether one end of the estimate fits into `count` GPUs; null where nothing says what to expect. */
export function endFits(memory: Memory, end: End, gpuGb: number, count: number, shards: number): boolean | null {
  const bytes = bytesPerGpu(memory, end, count, shards);
  return bytes === null ? null : bytes <= gpuGb * (end === 'low' ? GIB : GB);
}

/** True where even the most fits, false where even the least does not, else null: it depends on what is not known. */
export function fitsIn(memory: Memory, gpuGb: number, count: number, shards: number): boolean | null {
  if (endFits(memory, 'high', gpuGb, count, shards)) return true;
  return endFits(memory, 'low', gpuGb, count, shards) ? null : false;
}

/** The smallest practical number of GPUs for each end: 1, 2, 4 or 8 of one node, or whole nodes of eight. */
export function gpusNeeded(memory: Memory, gpuGb: number, shards: number): Figures {
  const low = smallest(memory, 'low', gpuGb, shards) as number;
  const high = smallest(memory, 'high', gpuGb, shards) as number;
  return { low, expected: smallest(memory, 'expected', gpuGb, shards), high };
}

function smallest(memory: Memory, end: End, gpuGb: number, shards: number): number | null {
  for (const count of WITHIN_NODE) {
    const fits = endFits(memory, end, gpuGb, count, shards);
    if (fits === null) return null;
    if (fits) return count;
  }
  // Beyond a node each further one takes an equal share of everything: what a GPU of a single node would have to hold says how many.
  const bytes = bytesPerGpu(memory, end, NODE, shards) as number;
  return NODE * Math.ceil(bytes / (gpuGb * (end === 'low' ? GIB : GB)));
}
