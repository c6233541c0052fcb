import type { CatalogData } from '../src/catalog/catalog-data.ts';
import type { Claim } from '../src/catalog/claim.ts';

/** A catalog with about this many offers: those of `data` with their models and claims many times under new ids, numbers a little different in each copy. */
export function enlarged(data: CatalogData, offers: number): CatalogData {
  const copies = Array.from({ length: Math.round(offers / data.offers.length) }, (_, copy) => copy);
  const subjects = new Set([...data.models, ...data.offers].map(({ id }) => id));
  const renamed = (id: string, copy: number) => id.replace(/^[^@]+/, (model) => `${model}-c${copy}`);
  const everyCopy = <T>(items: readonly T[], made: (item: T, copy: number) => T) =>
    copies.flatMap((copy) => items.map((item) => made(item, copy)));
  return {
    ...data,
    models: everyCopy(data.models, (model, copy) => ({ ...model, id: renamed(model.id, copy) })),
    offers: everyCopy(data.offers, (offer, copy) => ({ ...offer, id: renamed(offer.id, copy), model: renamed(offer.model, copy) })),
    claims: [
      ...data.claims.filter(({ subject }) => !subjects.has(subject)),
      ...everyCopy(
        data.claims.filter(({ subject }) => subjects.has(subject)),
        (claim, copy): Claim => ({
          ...claim,
          id: `${claim.id}${copy}`,
          subject: renamed(claim.subject, copy),
          value: typeof claim.value === 'number' ? claim.value * (1 + copy / 1e5) : claim.value,
        }),
      ),
    ],
  };
}
