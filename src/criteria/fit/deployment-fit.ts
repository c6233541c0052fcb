import { z } from 'zod';
import { decodeBound } from '../../catalog/hardware/decode-speed.ts';
import type { Figures } from '../../catalog/hardware/figures.ts';
import { fitsIn, gpusNeeded } from '../../catalog/hardware/gpu-count.ts';
import { bytesPerToken, kvShards } from '../../catalog/hardware/kv-cache.ts';
import { memoryOf } from '../../catalog/hardware/memory.ts';
import { PRECISIONS, type Precision } from '../../catalog/hardware/precision.ts';
import { widestOf } from '../../catalog/hardware/weight-bits.ts';
import type { ResolvedDeployment } from '../../words/deployment.ts';
import type { HardwareFacts } from './hardware-facts.ts';

const described = (description: string) => ({ description });

/** Three ends of an estimate, for an answer. */
export const FigureRange = z
  .strictObject({
    low: z.number().min(0).meta(described('At the least.')),
    expected: z.number().min(0).nullable().meta(described('As expected; null where what it hangs on is not known.')),
    high: z.number().min(0).meta(described('At the most, by the documented bounds.')),
  })
  .readonly()
  .meta({ id: 'FigureRange', description: 'The ends of an estimate.' });

export const MemoryNeed = z
  .strictObject({
    weights: FigureRange.meta(described('Every parameter at the precision taken, those of resting experts too.')),
    kv_cache: FigureRange.meta(described('Keys and values of all sequences at their full context, at 16 bits.')),
    overhead: FigureRange.meta(
      described(
        'Activations, workspaces, CUDA, fragmentation. Low: none. Expected: the tenth of the memory that vLLM leaves alone. High: that, and a fifth of the weights (EleutherAI).',
      ),
    ),
    total: FigureRange.meta(described('The sum.')),
  })
  .readonly()
  .meta({ id: 'MemoryNeed', description: 'Bytes over all GPUs together.' });

/** What was taken for granted, for a program. */
export const FitAssumption = z
  .enum([
    'parameters_unknown',
    'attention_unknown',
    'windows_unknown',
    'windows_only',
    'precision_not_published',
    'bf16_taken',
    'widest_published_taken',
    'active_parameters_unknown',
  ])
  .meta(
    described(
      '`attention_unknown`: the cache is between nothing and the largest documented one (516,096 bytes a token, Llama 3.1 405B). `windows_unknown`: which layers keep the whole context is not known. `bf16_taken`: nobody says in what format the weights come; the low end is 4 bits. `windows_only`: layers with a window keep no more than it, linear ones nothing that counts. `precision_not_published`: somebody has to quantise the weights. `active_parameters_unknown`: no bound on the speed.',
    ),
  );
export type FitAssumption = z.infer<typeof FitAssumption>;

export const DeploymentFit = z
  .strictObject({
    precision: z.enum(PRECISIONS).meta(described('The number format of the weights that was taken.')),
    memory: MemoryNeed.nullable().meta(described('Null: the number of parameters is not known.')),
    kv_bytes_per_token: z.number().nullable().meta(described('Where every layer keeps it; null: not known.')),
    gpus_needed: FigureRange.nullable().meta(described('1, 2, 4, 8 of one node, or whole nodes of eight.')),
    single_gpu: z.boolean().nullable().meta(described('Whether it fits on one; null: that depends on what is not known.')),
    count: z.int().nullable().meta(described('The GPUs counted with: those of the request, else as many as are expected to be needed.')),
    fits: z.boolean().nullable().meta(described('True: even the most fits into `count`. False: even the least does not. Else null.')),
    decode_bound: z
      .number()
      .nullable()
      .meta(
        described('Tokens a second that one sequence cannot get beyond on `count` GPUs: bandwidth over the active weights. No forecast.'),
      ),
    assumptions: z.array(FitAssumption).max(10).readonly().meta(described('What was taken for granted.')),
    claims: z.array(z.string().max(300)).max(20).readonly().meta(described('The claims on the model that it rests on.')),
  })
  .readonly()
  .meta({ id: 'DeploymentFit', description: 'What hardware a model needs under a load, and how that comes about.' });
export type DeploymentFit = z.infer<typeof DeploymentFit>;

