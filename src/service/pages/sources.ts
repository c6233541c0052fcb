import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { SourceKind } from '../../catalog/claim.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { Source } from './evidence.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

const claims = z.int().min(0).meta({ description: 'How many current claims it is the source of.' });
export const SourceSummary = Source.extend({ claims }).meta({ id: 'SourceSummary', description: 'A source and how much rests on it.' });
export type SourceSummary = z.infer<typeof SourceSummary>;
export const SourcePage = SourceSummary.extend({ catalog: CatalogStamp }).meta({ id: 'SourcePage', description: 'One source.' });
export type SourcePage = z.infer<typeof SourcePage>;

/** Every source of a claim, in order of id; of one kind or of all. */
export function listSources(
  service: Pick<Service, 'catalog'>,
  { kind }: { readonly kind?: SourceKind | undefined },
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<SourceSummary> {
  const catalog = service.catalog();
  const wanted = [...catalog.sources.values()].filter((source) => kind === undefined || source.kind === kind);
  const { items, next } = pageOf(wanted, page);
  const counts = claimCounts(catalog);
  return { catalog: stampOf(catalog), items: items.map((source) => ({ ...source, claims: counts.get(source.id) ?? 0 })), next };
}

/** A source and how many current claims rest on it. */
export function sourcePage(service: Pick<Service, 'catalog'>, id: string): SourcePage | Refused {
  const catalog = service.catalog();
  const source = catalog.sources.get(id);
  if (!source) return notInCatalog('source');
  return { catalog: stampOf(catalog), ...source, claims: claimCounts(catalog).get(id) ?? 0 };
}

function claimCounts(catalog: Catalog): Map<string, number> {
  const counts = new Map<string, number>();
  for (const claim of catalog.claims.values()) {
    if (claim.retired_in === null) counts.set(claim.source, (counts.get(claim.source) ?? 0) + 1);
  }
  return counts;
}
