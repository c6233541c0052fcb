import { z } from 'zod';
import { AttributeId, AttributeType } from '../../catalog/vocabulary.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { Attribute, AttributePage, attributePage, Category, listAttributes, Origin } from '../../service/pages/attributes.ts';
import { ATTRIBUTE_EXAMPLE, CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

/** The vocabulary. */
export const attributes: Routes = (app, { service }) => {
  app.get(
    '/v1/attributes',
    {
      schema: {
        operationId: 'listAttributes',
        tags: ['catalog'],
        summary: 'List attributes',
        description:
          'The vocabulary, ordered by id: what can stand in `require`. Words that only the article states values of are left out unless `origin` asks for them.',
        querystring: z.strictObject({
          category: Category.min(1).optional().meta({ description: 'Only of this category.' }),
          origin: Origin.optional(),
          type: AttributeType.optional().meta({ description: 'Only of this type.' }),
          ...PAGE_QUERY,
        }),
        response: { 200: pageSchema(Attribute).describe('A page of attributes.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { category: 'limits', limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [ATTRIBUTE_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/attributes', query);
      return paged(listAttributes(service, query, page), page, reply);
    },
  );
  app.get(
    '/v1/attributes/:id',
    {
      schema: {
        operationId: 'getAttribute',
        tags: ['catalog'],
        summary: 'One attribute',
        description: 'What it means, its unit, which way is better, its default scale and why, and how much is known of it.',
        params: z.strictObject({ id: AttributeId.meta({ description: 'The id of the attribute.' }) }),
        response: { 200: AttributePage.describe('The attribute.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { id: 'context_window' },
          response: { ...ATTRIBUTE_EXAMPLE, catalog: CATALOG_REF_EXAMPLE, coverage: { claims: 90, subjects: 70 } },
        },
      },
    },
    async ({ params }) => answered(attributePage(service, params.id)),
  );
};
