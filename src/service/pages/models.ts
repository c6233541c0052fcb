import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { type CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { ModelId, Slug } from '../../catalog/claim.ts';
import { LIFECYCLE } from '../../catalog/facts/lifecycle.ts';
import type { Service } from '../deps.ts';
import { todayOf } from '../today.ts';
import { candidateOf, namedView } from './facts.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Kind = z.enum(['model', 'family']);
const Name = z.string().max(200);

export const ModelSummary = z
  .strictObject({
    id: ModelId.meta({ description: 'vendor/slug' }),
    kind: Kind,
    name: Name,
    vendor: Slug,
    family: ModelId.nullable().meta({ description: 'The line of models that it belongs to.' }),
    lifecycle: z.string().max(200).nullable().meta({ description: 'Its stage in the verified view; null: unknown.' }),
    open_weights: z.boolean().nullable().meta({ description: 'In the verified view; null: unknown.' }),
    offers: z.int().min(0).meta({ description: 'How many offers of it there are.' }),
    claims: z.int().min(0).meta({ description: 'How many current claims speak of it itself.' }),
  })
  .meta({ id: 'ModelSummary', description: 'A model, or a family of models, in a list.' });
type ModelSummary = z.infer<typeof ModelSummary>;

/** Filters narrow together; what is left out narrows nothing, but `kind`: models. */
export type ModelFilter = {
  readonly kind?: ModelSummary['kind'] | undefined;
  readonly vendor?: string | undefined;
  readonly family?: string | undefined;
  readonly provider?: string | undefined;
  /** In the verified view; unknown is neither true nor false. */
  readonly open_weights?: boolean | undefined;
  /** In the verified view. */
  readonly lifecycle?: string | undefined;
  /** A part of the id or the name, in any case. */
  readonly q?: string | undefined;
};

/** Models, or families of models, in order of id. */
export function listModels(
  service: Pick<Service, 'catalog' | 'clock'>,
  filter: ModelFilter,
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<ModelSummary> {
  const catalog = service.catalog();
  const all = summaries(catalog, filter.kind ?? 'model', todayOf(service));
  return {
    catalog: stampOf(catalog),
    ...pageOf(
      all.filter((model) => meets(catalog, model, filter)),
      page,
    ),
  };
}

function summaries(catalog: Catalog, kind: ModelSummary['kind'], today: string): ModelSummary[] {
  const verified = namedView(catalog, 'verified', today);
  const entries = kind === 'model' ? catalog.models : catalog.families;
  return [...entries.values()].map((entry) => {
    const candidate = candidateOf(catalog, entry.id);
    const verifiedValue = (name: string) => {
      const attribute = catalog.attributes.get(name);
      return attribute ? verified.factOf(attribute, candidate).value : null;
    };
    const lifecycle = verifiedValue(LIFECYCLE);
    const openWeights = verifiedValue('open_weights');
    return {
      id: entry.id,
      kind,
      name: entry.name,
      vendor: entry.id.slice(0, entry.id.indexOf('/')),
      family: candidate.family,
      lifecycle: typeof lifecycle === 'string' ? lifecycle : null,
      open_weights: typeof openWeights === 'boolean' ? openWeights : null,
      offers: catalog.offersByModel.get(entry.id)?.length ?? 0,
      claims: catalog.claimsBySubject.get(entry.id)?.length ?? 0,
    };
  });
}

function meets(catalog: Catalog, model: ModelSummary, filter: ModelFilter): boolean {
  const text = filter.q?.toLowerCase();
  return (
    (filter.vendor === undefined || model.vendor === filter.vendor) &&
    (filter.family === undefined || model.family === filter.family) &&
    (filter.lifecycle === undefined || model.lifecycle === filter.lifecycle) &&
    (filter.open_weights === undefined || model.open_weights === filter.open_weights) &&
    (filter.provider === undefined || (catalog.offersByModel.get(model.id) ?? []).some((offer) => offer.provider === filter.provider)) &&
    (text === undefined || model.id.includes(text) || model.name.toLowerCase().includes(text))
  );
}
