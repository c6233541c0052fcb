import { type DerivationRule, isVendorsOwn } from './derivation-rule.ts';

/** Commercial use of weights that somebody else hosts: whoever uses them is bound by their licence and by the host's terms. */
export const commercialUseOfHostedWeights: DerivationRule = {
  id: 'commercial_use_of_hosted_weights',
  attribute: 'commercial_use',
  on: 'offer',
  inputs: [
    { attribute: 'commercial_use', of: 'model' },
    { attribute: 'api_commercial_use', of: 'provider' },
  ],
  replacesInherited: true,
  text: 'Somebody else hosts the weights: commercial use is allowed where both their licence and the terms of the service allow it.',
  derive: ([weights, terms], { offer }) => {
    if (offer === null || isVendorsOwn(offer)) return null;
    if (typeof weights?.value !== 'boolean' || typeof terms?.value !== 'boolean') return null;
    const conditions = [
      ...(weights.conditions ? [`weights: ${weights.conditions}`] : []),
      ...(terms.conditions ? [`service: ${terms.conditions}`] : []),
    ].join('; ');
    return { value: weights.value && terms.value, ...(conditions && { conditions }) };
  },
};
