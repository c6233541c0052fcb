import type { Request } from './closed-loop.ts';

/** As many bodies as a round may ask before it repeats one: nothing that is kept from one question can answer another. */
const DISTINCT = 1000;

function each(make: (i: number) => Request): Request[] {
  return Array.from({ length: DISTINCT }, (_, i) => make(i));
}

function ranking(i: number, costly: boolean): object {
  return {
    require: {
      context_window: { at_least: 100_000 + 10 * i },
      price_input: { at_most: 2 + i / 1000 },
      tool_calling: { is: true },
      modalities_in: { all_of: ['text'] },
      hosting: { none_of: ['community'] },
      max_output_tokens: { at_least: 4000 + i },
    },
    prefer: {
      weights: {
        [costly ? 'monthly_cost' : 'price_input']: 3,
        price_output: 3 + i / 100,
        gpqa_diamond: 2,
        context_window: 1,
        mmlu_pro: 1,
        swe_bench_verified: 2,
      },
    },
    ...(costly ? { workload: { requests_per_month: 500_000 + i, input_tokens: 3000, cached_input_share: 0.4, output_tokens: 400 } } : {}),
    limit: 10,
    as_of: '2026-11-23',
  };
}

const posting = (path: string, body: object): Request => ({ method: 'POST', path, body: JSON.stringify(body) });

/** 6 requirements, 6 criteria, the 10 best. */
export const RANKINGS = each((i) => posting('/v1/rankings', ranking(i, false)));
/** The same with the monthly cost of a workload as one of the criteria. */
export const COSTLY_RANKINGS = each((i) => posting('/v1/rankings', ranking(i, true)));
/** Each saved under an Idempotency-Key of its own. */
export const SAVINGS = each((i) => ({
  ...posting('/v1/decisions', { title: `Bench ${i}`, owner: 'Bench', ranking: ranking(i, false) }),
  headers: { 'idempotency-key': 'one for each' },
}));
/** 20 alternatives by 6 criteria by two methods, with 1,000 draws of weights. */
export const ANALYSES = each((i) =>
  posting('/v1/analyses', {
    alternatives: Array.from({ length: 20 }, (_, row) => `a${row}`),
    criteria: Array.from({ length: 6 }, (_, column) => ({
      id: `c${column}`,
      direction: 'max',
      scale: { kind: 'linear', worst: 0, best: 100 },
    })),
    matrix: Array.from({ length: 20 }, (_, row) =>
      Array.from({ length: 6 }, (_, column) => (37 * row + 61 * column + 13 * row * column + i) % 101),
    ),
    weights: { scheme: 'roc', ranks: [1, 2, 3, 4, 5, 6] },
    methods: ['weighted_sum', 'topsis'],
    analyses: { pareto: true, rank_acceptability: { samples: 1000, seed: i } },
  }),
);
