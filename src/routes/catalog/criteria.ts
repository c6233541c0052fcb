import { z } from 'zod';
import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import { stampOf } from '../../catalog/catalog-stamp.ts';
import { GroupEntry } from '../../catalog/entries.ts';
import { AttributeEntry, AttributeId, AttributeScale } from '../../catalog/vocabulary.ts';
import { COMPUTED } from '../../criteria/registry.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import type { Routes } from '../../http/service.ts';
import { ATTRIBUTE_EXAMPLE } from './attributes.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from './evidence.ts';

const { title, description, unit, better, scale_reason } = AttributeEntry.shape;

const AttributeCriterion = z.strictObject({
  id: AttributeId,
  kind: z.literal('attribute'),
  title,
  description,
  category: z.string().max(80),
  unit,
  better,
  scale: AttributeScale.nullable().meta({ description: 'Null: there is no default; a request that prefers it gives one in `scales`.' }),
  scale_reason,
});
const GroupCriterion = z.strictObject({
  id: AttributeId,
  kind: z.literal('group'),
  title: GroupEntry.shape.title,
  description: GroupEntry.shape.description,
  weights: GroupEntry.shape.weights.meta({ description: 'The attributes in it and their shares, before they are made to add up to 1.' }),
  weights_reason: GroupEntry.shape.weights_reason,
});
const ComputedCriterion = z.strictObject({
  id: AttributeId,
  kind: z.literal('computed'),
  title,
  description,
  unit,
  better,
  scale_reason,
  from: z.string().max(40).meta({ description: 'The member of the request that it is worked out from.' }),
});
const Criterion = z.discriminatedUnion('kind', [AttributeCriterion, GroupCriterion, ComputedCriterion]).meta({
  id: 'Criterion',
  description:
    'Something to prefer: an attribute on a scale, a group of attributes with inner weights, or what is worked out from the request.',
});

/** What may stand in `prefer`. */
export const criteria: Routes = (app, { catalog }) => {
  app.get(
    '/v1/criteria',
    {
      schema: {
        operationId: 'listCriteria',
        tags: ['catalog'],
        summary: 'List criteria',
        description:
          'Every name that may stand in `prefer`, ordered by id: attributes with their default scales, groups of attributes, and what is worked out from the request.',
        querystring: z.strictObject({
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
      const current = catalog();
      const wanted = criteriaOf(current).filter((criterion) => query.kind === undefined || criterion.kind === query.kind);
      return { catalog: stampOf(current), ...pageOf('/v1/criteria', query, wanted, reply) };
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

function criteriaOf(catalog: Catalog): z.infer<typeof Criterion>[] {
  const attributes = [...catalog.attributes.values()].map((attribute) => ({
    id: attribute.id,
    kind: 'attribute' as const,
    title: attribute.title,
    description: attribute.description,
    category: attribute.category,
    unit: attribute.unit,
    better: attribute.better,
    scale: attribute.scale,
    scale_reason: attribute.scale_reason,
  }));
  const groups = [...catalog.groups.values()].map((group) => ({
    id: group.id,
    kind: 'group' as const,
    title: group.title,
    description: group.description,
    weights: group.weights,
    weights_reason: group.weights_reason,
  }));
  const computed = COMPUTED.map(({ attribute, from }) => ({
    id: attribute.id,
    kind: 'computed' as const,
    title: attribute.title,
    description: attribute.description,
    unit: attribute.unit,
    better: attribute.better,
    scale_reason: attribute.scale_reason,
    from,
  }));
  return [...attributes, ...groups, ...computed].sort((a, b) => compareIds(a.id, b.id));
}
