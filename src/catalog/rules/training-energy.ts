import type { Claim } from '../claim.ts';
import type { Conclusion, DerivationRule } from './derivation-rule.ts';

/** Training energy from the GPU hours of the whole training: the same for every model whose vendor gives hours. */
export const trainingEnergy: DerivationRule = {
  id: 'training_energy_by_gpu_hours',
  attribute: 'training_energy',
  on: 'line',
  inputs: [
    { attribute: 'training_gpu_hours', of: 'subject' },
    { attribute: 'training_gpu_power', of: 'subject' },
  ],
  text: 'GPU hours of the whole training times the peak power of one GPU: what the GPUs take, without hosts, network and cooling.',
  derive: ([hours, power]) => energyOf(hours, power),
};

/** What GPUs at full power take in their hours, in kWh; null where a bound of one meets the opposite bound of the other. */
export function energyOf(hours: Claim | undefined, power: Claim | undefined): Conclusion | null {
  if (typeof hours?.value !== 'number' || typeof power?.value !== 'number') return null;
  const qualifiers = [...new Set([hours.qualifier, power.qualifier].filter((qualifier) => qualifier !== undefined))];
  const [bound, ...others] = qualifiers.filter((qualifier) => qualifier !== 'approximately');
  if (others.length > 0) return null;
  const qualifier = bound ?? qualifiers[0];
  const further = [
    ...(hours.conditions ? [`hours: ${hours.conditions}`] : []),
    ...(power.conditions ? [`power: ${power.conditions}`] : []),
  ];
  return {
    value: (hours.value * power.value) / 1000,
    ...(qualifier && { qualifier }),
    conditions: [`${hours.value} GPU hours at ${power.value} W: the GPUs alone, at full power`, ...further].join('; '),
  };
}
