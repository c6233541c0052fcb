import { narrowestOf } from '../hardware/weight-bits.ts';
import type { DerivationRule } from './derivation-rule.ts';
import { BARE_GPU_GB, fitsOnOne } from './fits-on-one.ts';

/**
 * Whether a model runs on one GPU in the narrowest format that its vendor publishes. Only yes: that a format does not fit says nothing of one
 * that the vendor documents and does not publish.
 */
export const singleGpuByPrecision: DerivationRule = {
  id: 'single_gpu_by_precision',
  attribute: 'single_gpu',
  on: 'model',
  inputs: [
    { attribute: 'parameters_total', of: 'subject' },
    { attribute: 'weights_precision', of: 'subject' },
  ],
  text: 'The arithmetic of fits_deployment for one GPU of 80 GB in the narrowest format that the vendor publishes: yes where it fits with all that may come on top.',
  derive: ([parameters, published]) => {
    if (typeof parameters?.value !== 'number' || parameters.qualifier === 'at_least' || !Array.isArray(published?.value)) return null;
    const precision = narrowestOf(published.value);
    if (precision === null || fitsOnOne(parameters.value, precision) !== true) return null;
    return { value: true, conditions: `${BARE_GPU_GB} GB, ${precision.toUpperCase()}, one sequence of 8192 tokens` };
  },
};
