import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { Slug } from '../catalog/claim.ts';
import { PRECISIONS } from '../catalog/hardware/precision.ts';
import { nearestNames } from './request-fault.ts';

const Gigabytes = z.number().positive().max(100_000).meta({ description: 'Memory of one GPU in GB (1e9 bytes).' });
const Bandwidth = z.number().positive().max(1_000_000).meta({ description: 'Memory bandwidth of one GPU in GB a second.' });
export const Context = z
  .int()
  .min(1)
  .max(100_000_000)
  .meta({ description: 'Tokens that one sequence may hold: prompt and answer together.' });
export const Concurrency = z.int().min(1).max(100_000).meta({ description: 'Sequences in memory at once.' });
export const PrecisionName = z.enum(PRECISIONS).meta({ description: 'Number format of the weights.' });

/** Hardware to run open weights on, and what it has to hold. */
export const Deployment = z
  .strictObject({
    gpu: z
      .union([Slug, z.strictObject({ memory_gb: Gigabytes, bandwidth_gb_s: Bandwidth.optional() })])
      .meta({ description: 'The id of a GPU of `/v1/gpus`, or one’s own figures.' }),
    count: z.int().min(1).max(100_000).optional().meta({ description: 'How many GPUs there are. Left out: as many as it takes.' }),
    context: Context,
    concurrency: Concurrency,
    precision: PrecisionName.optional().meta({
      description: 'Number format of the weights. Left out: the widest that the vendor publishes, else bf16.',
    }),
    gpu_hour_usd: z.number().min(0).max(100_000).optional().meta({ description: 'What one GPU costs an hour, in USD.' }),
  })
  .meta({
    id: 'Deployment',
    description: 'Hardware to run open weights on: what `fits_deployment` and `gpus_needed` are worked out from.',
  });
export type Deployment = z.infer<typeof Deployment>;

/** A deployment with every default spelled out. */
export const ResolvedDeployment = z
  .strictObject({
    gpu: z
      .strictObject({
        id: Slug.nullable().meta({ description: 'In the table of GPUs; null: the request’s own figures.' }),
        memory_gb: z.number(),
        bandwidth_gb_s: z.number().nullable().meta({ description: 'Null: not known.' }),
      })
      .readonly(),
    count: z.int().nullable().meta({ description: 'Null: as many as it takes.' }),
    context: z.int(),
    concurrency: z.int(),
    precision: z.enum(PRECISIONS).nullable().meta({ description: 'Null: the widest that the vendor publishes, else bf16.' }),
    gpu_hour_usd: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'ResolvedDeployment', description: 'A deployment with every default spelled out.' });
export type ResolvedDeployment = z.infer<typeof ResolvedDeployment>;

/** Of a deployment whose GPU is in the table, or that gives its own figures. */
export function resolveDeployment(catalog: Catalog, deployment: Deployment): ResolvedDeployment {
  return {
    gpu: gpuOf(catalog, deployment.gpu),
    count: deployment.count ?? null,
    context: deployment.context,
    concurrency: deployment.concurrency,
    precision: deployment.precision ?? null,
    gpu_hour_usd: deployment.gpu_hour_usd ?? null,
  };
}

function gpuOf(catalog: Catalog, gpu: Deployment['gpu']): ResolvedDeployment['gpu'] {
  if (typeof gpu !== 'string') return { id: null, memory_gb: gpu.memory_gb, bandwidth_gb_s: gpu.bandwidth_gb_s ?? null };
  const known = catalog.gpus.get(gpu);
  if (!known) throw new Error(`GPU ${gpu} is not in the table, and the check let it pass`);
  return { id: gpu, memory_gb: known.memory_gb, bandwidth_gb_s: known.memory_bandwidth_gb_s };
}

export type DeploymentFault = {
  readonly path: readonly string[];
  readonly code: string;
  readonly detail: string;
  readonly nearest: readonly string[];
};

/** What a schema can't say of a deployment. */
export function deploymentFaults(catalog: Catalog, { gpu }: Deployment): DeploymentFault[] {
  if (typeof gpu !== 'string' || catalog.gpus.has(gpu)) return [];
  const detail = 'The table of GPUs has none of this name.';
  return [{ path: ['gpu'], code: 'unknown_gpu', detail, nearest: nearestNames(gpu, catalog.gpus.keys()) }];
}
