import type { DerivationRule } from './derivation-rule.ts';

/** Of closed weights nobody but the vendor chooses the hardware. */
export const singleGpuOfClosedWeights: DerivationRule = {
  id: 'single_gpu_of_closed_weights',
  attribute: 'single_gpu',
  on: 'model',
  inputs: [{ attribute: 'open_weights', of: 'subject' }],
  text: 'The weights are not published, so only the vendor chooses the hardware: the question does not apply.',
  derive: ([open]) => (open?.value === false ? { value: null } : null),
};
