import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { OfferId, Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import {
  CATALOG_REF_EXAMPLE,
  CLAIM_EXAMPLE,
  Claim,
  candidateOf,
  dayOf,
  FACT_EXAMPLE,
  Facts,
  factsOf,
  namedView,
  pageSchema,
} from '../../service/pages/evidence.ts';

const Name = z.string().max(200);
const Count = z.int().min(0);

const ProviderSummary = z
  .strictObject({
    id: Slug,
    name: Name,
    offers: Count.meta({ description: 'How many offers it has.' }),
    claims: Count.meta({ description: 'How many current claims speak of it.' }),
  })
  .meta({ id: 'ProviderSummary', description: 'A provider in a list.' });

const ProviderPage = z
  .strictObject({
    catalog: CatalogStamp,
    id: Slug,
    name: Name,
    facts: Facts.meta({ description: 'What holds for it in the verified view.' }),
    claims: z.array(Claim).max(10_000).meta({ description: 'All current claims on it.' }),
    offers: z.array(OfferId).max(10_000).meta({ description: 'What it offers.' }),
  })
  .meta({ id: 'ProviderPage', description: 'Everything that the catalog has on a provider.' });

/** Who serves models. */
export const providers: Routes = (app, { catalog, clock }) => {
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
      const current = catalog();
      const all = [...current.providers.values()];
      const { items, ...rest } = pageOf('/v1/providers', query, all, reply);
      const offers = [...current.offers.values()];
      return {
        catalog: stampOf(current),
        items: items.map(({ id, name }) => ({
          id,
          name,
          offers: offers.filter((offer) => offer.provider === id).length,
          claims: current.claimsBySubject.get(id)?.length ?? 0,
        })),
        ...rest,
      };
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
    async ({ params }) => {
      const current = catalog();
      const provider = current.providers.get(params.id);
      if (!provider) throw notFound('provider');
      const { id, name } = provider;
      return {
        catalog: stampOf(current),
        id,
        name,
        facts: factsOf(current, namedView(current, 'verified', dayOf(clock())), candidateOf(current, id)),
        claims: [...(current.claimsBySubject.get(id) ?? [])],
        offers: [...current.offers.values()].filter((offer) => offer.provider === id).map((offer) => offer.id),
      };
    },
  );
};
