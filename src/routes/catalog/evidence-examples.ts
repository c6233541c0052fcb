/** Evidence as examples of the document show it. The revision is made up: no change of the seed shows in the document. */

export const CATALOG_REF_EXAMPLE = { revision: 1, hash: `sha256:${'0'.repeat(64)}`, claims: 3212 };

export const CLAIM_EXAMPLE = {
  id: 'clm_0b5f0c7a2d',
  subject: 'meta/llama-4-scout',
  attribute: 'context_window',
  value: 10_000_000,
  value_status: 'stated',
  source: 'meta-llama-4-blog',
  as_of: '2025-04-05',
  confidence: 'high',
  locator: 'section on Scout',
  position: 3,
  origin: 'seed',
  added_in: 1,
  retired_in: null,
} as const;

export const SOURCE_EXAMPLE = {
  id: 'meta-llama-4-blog',
  kind: 'vendor',
  title: 'The Llama 4 herd',
  locator: 'https://ai.meta.com/blog/llama-4-multimodal-intelligence/',
  license: null,
  retrieved: '2026-11-20',
} as const;

export const FACT_EXAMPLE = {
  status: 'known',
  value: 10_000_000,
  as_of: '2025-04-05',
  source: 'meta-llama-4-blog',
  claim: CLAIM_EXAMPLE.id,
  conflicts: [],
} as const;

export const ATTRIBUTE_EXAMPLE = {
  id: 'context_window',
  category: 'limits',
  title: 'Context window',
  description: 'Largest number of tokens of input and output together.',
  type: 'number',
  unit: 'tokens',
  better: 'higher',
  nature: 'decided',
  scope: 'model',
  scale: { kind: 'log', worst: 8000, best: 10_000_000 },
  scale_reason: 'Each doubling of the window buys about the same.',
  stale_after_days: 365,
} as const;
