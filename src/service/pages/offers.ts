import { z } from 'zod';
import { type CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId, OfferId, Slug } from '../../catalog/claim.ts';
import type { Service } from '../deps.ts';
import { todayOf } from '../today.ts';
import { Facts } from './evidence.ts';
import { candidateOf, factsOf, namedView } from './facts.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Offer = z
  .strictObject({
    id: OfferId.meta({ description: 'vendor/slug@provider, with :variant where there are several.' }),
    model: ModelId,
    provider: Slug,
    variant: Slug.nullable(),
    facts: Facts.meta({
      description: 'What holds for the offer in the verified view, inherited facts of its model and provider included.',
    }),
  })
  .meta({ id: 'Offer', description: 'One model at one provider.' });
export type Offer = z.infer<typeof Offer>;

/** Offers with their facts in the verified view today, in order of id; of one model, at one provider, or both. */
export function listOffers(
  service: Pick<Service, 'catalog' | 'clock'>,
  { model, provider }: { readonly model?: string | undefined; readonly provider?: string | undefined },
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<Offer> {
  const catalog = service.catalog();
  const wanted = [...catalog.offers.values()].filter(
    (offer) => (model === undefined || offer.model === model) && (provider === undefined || offer.provider === provider),
  );
  const { items, next } = pageOf(wanted, page);
  const verified = namedView(catalog, 'verified', todayOf(service));
  return {
    catalog: stampOf(catalog),
    items: items.map((offer) => ({ ...offer, facts: factsOf(catalog, verified, candidateOf(catalog, offer.id)) })),
    next,
  };
}
