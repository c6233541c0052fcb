import { z } from 'zod';
import { Slug, SourceKind } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { listSources, SourcePage, SourceSummary, sourcePage } from '../../service/pages/sources.ts';
import { CATALOG_REF_EXAMPLE, SOURCE_EXAMPLE } from './evidence-examples.ts';

/** Where claims come from. */
export const sources: Routes = (app, { service }) => {
  app.get(
    '/v1/sources',
    {
      schema: {
        operationId: 'listSources',
        tags: ['catalog'],
        summary: 'List sources',
        description: 'Every source of a claim, ordered by id.',
        querystring: z.strictObject({ kind: SourceKind.optional().meta({ description: 'Only of this kind.' }), ...PAGE_QUERY }),
        response: { 200: pageSchema(SourceSummary).describe('A page of sources.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { kind: 'vendor', limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [{ ...SOURCE_EXAMPLE, claims: 41 }] },
        },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/sources', query);
      return paged(listSources(service, query, page), page, reply);
    },
  );
  app.get(
    '/v1/sources/:id',
    {
      schema: {
        operationId: 'getSource',
        tags: ['catalog'],
        summary: 'One source',
        description: 'What it is, where it is found, under what licence, when it was retrieved. Its claims: GET /v1/claims?source={id}.',
        params: z.strictObject({ id: Slug.meta({ description: 'The id of the source.' }) }),
        response: { 200: SourcePage.describe('The source.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { id: SOURCE_EXAMPLE.id }, response: { ...SOURCE_EXAMPLE, claims: 41, catalog: CATALOG_REF_EXAMPLE } },
      },
    },
    async ({ params }) => answered(sourcePage(service, params.id)),
  );
};
