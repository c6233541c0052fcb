import type { ResolvedWorkload } from '../../words/workload.ts';
import type { Estimate } from './cost.ts';
import type { PriceName } from './price-sheet.ts';

/** A workload added up over all its requests: tokens a month. */
export type Load = {
  /** Input tokens that are neither read from the cache nor written to it. */
  readonly fresh: number;
  readonly read: number;
  /** Null: the workload does not say how much is written to the cache. */
  readonly written: number | null;
  readonly output: Estimate;
  /** Share of the requests that can wait for a batch service. */
  readonly batchShare: number;
  /** Input tokens of one of the longest requests. */
  readonly longest: number;
};

export function loadOf(workload: ResolvedWorkload): Load {
  const { requests_per_month: requests, cached_input_share: readShare, cache_write_share: writeShare } = workload;
  const { share, input_tokens: long } = workload.long_context ?? { share: 0, input_tokens: 0 };
  const input = requests * ((1 - share) * workload.input_tokens + share * long);
  const { low, expected, high } = workload.reasoning_multiplier;
  const output = requests * workload.output_tokens;
  return {
    fresh: input * (1 - readShare - (writeShare ?? 0)),
    read: input * readShare,
    written: writeShare === null ? null : input * writeShare,
    output: { low: output * low, expected: output * expected, high: output * high },
    batchShare: workload.batch_share,
    longest: share > 0 ? Math.max(workload.input_tokens, long) : workload.input_tokens,
  };
}

/** The prices that a workload is charged by: caveats on others do not matter to it. */
export function pricesUsed(workload: ResolvedWorkload): PriceName[] {
  return [
    'input',
    'output',
    'request',
    ...(workload.cached_input_share > 0 ? (['cacheRead'] as const) : []),
    ...(workload.cache_write_share !== 0 && workload.cached_input_share > 0 ? (['cacheWrite'] as const) : []),
    ...(workload.batch_share > 0 ? (['batchDiscount'] as const) : []),
  ];
}
