import { z } from 'zod';
import { stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId, OfferId, Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import {
  CATALOG_REF_EXAMPLE,
  candidateOf,
  dayOf,
  FACT_EXAMPLE,
  Facts,
  factsOf,
  namedView,
  pageSchema,
} from '../../service/pages/evidence.ts';

const Offer = z
  .strictObject({
    id: OfferId.meta({ description: 'vendor/slug@provider, with :variant where there are several.' }),
    model: ModelId,
    provider: Slug,
    variant: Slug.nullable(),
    facts: Facts.meta({
      description: 'What holds for the offer in the verified view, inherited facts of its model and provider included.',
    }),
  })
  .meta({ id: 'Offer', description: 'One model at one provider.' });

const ListQuery = z.strictObject({
  model: ModelId.optional().meta({ description: 'Only of this model.' }),
  provider: Slug.optional().meta({ description: 'Only at this provider.' }),
  ...PAGE_QUERY,
});

/** Offers: an offer's id holds `@`, `/` and `:`, so the filters stand for addresses of their own. */
export const offers: Routes = (app, { catalog, clock }) => {
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
      const current = catalog();
      const wanted = [...current.offers.values()].filter(
        (offer) =>
          (query.model === undefined || offer.model === query.model) && (query.provider === undefined || offer.provider === query.provider),
      );
      const { items, ...rest } = pageOf('/v1/offers', query, wanted, reply);
      const verified = namedView(current, 'verified', dayOf(clock()));
      return {
        catalog: stampOf(current),
        items: items.map((offer) => ({ ...offer, facts: factsOf(current, verified, candidateOf(current, offer.id)) })),
        ...rest,
      };
    },
  );
};
