import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId } from '../../catalog/claim.ts';
import { GpuId } from '../../catalog/gpu.ts';
import { DeploymentFit, deploymentFit, FigureRange, ModelMemory, modelMemory } from '../../criteria/fit/deployment-fit.ts';
import { hardwareFactsOf } from '../../criteria/fit/hardware-facts.ts';
import { Concurrency, Context, type PrecisionName } from '../../words/deployment.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { ClaimId } from './evidence.ts';
import { candidateOf, namedView } from './facts.ts';

const { single_gpu, decode_bound } = DeploymentFit.unwrap().shape;

export const ModelHardware = z
  .strictObject({
    catalog: CatalogStamp,
    model: ModelId,
    as_of: CalendarDate.meta({ description: 'The day for which the facts hold.' }),
    context: Context,
    concurrency: Concurrency,
    ...ModelMemory.shape,
    claims: z.array(ClaimId).max(20).readonly().meta({ description: 'The claims on the model that it rests on, in the verified view.' }),
    gpus: z
      .array(
        z.strictObject({
          gpu: GpuId.meta({ description: 'See `/v1/gpus`.' }),
          memory_gb: z.number().meta({ description: 'Of one GPU, in its vendor’s GB.' }),
          count: FigureRange.nullable().meta({
            description:
              'The smallest practical number: 1, 2, 4, 8 of one node, or whole nodes of eight. Null: the parameters are not known.',
          }),
          single_gpu,
          decode_bound: decode_bound.meta({
            description:
              'Tokens a second that one sequence cannot get beyond on the expected number of GPUs. No forecast; null: not known.',
          }),
        }),
      )
      .max(1000)
      .meta({ description: 'Every GPU of the table, ordered by id.' }),
  })
  .meta({ id: 'ModelHardware', description: 'What hardware a model needs under a load.' });
export type ModelHardware = z.infer<typeof ModelHardware>;

/** The load that a model is to carry: tokens of one sequence, and sequences at once. Without a precision: the widest published, else bf16. */
export type Load = {
  readonly context: number;
  readonly concurrency: number;
  readonly precision?: z.infer<typeof PrecisionName> | undefined;
  /** The day for which facts are wanted, YYYY-MM-DD. Left out: today. */
  readonly as_of?: string | undefined;
};

/** What hardware a model needs under a load, GPU by GPU. */
export function modelHardware(
  service: Pick<Service, 'catalog' | 'clock'>,
  id: string,
  { context, concurrency, precision, as_of: asOf = todayOf(service) }: Load,
): ModelHardware | Refused {
  const catalog = service.catalog();
  if (!catalog.models.has(id)) return notInCatalog('model');
  const facts = hardwareFactsOf(catalog, namedView(catalog, 'verified', asOf), candidateOf(catalog, id));
  const load = { context, concurrency, precision: precision ?? null };
  return {
    catalog: stampOf(catalog),
    model: id,
    as_of: asOf,
    context,
    concurrency,
    ...modelMemory(facts, load),
    claims: facts.claims,
    gpus: [...catalog.gpus.values()].map(({ id: gpu, memory_gb, memory_bandwidth_gb_s }) => {
      const fit = deploymentFit(facts, {
        gpu: { id: gpu, memory_gb, bandwidth_gb_s: memory_bandwidth_gb_s },
        count: null,
        gpu_hour_usd: null,
        ...load,
      });
      return { gpu, memory_gb, count: fit.gpus_needed, single_gpu: fit.single_gpu, decode_bound: fit.decode_bound };
    }),
  };
}
