import { z } from 'zod';
import { Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { listProviders, ProviderPage, ProviderSummary, providerPage } from '../../service/pages/providers.ts';
import { CATALOG_REF_EXAMPLE, CLAIM_EXAMPLE, FACT_EXAMPLE } from './evidence-examples.ts';

/** Who serves models. */
export const providers: Routes = (app, { service }) => {
  app.get(
    '/v1/providers',
    {
      schema: {
        operationId: 'listProviders',
        tags: ['catalog'],
        summary: 'List providers',
        description: 'Everyone who serves models, ordered by id.',
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(ProviderSummary).describe('A page of providers.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [{ id: 'self-hosted', name: 'Self-hosted', offers: 30, claims: 4 }] },
        },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/providers', query);
      return paged(listProviders(service, page), page, reply);
    },
  );
  app.get(
    '/v1/providers/:id',
    {
      schema: {
        operationId: 'getProvider',
        tags: ['catalog'],
        summary: 'Everything on one provider',
        description: 'Its facts in the verified view, all claims on it, and the offers it has.',
        params: z.strictObject({ id: Slug.meta({ description: 'The id of the provider.' }) }),
        response: { 200: ProviderPage.describe('The provider.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { id: 'self-hosted' },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            id: 'self-hosted',
            name: 'Self-hosted',
            facts: { context_window: FACT_EXAMPLE },
            claims: [CLAIM_EXAMPLE],
            offers: ['meta/llama-4-scout@self-hosted'],
          },
        },
      },
    },
    async ({ params }) => answered(providerPage(service, params.id)),
  );
};
