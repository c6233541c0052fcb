import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { AttributeEntry, AttributeId, type AttributeType, type Attribute as CatalogAttribute } from '../../catalog/vocabulary.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Category = z.string().max(80);

export const Attribute = z
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

export const AttributePage = Attribute.extend({
  catalog: CatalogStamp,
  coverage: z
    .strictObject({
      claims: z.int().min(0).meta({ description: 'How many current claims there are on it.' }),
      subjects: z.int().min(0).meta({ description: 'On how many families, models, offers and providers.' }),
    })
    .meta({ description: 'How much the catalog has on it.' }),
}).meta({ id: 'AttributePage', description: 'One attribute and how much is known of it.' });
export type AttributePage = z.infer<typeof AttributePage>;

/** The vocabulary in order of id; of one category, of one type, or both. */
export function listAttributes(
  service: Pick<Service, 'catalog'>,
  { category, type }: { readonly category?: string | undefined; readonly type?: AttributeType | undefined },
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<CatalogAttribute> {
  const catalog = service.catalog();
  const wanted = [...catalog.attributes.values()].filter(
    (attribute) => (category === undefined || attribute.category === category) && (type === undefined || attribute.type === type),
  );
  return { catalog: stampOf(catalog), ...pageOf(wanted, page) };
}

/** An attribute and how much is known of it. */
export function attributePage(service: Pick<Service, 'catalog'>, id: string): AttributePage | Refused {
  const catalog = service.catalog();
  const attribute = catalog.attributes.get(id);
  if (!attribute) return notInCatalog('attribute');
  const bySubject = [...(catalog.claimsByAttribute.get(id)?.values() ?? [])];
  const coverage = { claims: bySubject.reduce((sum, claims) => sum + claims.length, 0), subjects: bySubject.length };
  return { catalog: stampOf(catalog), ...attribute, coverage };
}
