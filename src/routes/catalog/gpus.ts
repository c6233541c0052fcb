import { z } from 'zod';
import { stampOf } from '../../catalog/catalog-stamp.ts';
import { GpuEntry, GpuId } from '../../catalog/gpu.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from '../../service/pages/evidence.ts';

const Gpu = z
  .strictObject({ id: GpuId.meta({ description: 'The name that a `deployment` calls it by.' }), ...GpuEntry.shape })
  .meta({ id: 'Gpu', description: 'A GPU: memory and bandwidth as its source gives them.' });

/** The GPUs that hardware needs are worked out for. */
export const gpus: Routes = (app, { catalog }) => {
  app.get(
    '/v1/gpus',
    {
      schema: {
        operationId: 'listGpus',
        tags: ['catalog'],
        summary: 'List GPUs',
        description: 'The GPUs that a `deployment` can name, with their memory, bandwidth and source, ordered by id.',
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(Gpu).describe('A page of GPUs.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { limit: 20 },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            items: [
              {
                id: 'h200',
                name: 'NVIDIA H200',
                memory_gb: 141,
                memory_bandwidth_gb_s: 4800,
                source: 'aiwiki-h200',
                locator: '141 GB at 4.8 TB/s, SXM and NVL',
              },
            ],
          },
        },
      },
    },
    async ({ query }, reply) => {
      const current = catalog();
      return { catalog: stampOf(current), ...pageOf('/v1/gpus', query, [...current.gpus.values()], reply) };
    },
  );
};
