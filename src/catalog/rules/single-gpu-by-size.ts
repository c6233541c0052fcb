import type { DerivationRule } from './derivation-rule.ts';
import { BARE_GPU_GB, fitsOnOne } from './fits-on-one.ts';

/** Whether a model runs on one GPU, where its size alone tells: whatever its attention, and in whatever precision its vendor publishes it. */
export const singleGpuBySize: DerivationRule = {
  id: 'single_gpu_by_size',
  attribute: 'single_gpu',
  on: 'model',
  inputs: [{ attribute: 'parameters_total', of: 'subject' }],
  text: 'The arithmetic of fits_deployment for one GPU of 80 GB: yes where 16 bits a weight fit with all that may come on top, no where 4 bits a weight do not fit with nothing on top.',
  derive: ([parameters]) => {
    if (typeof parameters?.value !== 'number') return null;
    const fits = fitsOnOne(parameters.value, 'unstated');
    if (fits === null || parameters.qualifier === (fits ? 'at_least' : 'at_most')) return null;
    const conditions = fits
      ? `${BARE_GPU_GB} GB, 16 bits a weight or fewer, one sequence of 8192 tokens`
      : `${BARE_GPU_GB} GB, in any precision down to 4 bits a weight`;
    return { value: fits, conditions };
  },
};
