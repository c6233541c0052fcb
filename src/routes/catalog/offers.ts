import { z } from 'zod';
import { ModelId, Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { listOffers, Offer } from '../../service/pages/offers.ts';
import { CATALOG_REF_EXAMPLE, FACT_EXAMPLE } from './evidence-examples.ts';

const ListQuery = z.strictObject({
  model: ModelId.optional().meta({ description: 'Only of this model.' }),
  provider: Slug.optional().meta({ description: 'Only at this provider.' }),
  ...PAGE_QUERY,
});

/** Offers: an offer's id holds `@`, `/` and `:`, so the filters stand for addresses of their own. */
export const offers: Routes = (app, { service }) => {
  app.get(
    '/v1/offers',
    {
      schema: {
        operationId: 'listOffers',
        tags: ['catalog'],
        summary: 'List offers',
        description: 'Offers with their facts in the verified view, ordered by id. Filter by model, provider or both.',
        querystring: ListQuery,
        response: { 200: pageSchema(Offer).describe('A page of offers.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { model: 'meta/llama-4-scout', limit: 20 },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            items: [
              {
                id: 'meta/llama-4-scout@self-hosted',
                model: 'meta/llama-4-scout',
                provider: 'self-hosted',
                variant: null,
                facts: { context_window: FACT_EXAMPLE },
              },
            ],
          },
        },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/offers', query);
      return paged(listOffers(service, query, page), page, reply);
    },
  );
};
