import { fitsIn } from '../hardware/gpu-count.ts';
import { type Attention, kvShards } from '../hardware/kv-cache.ts';
import { memoryOf } from '../hardware/memory.ts';
import type { Precision } from '../hardware/precision.ts';

/** The GPU that the attribute `single_gpu` speaks of: 80 GB. */
export const BARE_GPU_GB = 80;
/** What it has to hold beside the weights: one sequence of 8,192 tokens. */
const LOAD = { context: 8192, concurrency: 1 } as const;
/** Nothing is taken as known of the attention: the cache is between none and the largest documented one. */
const ANY_ATTENTION: Attention = {
  layers: null,
  kvHeads: null,
  headDim: null,
  kvLoraRank: null,
  qkRopeHeadDim: null,
  fullLayers: null,
  window: null,
};

/** Whether a model of that many parameters fits on one such GPU, whatever its attention; null where that depends on more. */
export function fitsOnOne(parameters: number, precision: Precision | 'unstated'): boolean | null {
  return fitsIn(memoryOf(parameters, ANY_ATTENTION, { ...LOAD, precision }), BARE_GPU_GB, 1, kvShards(ANY_ATTENTION));
}
