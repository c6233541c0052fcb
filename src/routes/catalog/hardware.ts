import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { numeral } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { ModelHardware, modelHardware } from '../../service/pages/model-hardware.ts';
import { Concurrency, Context, PrecisionName } from '../../words/deployment.ts';
import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

const GB = 1e9;
const figures = (low: number, expected: number, high: number) => ({ low, expected, high });

/** Which GPUs would run a model. */
export const hardware: Routes = (app, { service }) => {
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
    async ({ params, query }) => answered(modelHardware(service, `${params.vendor}/${params.slug}`, query)),
  );
};
