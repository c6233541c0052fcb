import { z } from 'zod';
import { type Catalog, compareIds } from '../../catalog/catalog.ts';
import { type CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { GroupEntry } from '../../catalog/entries.ts';
import { AttributeEntry, AttributeId, AttributeScale } from '../../catalog/vocabulary.ts';
import { COMPUTED } from '../../criteria/registry.ts';
import type { Service } from '../deps.ts';
import { ArticleOnly, articleMark, isOfOrigin, type Origin } from './attributes.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

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
  article_only: ArticleOnly.optional(),
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
export const Criterion = z.discriminatedUnion('kind', [AttributeCriterion, GroupCriterion, ComputedCriterion]).meta({
  id: 'Criterion',
  description:
    'Something to prefer: an attribute on a scale, a group of attributes with inner weights, or what is worked out from the request.',
});
export type Criterion = z.infer<typeof Criterion>;

/** Every name that may stand in `prefer`, in order of id; of one kind or of all, without the words of the article unless asked for. */
export function listCriteria(
  service: Pick<Service, 'catalog'>,
  { kind, origin }: { readonly kind?: Criterion['kind'] | undefined; readonly origin?: Origin | undefined },
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<Criterion> {
  const catalog = service.catalog();
  const wanted = criteriaOf(catalog).filter(
    (criterion) => (kind === undefined || criterion.kind === kind) && isOfOrigin(catalog, criterion.id, origin),
  );
  return { catalog: stampOf(catalog), ...pageOf(wanted, page) };
}

function criteriaOf(catalog: Catalog): Criterion[] {
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
    ...articleMark(catalog, attribute.id),
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
