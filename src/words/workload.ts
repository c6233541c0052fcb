import { z } from 'zod';

const Share = z.number().min(0).max(1);
const Tokens = z.number().min(0).max(1e9);
const Clock = z.iso.time({ precision: -1 }).max(5);

/** What is asked of a model in a month. Tokens are per request. */
export const Workload = z
  .strictObject({
    requests_per_month: z.number().min(0).max(1e12).meta({ description: 'How many requests a month.' }),
    input_tokens: Tokens.meta({ description: 'Input tokens of one request, those that are read from the cache included.' }),
    output_tokens: Tokens.meta({ description: 'Output tokens of one request, without reasoning.' }),
    cached_input_share: Share.meta({ description: 'Share of the input that is read from the prompt cache. Left out: 0.' }).optional(),
    cache_write_share: Share.meta({
      description: 'Share of the input that is written to the prompt cache. Left out: 0, and the range says what it could cost.',
    }).optional(),
    reasoning_multiplier: z
      .union([
        z.number().min(1).max(100),
        z.strictObject({ low: z.number().min(1).max(100), expected: z.number().min(1).max(100), high: z.number().min(1).max(100) }),
      ])
      .meta({
        description:
          'Output tokens with reasoning, as a multiple of `output_tokens`. Left out: 1, as reasoning differs from model to model and task to task.',
      })
      .optional(),
    batch_share: Share.meta({ description: 'Share of the requests that can wait for a batch service. Left out: 0.' }).optional(),
    long_context: z
      .strictObject({
        share: Share.meta({ description: 'Share of the requests that are this long.' }),
        input_tokens: Tokens.meta({ description: 'Their input tokens, in place of `input_tokens`.' }),
      })
      .meta({ description: 'The long ones among the requests: what decides whether a price tier for long inputs applies. Left out: none.' })
      .optional(),
    hours_utc: z
      .array(z.tuple([Clock, Clock]))
      .min(1)
      .max(24)
      .meta({
        description: 'Hours of the day, UTC, in which the requests are made, evenly: `[["08:00", "18:00"]]`. Left out: at any hour.',
      })
      .optional(),
  })
  .meta({ id: 'Workload', description: 'What is asked of a model in a month: what `monthly_cost` is worked out from.' });
export type Workload = z.infer<typeof Workload>;

/** A workload with every default spelled out. */
export const ResolvedWorkload = z
  .strictObject({
    requests_per_month: z.number(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cached_input_share: Share,
    cache_write_share: Share.nullable().meta({ description: 'Null: not said, so that it may be anything.' }),
    reasoning_multiplier: z.strictObject({ low: z.number(), expected: z.number(), high: z.number() }).readonly(),
    batch_share: Share,
    long_context: z.strictObject({ share: Share, input_tokens: z.number() }).readonly().nullable(),
    hours_utc: z
      .array(z.array(z.string().max(5)).max(2).readonly())
      .max(24)
      .readonly()
      .nullable()
      .meta({ description: 'Null: at any hour.' }),
  })
  .readonly()
  .meta({ id: 'ResolvedWorkload', description: 'A workload with every default spelled out.' });
export type ResolvedWorkload = z.infer<typeof ResolvedWorkload>;

export function resolveWorkload(workload: Workload): ResolvedWorkload {
  const multiplier = workload.reasoning_multiplier ?? 1;
  return {
    requests_per_month: workload.requests_per_month,
    input_tokens: workload.input_tokens,
    output_tokens: workload.output_tokens,
    cached_input_share: workload.cached_input_share ?? 0,
    cache_write_share: workload.cache_write_share ?? null,
    reasoning_multiplier: typeof multiplier === 'number' ? { low: multiplier, expected: multiplier, high: multiplier } : multiplier,
    batch_share: workload.batch_share ?? 0,
    long_context: workload.long_context ?? null,
    hours_utc: workload.hours_utc ?? null,
  };
}

export type WorkloadFault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };

/** What a schema can't say of a workload. */
export function workloadFaults(workload: Workload): WorkloadFault[] {
  const faults: WorkloadFault[] = [];
  const { cached_input_share: read = 0, cache_write_share: written = 0, reasoning_multiplier: multiplier, hours_utc: hours } = workload;
  if (read + written > 1)
    faults.push({
      path: ['cache_write_share'],
      code: 'contradiction',
      detail: 'What is read from the cache and what is written to it are more than the whole input.',
    });
  if (typeof multiplier === 'object' && !(multiplier.low <= multiplier.expected && multiplier.expected <= multiplier.high))
    faults.push({ path: ['reasoning_multiplier'], code: 'not_increasing', detail: 'low, expected and high rise.' });
  hours?.forEach(([from, to], i) => {
    if (from === to) faults.push({ path: ['hours_utc', i], code: 'empty_window', detail: 'The window is empty.' });
  });
  return faults;
}

const DAY = 1440;

/** The minutes of the day (0 to 1439) that windows cover, as half-open intervals. One that ends before it begins goes over midnight. */
export function minutesOf(windows: readonly (readonly string[])[]): boolean[] {
  const covered = new Array<boolean>(DAY).fill(false);
  for (const [from = '', to = ''] of windows) {
    const [start, end] = [minute(from), minute(to)];
    for (let at = start; at !== end; at = (at + 1) % DAY) covered[at] = true;
  }
  return covered;
}

function minute(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
