import { type DerivationRule, isVendorsOwn } from './derivation-rule.ts';

/**
 * Commercial use of an offer where the provider's terms settle it alone. The vendor's own API: who made the model and sells its use is bound by
 * no licence of the weights, and grants what the terms grant. Anywhere: terms that forbid it forbid it, whatever the weights' licence allows.
 */
export const commercialUseByTerms: DerivationRule = {
  id: 'commercial_use_by_terms',
  attribute: 'commercial_use',
  on: 'offer',
  inputs: [{ attribute: 'api_commercial_use', of: 'provider' }],
  replacesInherited: true,
  text: 'At the vendor’s own API the terms of the service decide; at any provider, terms that forbid commercial use forbid it.',
  derive: ([terms], { offer }) => {
    if (!terms || typeof terms.value !== 'boolean' || !offer) return null;
    if (terms.value && !isVendorsOwn(offer)) return null;
    return { value: terms.value, ...(terms.conditions && { conditions: terms.conditions }) };
  },
};
