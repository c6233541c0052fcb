import { z } from 'zod';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { Origin } from '../../service/pages/attributes.ts';
import { Criterion, listCriteria } from '../../service/pages/criteria.ts';
import { ATTRIBUTE_EXAMPLE, CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

/** What may stand in `prefer`. */
export const criteria: Routes = (app, { service }) => {
  app.get(
    '/v1/criteria',
    {
      schema: {
        operationId: 'listCriteria',
        tags: ['catalog'],
        summary: 'List criteria',
        description:
          'Every name that may stand in `prefer`, ordered by id: attributes with their default scales, groups of attributes, and what is worked out from the request. Words that only the article states values of are left out unless `origin` asks for them.',
        querystring: z.strictObject({
          origin: Origin.optional(),
          kind: z.enum(['attribute', 'group', 'computed']).optional().meta({ description: 'Only those of this kind.' }),
          ...PAGE_QUERY,
        }),
        response: { 200: pageSchema(Criterion).describe('A page of criteria.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { kind: 'attribute', limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [CRITERION_EXAMPLE] },
        },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/criteria', query);
      return paged(listCriteria(service, query, page), page, reply);
    },
  );
};

const CRITERION_EXAMPLE = {
  id: ATTRIBUTE_EXAMPLE.id,
  kind: 'attribute',
  title: ATTRIBUTE_EXAMPLE.title,
  description: ATTRIBUTE_EXAMPLE.description,
  category: ATTRIBUTE_EXAMPLE.category,
  unit: ATTRIBUTE_EXAMPLE.unit,
  better: ATTRIBUTE_EXAMPLE.better,
  scale: ATTRIBUTE_EXAMPLE.scale,
  scale_reason: ATTRIBUTE_EXAMPLE.scale_reason,
} as const;
