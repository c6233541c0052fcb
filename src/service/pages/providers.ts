import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { OfferId, Slug } from '../../catalog/claim.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { Claim, Facts } from './evidence.ts';
import { candidateOf, factsOf, namedView } from './facts.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

const Name = z.string().max(200);
const Count = z.int().min(0);

export const ProviderSummary = z
  .strictObject({
    id: Slug,
    name: Name,
    offers: Count.meta({ description: 'How many offers it has.' }),
    claims: Count.meta({ description: 'How many current claims speak of it.' }),
  })
  .meta({ id: 'ProviderSummary', description: 'A provider in a list.' });
export type ProviderSummary = z.infer<typeof ProviderSummary>;

export const ProviderPage = z
  .strictObject({
    catalog: CatalogStamp,
    id: Slug,
    name: Name,
    facts: Facts.meta({ description: 'What holds for it in the verified view.' }),
    claims: z.array(Claim).max(10_000).meta({ description: 'All current claims on it.' }),
    offers: z.array(OfferId).max(10_000).meta({ description: 'What it offers.' }),
  })
  .meta({ id: 'ProviderPage', description: 'Everything that the catalog has on a provider.' });
export type ProviderPage = z.infer<typeof ProviderPage>;

/** Everyone who serves models, in order of id. */
export function listProviders(
  service: Pick<Service, 'catalog'>,
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<ProviderSummary> {
  const catalog = service.catalog();
  const { items, next } = pageOf([...catalog.providers.values()], page);
  const offers = [...catalog.offers.values()];
  return {
    catalog: stampOf(catalog),
    items: items.map(({ id, name }) => ({
      id,
      name,
      offers: offers.filter((offer) => offer.provider === id).length,
      claims: catalog.claimsBySubject.get(id)?.length ?? 0,
    })),
    next,
  };
}

/** All that is known of a provider today. */
export function providerPage(service: Pick<Service, 'catalog' | 'clock'>, id: string): ProviderPage | Refused {
  const catalog = service.catalog();
  const provider = catalog.providers.get(id);
  if (!provider) return notInCatalog('provider');
  return {
    catalog: stampOf(catalog),
    id,
    name: provider.name,
    facts: factsOf(catalog, namedView(catalog, 'verified', todayOf(service)), candidateOf(catalog, id)),
    claims: [...(catalog.claimsBySubject.get(id) ?? [])],
    offers: [...catalog.offers.values()].filter((offer) => offer.provider === id).map((offer) => offer.id),
  };
}
