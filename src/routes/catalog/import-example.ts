import type { ImportReport } from '../../feeds/import-report.ts';

export const REPORT_EXAMPLE: ImportReport = {
  format: 'openrouter',
  rows: 336,
  accepted: 157,
  parked: 169,
  rejected: 10,
  changes: { new: 2, changed: 1, gone: 0 },
  unchanged: 154,
  confirmed: 0,
  disagreements: 1,
  checks: [
    {
      check: 'rounded_window',
      title: 'a rounded window beside an exact one',
      parked: 0,
      caveats: 1,
      examples: [
        {
          row: '/data/openai~1gpt-4.1',
          subject: 'openai/gpt-4.1@openrouter',
          attribute: 'context_window',
          effect: 'caveat',
          detail: '1000000 here, 1047576 by openai-gpt-4-1-page',
        },
      ],
    },
  ],
  revision: 7,
  details: {
    rejected: [{ row: '/data/acme~1y', code: 'out_of_bounds', detail: '/pricing/prompt: a price out of bounds' }],
    parked: [{ row: '/data/acme~1x', code: 'unknown_model', detail: 'no alias and no exact name', name: 'acme/x', provider: 'openrouter' }],
    new: [{ row: '/data/openai~1gpt-5.1', subject: 'openai/gpt-5.1@openrouter', statements: 9 }],
    changed: [
      {
        row: '/data/meta-llama~1llama-4-scout',
        subject: 'meta/llama-4-scout@openrouter',
        changes: [{ attribute: 'price_input', before: 0.1, after: 0.08 }],
      },
    ],
    gone: [],
    disagreements: [
      {
        subject: 'meta/llama-4-scout@openrouter',
        attribute: 'context_window',
        feed: { value: 327_680, source: 'feed-openrouter', claim: 'clm_0123456789abcdef' },
        other: { value: 1_310_720, source: 'feed-models-dev', claim: 'clm_fedcba9876543210' },
      },
    ],
    truncated: { rejected: 9, parked: 168, new: 1, changed: 0, gone: 0, disagreements: 0 },
  },
};
