import { z } from 'zod';
import type { ClaimMode } from '../../catalog/claim.ts';
import type { FeedStatement } from '../rows/parsed-feed.ts';
import { stated } from '../rows/statement.ts';

const Text = z.string().max(300);

export const BenchmarkResult = z.object({
  name: Text,
  score: z.union([z.number(), Text]),
  metric: Text.optional(),
  harness: Text.optional(),
  variant: Text.optional(),
  dataset: Text.optional(),
  version: Text.optional(),
  source: Text.optional(),
  date: Text.optional(),
});
export type BenchmarkResult = z.infer<typeof BenchmarkResult>;

/** Benchmarks that are exactly one of our attributes, in percent, by name (normal form, with the version); `metrics` are the names that the metric may have. */
const BENCHMARKS: ReadonlyMap<string, { readonly attribute: string; readonly metrics: readonly string[]; readonly dataset?: string }> =
  new Map([
    ['aider polyglot', { attribute: 'aider_polyglot', metrics: ['percent correct'] }],
    ['swe bench verified', { attribute: 'swe_bench_verified', metrics: ['resolved', 'percent resolved', 'resolve rate'] }],
    ['swe bench multilingual', { attribute: 'swe_bench_multilingual', metrics: ['percent resolved', 'resolve rate'] }],
    ['swe bench pro', { attribute: 'swe_bench_pro', metrics: ['percent resolved', 'resolve rate'], dataset: 'public' }],
    ['terminal bench 2 0', { attribute: 'terminal_bench_2', metrics: ['score', 'percent', 'success rate'] }],
    ['terminal bench 2 1', { attribute: 'terminal_bench_2_1', metrics: ['score', 'percent', 'success rate'] }],
  ]);

/**
 * Figures of Artificial Analysis may be read but not passed on: a result that names them anywhere is left out. The figures that models.dev has
 * from openrouter.ai are theirs too (OpenRouter's own list has them under `benchmarks.artificial_analysis`).
 */
const NOT_OURS_TO_PASS_ON = /artificial ?analysis|\baa\b|\baa_|openrouter\.ai/i;

/** The results that fit an attribute. A result without a metric could mean anything and is left out. */
export function benchmarkStatements(results: readonly BenchmarkResult[]): FeedStatement[] {
  return results.flatMap((result) => {
    const { name, version, metric, dataset, score } = result;
    if (NOT_OURS_TO_PASS_ON.test(Object.values(result).join('\n'))) return [];
    const known = BENCHMARKS.get(normal(version === undefined ? name : `${name} ${version}`));
    if (known === undefined || metric === undefined || !known.metrics.includes(metric.toLowerCase())) return [];
    if (dataset !== undefined && dataset !== known.dataset) return [];
    if (typeof score !== 'number' || score < 0 || score > 100) return [];
    const mode = modeOf(result);
    return stated(known.attribute, score, {
      conditions: conditionsOf(result),
      ...(mode !== undefined && { mode }),
      note: `passed on by models.dev; stated by ${result.source ?? 'nobody that it names'}`,
    });
  });
}

function conditionsOf({ metric, dataset, harness, variant, date }: BenchmarkResult): string {
  const parts = [
    metric,
    dataset && `${dataset} set`,
    harness && `harness ${harness}`,
    variant && `variant ${variant}`,
    date && `run or published ${date}`,
  ];
  return parts.filter(Boolean).join('; ').slice(0, 600);
}

/** What `variant` says beside names of agents, which may also be those of the harness and are left to the conditions. */
const EFFORT = /^(?:none|minimal|low|medium|high|xhigh|max)$/;

/** The harness, and a variant that is an effort or says whether the model thought. What else a variant may mean is not made a mode of. */
function modeOf({ harness, variant = '' }: BenchmarkResult): ClaimMode | undefined {
  const word = variant.trim().toLowerCase();
  const thinking = word === 'thinking' ? true : word === 'non-thinking' ? false : undefined;
  const name = harness?.trim() ?? '';
  const mode: ClaimMode = {
    ...(thinking !== undefined && { thinking }),
    ...(EFFORT.test(word) && { effort: word }),
    ...(name !== '' && name.length <= 200 && { harness: name }),
  };
  return Object.keys(mode).length === 0 ? undefined : mode;
}

function normal(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
