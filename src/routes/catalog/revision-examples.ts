import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

export const REVISION_EXAMPLE = {
  number: 2,
  hash: CATALOG_REF_EXAMPLE.hash,
  created_at: '2026-11-23T12:00:00.000Z',
  origin: 'import',
  author: 'price-feeds',
  note: 'openrouter: 2 new, 1 changed, 0 gone',
} as const;

export const CHANGE_EXAMPLE = {
  id: 'claims/meta/llama-4-scout@groq/price_input/clm_0123456789abcdef',
  what: 'changed',
  revision: 2,
  table: 'claims',
  subject: 'meta/llama-4-scout@groq',
  attribute: 'price_input',
  source: 'openrouter',
  before: { claim: 'clm_fedcba9876543210', value: 0.11, value_status: 'stated', qualifier: null, as_of: '2026-11-01' },
  after: { claim: 'clm_0123456789abcdef', value: 0.13, value_status: 'stated', qualifier: null, as_of: '2026-11-23' },
} as const;
