import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { AttributeEntry, AttributeId, AttributeType } from '../../catalog/vocabulary.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from '../../service/pages/evidence.ts';

const Category = z.string().max(80);

const Attribute = z
  .strictObject({
    id: AttributeId,
    category: Category,
    ...AttributeEntry.shape,
    inherited_by: z
      .array(z.string().max(200))
      .max(100)
      .meta({ description: 'Kinds of hosting whose offers take it from their model.' })
      .optional(),
    values: z.array(z.string().max(200)).max(1000).meta({ description: 'All members that a value can have; absent: any.' }).optional(),
  })
  .meta({ id: 'Attribute', description: 'A word of the vocabulary: what can be required, and preferred where it has a scale.' });

const AttributePage = Attribute.extend({
  catalog: CatalogStamp,
  coverage: z
    .strictObject({
      claims: z.int().min(0).meta({ description: 'How many current claims there are on it.' }),
      subjects: z.int().min(0).meta({ description: 'On how many families, models, offers and providers.' }),
    })
    .meta({ description: 'How much the catalog has on it.' }),
}).meta({ id: 'AttributePage', description: 'One attribute and how much is known of it.' });

export const ATTRIBUTE_EXAMPLE = {
  id: 'context_window',
  category: 'limits',
  title: 'Context window',
  description: 'Largest number of tokens of input and output together.',
  type: 'number',
  unit: 'tokens',
  better: 'higher',
  nature: 'decided',
  scope: 'model',
  scale: { kind: 'log', worst: 8000, best: 10_000_000 },
  scale_reason: 'Each doubling of the window buys about the same.',
  stale_after_days: 365,
} as const;

/** The vocabulary. */
export const attributes: Routes = (app, { catalog }) => {
  app.get(
    '/v1/attributes',
    {
      schema: {
        operationId: 'listAttributes',
        tags: ['catalog'],
        summary: 'List attributes',
        description: 'The whole vocabulary, ordered by id: what can stand in `require`.',
        querystring: z.strictObject({
          category: Category.min(1).optional().meta({ description: 'Only of this category.' }),
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
      const current = catalog();
      const wanted = [...current.attributes.values()].filter(
        (attribute) =>
          (query.category === undefined || attribute.category === query.category) &&
          (query.type === undefined || attribute.type === query.type),
      );
      return { catalog: stampOf(current), ...pageOf('/v1/attributes', query, wanted, reply) };
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
    async ({ params }) => {
      const current = catalog();
      const attribute = current.attributes.get(params.id);
      if (!attribute) throw notFound('attribute');
      const bySubject = [...(current.claimsByAttribute.get(attribute.id)?.values() ?? [])];
      const coverage = { claims: bySubject.reduce((sum, claims) => sum + claims.length, 0), subjects: bySubject.length };
      return { catalog: stampOf(current), ...attribute, coverage };
    },
  );
};
