import { z } from 'zod';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { Gpu, listGpus } from '../../service/pages/gpus.ts';
import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

/** The GPUs that hardware needs are worked out for. */
export const gpus: Routes = (app, { service }) => {
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
      const page = pageAsked('/v1/gpus', query);
      return paged(listGpus(service, page), page, reply);
    },
  );
};
