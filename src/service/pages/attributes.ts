import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { articleWords } from '../../catalog/facts/article-words.ts';
import { AttributeEntry, AttributeId, type AttributeType, type Attribute as CatalogAttribute } from '../../catalog/vocabulary.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Category = z.string().max(80);

/** Only where it is so: a member that is nearly always false says nothing. */
export const ArticleOnly = z.literal(true).meta({
  description: 'Only the article states a value of it: nothing verified can be asked by it. Absent: other sources do, or nobody.',
});
/** Whose words a list gives: those that only the article states values of, or all; left out: all but those. */
export const Origin = z.enum(['article', 'all']).meta({
  description: '`article`: only the words that nobody but the article states a value of; `all`: those too. Left out: all but those.',
});
export type Origin = z.infer<typeof Origin>;

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
    article_only: ArticleOnly.optional(),
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

type Filter = {
  readonly category?: string | undefined;
  readonly type?: AttributeType | undefined;
  readonly origin?: Origin | undefined;
};
type Marked = CatalogAttribute & { readonly article_only?: true };

/** The vocabulary in order of id; of one category, of one type, of one origin. */
export function listAttributes(
  service: Pick<Service, 'catalog'>,
  { category, type, origin }: Filter,
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<Marked> {
  const catalog = service.catalog();
  const wanted = [...catalog.attributes.values()].filter(
    (attribute) =>
      (category === undefined || attribute.category === category) &&
      (type === undefined || attribute.type === type) &&
      isOfOrigin(catalog, attribute.id, origin),
  );
  const { items, next } = pageOf(wanted, page);
  return { catalog: stampOf(catalog), items: items.map((attribute) => ({ ...attribute, ...articleMark(catalog, attribute.id) })), next };
}

/** Whether a word belongs in a list of this origin. */
export function isOfOrigin(catalog: Catalog, id: string, origin: Origin | undefined): boolean {
  return origin === 'all' || articleWords(catalog).has(id) === (origin === 'article');
}

/** The mark of a word that only the article states values of; nothing for any other. */
export function articleMark(catalog: Catalog, id: string): { readonly article_only?: true } {
  return articleWords(catalog).has(id) ? { article_only: true } : {};
}

/** An attribute and how much is known of it. */
export function attributePage(service: Pick<Service, 'catalog'>, id: string): AttributePage | Refused {
  const catalog = service.catalog();
  const attribute = catalog.attributes.get(id);
  if (!attribute) return notInCatalog('attribute');
  const bySubject = [...(catalog.claimsByAttribute.get(id)?.values() ?? [])];
  const coverage = { claims: bySubject.reduce((sum, claims) => sum + claims.length, 0), subjects: bySubject.length };
  return { catalog: stampOf(catalog), ...attribute, ...articleMark(catalog, id), coverage };
}
