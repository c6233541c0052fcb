import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { ModelId, Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { BooleanParameter, PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { ModelPage, modelPage } from '../../service/pages/model-page.ts';
import { Kind, listModels, ModelSummary } from '../../service/pages/models.ts';
import { CATALOG_REF_EXAMPLE, CLAIM_EXAMPLE, FACT_EXAMPLE } from './evidence-examples.ts';

const ListQuery = z.strictObject({
  kind: Kind.optional().meta({ description: 'Models, or families of models. Left out: models.' }),
  vendor: Slug.optional().meta({ description: 'Only of this vendor: the first part of the id.' }),
  family: ModelId.optional().meta({ description: 'Only of this family.' }),
  provider: Slug.optional().meta({ description: 'Only what this provider offers.' }),
  open_weights: BooleanParameter.optional().meta({
    description: 'Only with (or without) open weights in the verified view; unknown is neither.',
  }),
  lifecycle: Slug.optional().meta({ description: 'Only at this stage in the verified view.' }),
  q: z.string().min(1).max(100).optional().meta({ description: 'Only where the id or the name holds this text, in any case.' }),
  ...PAGE_QUERY,
});

const SUMMARY_EXAMPLE: z.infer<typeof ModelSummary> = {
  id: 'meta/llama-4-scout',
  kind: 'model',
  name: 'Llama 4 Scout',
  vendor: 'meta',
  family: 'meta/llama-4',
  lifecycle: 'current',
  open_weights: true,
  offers: 2,
  claims: 41,
};

/** Models and families: what there is, and all that is known of one. */
export const models: Routes = (app, { service }) => {
  app.get(
    '/v1/models',
    {
      schema: {
        operationId: 'listModels',
        tags: ['catalog'],
        summary: 'List models',
        description: 'Models, or families of models, ordered by id. Filters narrow together.',
        querystring: ListQuery,
        response: { 200: pageSchema(ModelSummary).describe('A page of models.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { vendor: 'meta', limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [SUMMARY_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/models', query);
      return paged(listModels(service, query, page), page, reply);
    },
  );
  app.get(
    '/v1/models/:vendor/:slug',
    {
      schema: {
        operationId: 'getModel',
        tags: ['catalog'],
        summary: 'Everything on one model or family',
        description: 'Its facts in every view, all claims, conflicts, offers, and what came of checking the article’s claims.',
        params: z.strictObject({
          vendor: Slug.meta({ description: 'The first part of the id.' }),
          slug: Slug.meta({ description: 'The second part of the id, of a model or a family.' }),
        }),
        querystring: z.strictObject({
          as_of: CalendarDate.optional().meta({ description: 'The day for which facts are wanted. Left out: today, UTC.' }),
        }),
        response: { 200: ModelPage.describe('The model or family.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { vendor: 'meta', slug: 'llama-4-scout' },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            id: 'meta/llama-4-scout',
            kind: 'model',
            name: 'Llama 4 Scout',
            vendor: 'meta',
            family: 'meta/llama-4',
            members: [],
            license_terms: { id: 'LicenseRef-Llama-4-Community', title: 'Llama 4 Community License Agreement' },
            as_of: '2026-11-23',
            facts: { verified: { context_window: FACT_EXAMPLE }, article: {}, all: { context_window: FACT_EXAMPLE } },
            conflicts: [],
            claims: [CLAIM_EXAMPLE],
            offers: [{ id: 'meta/llama-4-scout@self-hosted', provider: 'self-hosted', variant: null, facts: {} }],
            claim_checks: [],
            contradictions: [],
          },
        },
      },
    },
    async ({ params, query }) => answered(modelPage(service, `${params.vendor}/${params.slug}`, query.as_of)),
  );
};
