import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId, Slug } from '../../catalog/claim.ts';
import { GpuId } from '../../catalog/gpu.ts';
import { DeploymentFit, deploymentFit, FigureRange, ModelMemory, modelMemory } from '../../criteria/fit/deployment-fit.ts';
import { hardwareFactsOf } from '../../criteria/fit/hardware-facts.ts';
import type { Routes } from '../../http/deps.ts';
import { numeral } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import { CATALOG_REF_EXAMPLE, ClaimId, candidateOf, dayOf, namedView } from '../../service/pages/evidence.ts';
import { Concurrency, Context, PrecisionName } from '../../words/deployment.ts';

const { single_gpu, decode_bound } = DeploymentFit.unwrap().shape;

const ModelHardware = z
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

const GB = 1e9;
const figures = (low: number, expected: number, high: number) => ({ low, expected, high });

/** Which GPUs would run a model. */
export const hardware: Routes = (app, { catalog, clock }) => {
  app.get(
    '/v1/models/:vendor/:slug/hardware',
    {
      schema: {
        operationId: 'getModelHardware',
        tags: ['catalog'],
        summary: 'The GPUs that would run a model',
        description:
          'Memory of the weights, of the cache and beside them, as a range with its basis, and the smallest number of every GPU of the table. Only of use where the weights can be had: what is not known stays null.',
        params: z.strictObject({
          vendor: Slug.meta({ description: 'The first part of the id.' }),
          slug: Slug.meta({ description: 'The second part of the id, of a model.' }),
        }),
        querystring: z.strictObject({
          context: z.preprocess(numeral, Context).meta({ description: 'Tokens that one sequence may hold: prompt and answer together.' }),
          concurrency: z.preprocess(numeral, Concurrency).meta({ description: 'Sequences in memory at once.' }),
          precision: PrecisionName.optional().meta({
            description: 'Number format of the weights. Left out: the widest that the vendor publishes, else bf16.',
          }),
          as_of: CalendarDate.optional().meta({ description: 'The day for which facts are wanted. Left out: today, UTC.' }),
        }),
        response: { 200: ModelHardware.describe('What it needs.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { vendor: 'meta', slug: 'llama-3.1-8b-instruct', context: 8192, concurrency: 1 },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            model: 'meta/llama-3.1-8b-instruct',
            as_of: '2026-11-23',
            context: 8192,
            concurrency: 1,
            precision: 'bf16',
            memory: {
              weights: figures(16 * GB, 16 * GB, 16 * GB),
              kv_cache: figures(1_073_741_824, 1_073_741_824, 1_073_741_824),
              overhead: figures(0, 1_897_082_424, 5_452_637_980),
              total: figures(17_073_741_824, 18_970_824_248, 22_526_379_804),
            },
            kv_bytes_per_token: 131_072,
            assumptions: ['bf16_taken', 'active_parameters_unknown'],
            claims: ['clm_0b5f0c7a2d'],
            gpus: [{ gpu: 'h200', memory_gb: 141, count: figures(1, 1, 1), single_gpu: true, decode_bound: null }],
          },
        },
      },
    },
    async ({ params, query }) => {
      const current = catalog();
      const id = `${params.vendor}/${params.slug}`;
      if (!current.models.has(id)) throw notFound('model');
      const asOf = query.as_of ?? dayOf(clock());
      const facts = hardwareFactsOf(current, namedView(current, 'verified', asOf), candidateOf(current, id));
      const load = { context: query.context, concurrency: query.concurrency, precision: query.precision ?? null };
      return {
        catalog: stampOf(current),
        model: id,
        as_of: asOf,
        context: query.context,
        concurrency: query.concurrency,
        ...modelMemory(facts, load),
        claims: facts.claims,
        gpus: [...current.gpus.values()].map(({ id: gpu, memory_gb, memory_bandwidth_gb_s }) => {
          const fit = deploymentFit(facts, {
            gpu: { id: gpu, memory_gb, bandwidth_gb_s: memory_bandwidth_gb_s },
            count: null,
            gpu_hour_usd: null,
            ...load,
          });
          return { gpu, memory_gb, count: fit.gpus_needed, single_gpu: fit.single_gpu, decode_bound: fit.decode_bound };
        }),
      };
    },
  );
};
