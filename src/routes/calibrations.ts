import { z } from 'zod';
import type { Routes } from '../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../http/paging.ts';
import { Calibration, listCalibrations } from '../service/pages/calibrations.ts';
import { CALIBRATION_EXAMPLE } from './calibration-example.ts';
import { CATALOG_REF_EXAMPLE } from './catalog/evidence-examples.ts';

/** What abilities are worked out with. */
export const calibrations: Routes = (app, { service }) => {
  app.get(
    '/v1/calibrations',
    {
      schema: {
        operationId: 'listCalibrations',
        tags: ['catalog'],
        summary: 'List calibrations',
        description:
          'The fitted parameters of benchmarks that abilities are worked out with, what they were fitted to, and how wrong estimates were on results that were held out. Ordered by id, which is a day: the last one counts.',
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(Calibration).describe('A page of calibrations.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [CALIBRATION_EXAMPLE] },
        },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/calibrations', query);
      return paged(listCalibrations(service, page), page, reply);
    },
  );
};
