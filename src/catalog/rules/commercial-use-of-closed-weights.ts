import { type DerivationRule, isVendorsOwn } from './derivation-rule.ts';

/** Commercial use of closed weights at a cloud or a gateway: there is no licence of the weights, so the terms of who sells them decide. */
export const commercialUseOfClosedWeights: DerivationRule = {
  id: 'commercial_use_of_closed_weights',
  attribute: 'commercial_use',
  on: 'offer',
  inputs: [
    { attribute: 'open_weights', of: 'model' },
    { attribute: 'api_commercial_use', of: 'provider' },
  ],
  replacesInherited: true,
  text: 'The weights are closed, so nothing but the terms of the service binds who uses them: they allow commercial use, or not.',
  derive: ([open, terms], { offer }) => {
    if (offer === null || isVendorsOwn(offer)) return null;
    if (!terms || open?.value !== false || typeof terms.value !== 'boolean') return null;
    return { value: terms.value, ...(terms.conditions && { conditions: terms.conditions }) };
  },
};
