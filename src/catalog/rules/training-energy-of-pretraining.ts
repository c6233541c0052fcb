import type { DerivationRule } from './derivation-rule.ts';
import { energyOf } from './training-energy.ts';

/** A lower bound of the training energy where the vendor gives the hours of pre-training alone. */
export const trainingEnergyOfPretraining: DerivationRule = {
  id: 'training_energy_of_pretraining',
  attribute: 'training_energy',
  on: 'line',
  inputs: [
    { attribute: 'training_gpu_hours_pretraining', of: 'subject' },
    { attribute: 'training_gpu_power', of: 'subject' },
  ],
  text: 'GPU hours of pre-training times the peak power of one GPU: the whole training took at least as much.',
  derive: ([hours, power]) => {
    const energy = energyOf(hours, power);
    return energy && energy.qualifier !== 'at_most' ? { ...energy, qualifier: 'at_least' } : null;
  },
};