/** What a model takes under a load, whatever the hardware. What is not known widens the range or leaves it open. */
export const ModelMemory = z.strictObject({
  precision: DeploymentFit.unwrap().shape.precision,
  memory: DeploymentFit.unwrap().shape.memory,
  kv_bytes_per_token: DeploymentFit.unwrap().shape.kv_bytes_per_token,
  assumptions: DeploymentFit.unwrap().shape.assumptions,
});
export type ModelMemory = z.infer<typeof ModelMemory>;

export type WantedLoad = Pick<ResolvedDeployment, 'context' | 'concurrency' | 'precision'>;

export function modelMemory(facts: HardwareFacts, { context, concurrency, precision: wanted }: WantedLoad): ModelMemory {
  const { parameters, activeParameters, attention } = facts;
  const { precision, assumption } = precisionFor(facts, wanted);
  const perToken = bytesPerToken(attention);
  const load = { context, concurrency, precision: assumption === 'bf16_taken' ? ('unstated' as const) : precision };
  const memory = parameters === null ? null : memoryOf(parameters, attention, load);
  const assumptions: FitAssumption[] = [];
  if (assumption) assumptions.push(assumption);
  if (memory === null) assumptions.push('parameters_unknown');
  else if (perToken === null) assumptions.push('attention_unknown');
  else if (memory.kv_cache.expected === null) assumptions.push('windows_unknown');
  else if (attention.fullLayers !== attention.layers) assumptions.push('windows_only');
  if (activeParameters === null) assumptions.push('active_parameters_unknown');
  return { precision, memory, kv_bytes_per_token: perToken, assumptions };
}

/** What a model takes under a load, and whether the hardware gives it. */
export function deploymentFit(facts: HardwareFacts, deployment: ResolvedDeployment): DeploymentFit {
  const { activeParameters, attention, claims } = facts;
  const { gpu } = deployment;
  const need = modelMemory(facts, deployment);
  const { memory, precision } = need;
  if (memory === null)
    return { ...need, gpus_needed: null, single_gpu: null, count: deployment.count, fits: null, decode_bound: null, claims };
  const shards = kvShards(attention);
  const needed = gpusNeeded(memory, gpu.memory_gb, shards);
  const count = deployment.count ?? needed.expected;
  const bounded = activeParameters !== null && gpu.bandwidth_gb_s !== null && count !== null;
  return {
    ...need,
    gpus_needed: needed,
    single_gpu: fitsIn(memory, gpu.memory_gb, 1, shards),
    count,
    // As many GPUs as it takes are enough for whatever it takes.
    fits: deployment.count === null ? true : fitsIn(memory, gpu.memory_gb, deployment.count, shards),
    decode_bound: bounded
      ? decodeBound(activeParameters, need.assumptions.includes('bf16_taken') ? 'unstated' : precision, gpu.bandwidth_gb_s, count)
      : null,
    claims,
  };
}

function precisionFor({ published }: HardwareFacts, wanted: Precision | null): { precision: Precision; assumption: FitAssumption | null } {
  const names = published.map((name) => name.toLowerCase());
  if (wanted) return { precision: wanted, assumption: names.includes(wanted) ? null : 'precision_not_published' };
  const widest = widestOf(published);
  if (!widest) return { precision: 'bf16', assumption: 'bf16_taken' };
  return { precision: widest, assumption: names.length > 1 ? 'widest_published_taken' : null };
}

/** Hours in a month: 365 days of 24 hours over 12 months, as clouds bill. */
export const HOURS_PER_MONTH = 730;

/** USD a month for the GPUs of a self-hosted candidate, or why there is no such figure. */
export type HardwareCost = { readonly usd: Figures } | { readonly why: 'no_gpu_price' | 'parameters_unknown' | 'does_not_fit' };

export function hardwareCost(fit: DeploymentFit, { count, gpu_hour_usd: price }: ResolvedDeployment): HardwareCost {
  if (price === null) return { why: 'no_gpu_price' };
  if (fit.gpus_needed === null) return { why: 'parameters_unknown' };
  if (fit.fits === false) return { why: 'does_not_fit' };
  const month = (gpus: number) => gpus * price * HOURS_PER_MONTH;
  if (count !== null) return { usd: { low: month(count), expected: month(count), high: month(count) } };
  const { low, expected, high } = fit.gpus_needed;
  return { usd: { low: month(low), expected: expected === null ? null : month(expected), high: month(high) } };
}
