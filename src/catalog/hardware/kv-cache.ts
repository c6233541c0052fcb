import type { Figures } from './figures.ts';

/** What is known of a model's attention; null: not known. */
export type Attention = {
  readonly layers: number | null;
  readonly kvHeads: number | null;
  readonly headDim: number | null;
  /** Of multi-head latent attention: the size of the latent that stands for keys and values, and of the rotary key beside it. */
  readonly kvLoraRank: number | null;
  readonly qkRopeHeadDim: number | null;
  /** Layers that keep the whole context. */
  readonly fullLayers: number | null;
  /** The latest tokens that each of the others keeps; 0: a state of fixed size (linear attention). */
  readonly window: number | null;
};

/** Bytes of one value in the cache: 16 bits, what serving engines take where nothing else is asked for (vLLM, `kv_cache_dtype: auto`). */
const BYTES_PER_VALUE = 2;

/**
 * The largest cache a token among the models of DeepSeek-AI 2025, "Insights into DeepSeek-V3" (arXiv 2505.09343), table 1: 516.096 KB,
 * LLaMA-3.1 405B. The upper bound where a model's attention is not known.
 */
export const LARGEST_DOCUMENTED_PER_TOKEN = 516_096;
/** Of the same model (meta-llama/llama-models, sku_list.py). */
const ITS_KV_HEADS = 8;

/**
 * The values that one layer caches for one token. Grouped-query attention: a key and a value for each key-value head (EleutherAI,
 * Transformer Math 101; Pope et al. 2022, section 3.3). Multi-head latent attention: the latent and the rotary key, once for all heads
 * (DeepSeek-V2, arXiv 2405.04434, section 2.1.3).
 */
function valuesPerLayer({ kvLoraRank, qkRopeHeadDim, kvHeads, headDim }: Attention): number | null {
  if (kvLoraRank !== null) return qkRopeHeadDim === null ? null : kvLoraRank + qkRopeHeadDim;
  return kvHeads === null || headDim === null ? null : 2 * kvHeads * headDim;
}

/** Bytes that one token of context takes in all layers together, as far as every layer keeps it; null where that is not known. */
export function bytesPerToken(attention: Attention): number | null {
  const values = valuesPerLayer(attention);
  return values === null || attention.layers === null ? null : values * BYTES_PER_VALUE * attention.layers;
}

/** The cache of `sequences` of `context` tokens each, in bytes. */
export function kvCacheBytes(attention: Attention, context: number, sequences: number): Figures {
  const values = valuesPerLayer(attention);
  const { layers, fullLayers, window } = attention;
  if (values === null || layers === null) return { low: 0, expected: null, high: LARGEST_DOCUMENTED_PER_TOKEN * context * sequences };
  const bytes = (full: number, kept: number) =>
    values * BYTES_PER_VALUE * sequences * (full * context + (layers - full) * Math.min(kept, context));
  if (fullLayers === null) return { low: bytes(0, window ?? 0), expected: null, high: bytes(layers, 0) };
  if (fullLayers >= layers) return exactly(bytes(layers, 0));
  if (window === null) return { low: bytes(fullLayers, 0), expected: null, high: bytes(layers, 0) };
  return exactly(bytes(fullLayers, window));
}

/**
 * How many ways a cache can be split over GPUs that share each layer: key-value heads can be dealt out, beyond their number they are copied;
 * a latent has no heads and every GPU holds it whole (vLLM, optimisation and tuning: tensor parallelism duplicates an MLA cache).
 */
export function kvShards(attention: Attention): number {
  return attention.kvLoraRank === null ? (attention.kvHeads ?? ITS_KV_HEADS) : 1;
}

function exactly(bytes: number): Figures {
  return { low: bytes, expected: bytes, high: bytes };
}
