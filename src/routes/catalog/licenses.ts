import { z } from 'zod';
import { LicenseId } from '../../catalog/license.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { LicensePage, LicenseSummary, licensePage, listLicenses, NO_ADVICE } from '../../service/pages/licenses.ts';
import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';
import { LICENSE_EXAMPLE } from './license-example.ts';

/** Licences and their terms. */
export const licenses: Routes = (app, { service }) => {
  app.get(
    '/v1/licenses',
    {
      schema: {
        operationId: 'listLicenses',
        tags: ['catalog'],
        summary: 'List licences',
        description: `Every licence whose terms the catalog has, ordered by id. ${NO_ADVICE}`,
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(LicenseSummary).describe('A page of licences.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [LICENSE_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/licenses', query);
      return paged(listLicenses(service, page), page, reply);
    },
  );
  app.get(
    '/v1/licenses/:id',
    {
      schema: {
        operationId: 'getLicense',
        tags: ['catalog'],
        summary: 'One licence',
        description: `Permissions, conditions, limitations, thresholds, closed fields and regions, and the use of outputs, each with its clause. ${NO_ADVICE}`,
        params: z.strictObject({ id: LicenseId.meta({ description: 'The id of the licence.' }) }),
        response: { 200: LicensePage.describe('The licence.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { id: LICENSE_EXAMPLE.id },
          response: { ...LICENSE_EXAMPLE, catalog: CATALOG_REF_EXAMPLE, models: ['deepseek/deepseek-r1'] },
        },
      },
    },
    async ({ params }) => answered(licensePage(service, params.id)),
  );
};
