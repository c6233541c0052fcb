import type { Precision } from './precision.ts';
import { BITS_PER_WEIGHT } from './weight-bits.ts';

/**
 * Tokens a second that one sequence can't get beyond: each token reads every weight that works on it once, and memory gives no more than its
 * bandwidth. The memory roof of Yuan et al. 2024, "LLM Inference Unveiled" (arXiv 2402.16363), section 2; Pope et al. 2022 (arXiv
 * 2211.05102), section 2. A bound, no forecast: the cache, the links between GPUs and the kernels all take their part.
 */
export function decodeBound(activeParameters: number, precision: Precision | 'unstated', gbPerSecond: number, count: number): number {
  return (gbPerSecond * 1e9 * count) / ((activeParameters * BITS_PER_WEIGHT[precision].low) / 8);
}
