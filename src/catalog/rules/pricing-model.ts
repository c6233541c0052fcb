import type { DerivationRule } from './derivation-rule.ts';

/** A list price of input tokens says that tokens are charged for. A price of 0 says nothing: it may be part of a plan. */
export const pricingModel: DerivationRule = {
  id: 'pricing_model_by_price',
  attribute: 'pricing_model',
  on: 'offer',
  inputs: [{ attribute: 'price_input', of: 'subject' }],
  text: 'The provider lists a price above 0 for a million input tokens of the model, so it charges by the token; whatever else it charges by is not known from that.',
  derive: ([price]) => (typeof price?.value === 'number' && price.value > 0 ? { value: ['per_token'], qualifier: 'at_least' } : null),
};
