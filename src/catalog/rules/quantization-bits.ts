import { narrowestOf, nominalBits } from '../hardware/weight-bits.ts';
import type { DerivationRule } from './derivation-rule.ts';

/** The bit width of the narrowest format that the vendor publishes, where that is fewer than 16 bits. */
export const quantizationBits: DerivationRule = {
  id: 'quantization_bits_by_precision',
  attribute: 'quantization_bits',
  on: 'model',
  inputs: [{ attribute: 'weights_precision', of: 'subject' }],
  text: 'The bits of the narrowest format in which the vendor publishes the weights, where it is one of 8 bits or fewer.',
  derive: ([published]) => {
    const precision = Array.isArray(published?.value) ? narrowestOf(published.value) : null;
    const bits = precision && nominalBits(precision);
    if (!published || precision === null || bits === null || bits > 8) return null;
    return {
      value: bits,
      ...(published.qualifier && { qualifier: 'at_most' as const }),
      conditions: `${precision.toUpperCase()}, as the vendor publishes the weights`,
    };
  },
};
