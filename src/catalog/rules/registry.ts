import { commercialUseByLicense } from './commercial-use-by-license.ts';
import { commercialUseByTerms } from './commercial-use-by-terms.ts';
import { commercialUseOfClosedWeights } from './commercial-use-of-closed-weights.ts';
import { commercialUseOfHostedWeights } from './commercial-use-of-hosted-weights.ts';
import type { DerivationRule } from './derivation-rule.ts';
import { pricingModel } from './pricing-model.ts';
import { quantizationBits } from './quantization-bits.ts';
import { singleGpuByPrecision } from './single-gpu-by-precision.ts';
import { singleGpuBySize } from './single-gpu-by-size.ts';
import { singleGpuOfClosedWeights } from './single-gpu-of-closed-weights.ts';
import { trainingEnergy } from './training-energy.ts';
import { trainingEnergyOfPretraining } from './training-energy-of-pretraining.ts';

/**
 * All rules. A rule may build on claims of those before it, never of those behind it. Where two rules speak of the same attribute of the same
 * subject, the earlier one stands.
 */
export const RULES: readonly DerivationRule[] = [
  commercialUseByLicense,
  commercialUseByTerms,
  commercialUseOfClosedWeights,
  commercialUseOfHostedWeights,
  trainingEnergy,
  trainingEnergyOfPretraining,
  singleGpuOfClosedWeights,
  singleGpuBySize,
  singleGpuByPrecision,
  quantizationBits,
  pricingModel,
];

const BY_ID: ReadonlyMap<string, DerivationRule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleNamed(id: string): DerivationRule | undefined {
  return BY_ID.get(id);
}
