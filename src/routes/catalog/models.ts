import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { Claim as CatalogClaim } from '../../catalog/claim.ts';
import { ModelId, OfferId, Slug } from '../../catalog/claim.ts';
import { LicenseId } from '../../catalog/license.ts';
import { LIFECYCLE } from '../../catalog/lifecycle.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import type { Routes } from '../../http/deps.ts';
import { BooleanParameter, PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import {
  CATALOG_REF_EXAMPLE,
  CLAIM_EXAMPLE,
  Claim,
  ClaimCheck,
  ClaimId,
  Contradiction,
  candidateOf,
  dayOf,
  FACT_EXAMPLE,
  Facts,
  factsOf,
  namedView,
  pageSchema,
  VIEWS,
} from '../../service/pages/evidence.ts';

const Kind = z.enum(['model', 'family']);
const Name = z.string().max(200);

const ModelSummary = z
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

const Conflict = z.strictObject({
  attribute: AttributeId,
  views: z.array(z.enum(VIEWS)).max(VIEWS.length).meta({ description: 'The views in which it shows.' }),
  stands: ClaimId.meta({ description: 'The claim that stands.' }),
  against: z.array(ClaimId).max(1000).meta({ description: 'The claims that say otherwise.' }),
});

const ModelPage = z
  .strictObject({
    catalog: CatalogStamp,
    id: ModelId,
    kind: Kind,
    name: Name,
    vendor: Slug,
    family: ModelId.nullable(),
    members: z.array(ModelId).max(1000).meta({ description: 'The models of a family; empty for a model.' }),
    license_terms: z
      .strictObject({ id: LicenseId, title: z.string().max(200) })
      .nullable()
      .meta({ description: 'Its licence in the verified view, where the catalog has the terms: GET /v1/licenses/{id}.' }),
    as_of: CalendarDate.meta({ description: 'The day for which the facts hold.' }),
    facts: z.strictObject({ verified: Facts, article: Facts, all: Facts }).meta({ description: 'What each view holds to be so.' }),
    conflicts: z.array(Conflict).max(1000).meta({ description: 'Where claims of one view disagree.' }),
    claims: z.array(Claim).max(10_000).meta({ description: 'All current claims on it, on its family and on its offers.' }),
    offers: z
      .array(
        z.strictObject({
          id: OfferId,
          provider: Slug,
          variant: Slug.nullable(),
          facts: Facts.meta({ description: 'What claims on the offer or its provider add, in the verified view.' }),
        }),
      )
      .max(1000)
      .meta({ description: 'Who serves it.' }),
    claim_checks: z.array(ClaimCheck).max(1000).meta({ description: 'Checks of the article’s claims that touch these claims.' }),
    contradictions: z.array(Contradiction).max(1000).meta({ description: 'Statements among these claims that cannot all be true.' }),
  })
  .meta({ id: 'ModelPage', description: 'Everything that the catalog has on a model or a family.' });

const ListQuery = z.strictObject({
  kind: Kind.optional().meta({ description: 'Models, or families of models. Left out: models.' }),
  vendor: Slug.optional().meta({ description: 'Only of this vendor: the first part of the id.' }),
  family: ModelId.optional().meta({ description: 'Only of this family.' }),
  provider: Slug.optional().meta({ description: 'Only what this provider offers.' }),
  open_weights: BooleanParameter.optional().meta({
    description: 'Only with (or without) open weights in the verified view; unknown is neither.',
  }),
  lifecycle: Slug.optional().meta({ description: 'Only at this stage in the verified view.' }),
  q: z.string().min(1).max(100).optional().meta({ description: 'Only where the id or the name holds this text, in any case.' }),
  ...PAGE_QUERY,
});

const SUMMARY_EXAMPLE: ModelSummary = {
  id: 'meta/llama-4-scout',
  kind: 'model',
  name: 'Llama 4 Scout',
  vendor: 'meta',
  family: 'meta/llama-4',
  lifecycle: 'current',
  open_weights: true,
  offers: 2,
  claims: 41,
};

/** Models and families: what there is, and all that is known of one. */
export const models: Routes = (app, { catalog, clock }) => {
  app.get(
    '/v1/models',
    {
      schema: {
        operationId: 'listModels',
        tags: ['catalog'],
        summary: 'List models',
        description: 'Models, or families of models, ordered by id. Filters narrow together.',
        querystring: ListQuery,
        response: { 200: pageSchema(ModelSummary).describe('A page of models.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { vendor: 'meta', limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [SUMMARY_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const current = catalog();
      const wanted = summaries(current, query.kind ?? 'model', dayOf(clock())).filter((model) => meets(current, model, query));
      return { catalog: stampOf(current), ...pageOf('/v1/models', query, wanted, reply) };
    },
  );
  app.get(
    '/v1/models/:vendor/:slug',
    {
      schema: {
        operationId: 'getModel',
        tags: ['catalog'],
        summary: 'Everything on one model or family',
        description: 'Its facts in every view, all claims, conflicts, offers, and what came of checking the article’s claims.',
        params: z.strictObject({
          vendor: Slug.meta({ description: 'The first part of the id.' }),
          slug: Slug.meta({ description: 'The second part of the id, of a model or a family.' }),
        }),
        querystring: z.strictObject({
          as_of: CalendarDate.optional().meta({ description: 'The day for which facts are wanted. Left out: today, UTC.' }),
        }),
        response: { 200: ModelPage.describe('The model or family.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { vendor: 'meta', slug: 'llama-4-scout' },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            id: 'meta/llama-4-scout',
            kind: 'model',
            name: 'Llama 4 Scout',
            vendor: 'meta',
            family: 'meta/llama-4',
            members: [],
            license_terms: { id: 'LicenseRef-Llama-4-Community', title: 'Llama 4 Community License Agreement' },
            as_of: '2026-11-23',
            facts: { verified: { context_window: FACT_EXAMPLE }, article: {}, all: { context_window: FACT_EXAMPLE } },
            conflicts: [],
            claims: [CLAIM_EXAMPLE],
            offers: [{ id: 'meta/llama-4-scout@self-hosted', provider: 'self-hosted', variant: null, facts: {} }],
            claim_checks: [],
            contradictions: [],
          },
        },
      },
    },
    async ({ params, query }) => {
      const current = catalog();
      const id = `${params.vendor}/${params.slug}`;
      if (!current.models.has(id) && !current.families.has(id)) throw notFound('model or family');
      return page(current, id, query.as_of ?? dayOf(clock()));
    },
  );
};

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

function meets(catalog: Catalog, model: ModelSummary, query: z.infer<typeof ListQuery>): boolean {
  const text = query.q?.toLowerCase();
  return (
    (query.vendor === undefined || model.vendor === query.vendor) &&
    (query.family === undefined || model.family === query.family) &&
    (query.lifecycle === undefined || model.lifecycle === query.lifecycle) &&
    (query.open_weights === undefined || model.open_weights === query.open_weights) &&
    (query.provider === undefined || (catalog.offersByModel.get(model.id) ?? []).some((offer) => offer.provider === query.provider)) &&
    (text === undefined || model.id.includes(text) || model.name.toLowerCase().includes(text))
  );
}

function licenseTermsOf({ licenses }: Catalog, named: unknown): z.infer<typeof ModelPage>['license_terms'] {
  const license = typeof named === 'string' ? licenses.get(named) : undefined;
  return license ? { id: license.id, title: license.title } : null;
}

function page(catalog: Catalog, id: string, asOf: string): z.infer<typeof ModelPage> {
  const model = catalog.models.get(id);
  const entry = model ?? catalog.families.get(id);
  const offers = catalog.offersByModel.get(id) ?? [];
  const subjects = [id, ...(model?.family ? [model.family] : []), ...offers.map((offer) => offer.id)];
  const claims = subjects.flatMap((subject) => [...(catalog.claimsBySubject.get(subject) ?? [])].sort(byAttribute));
  const ids = new Set(claims.map((claim) => claim.id));
  const candidate = candidateOf(catalog, id);
  const [verified, article, all] = VIEWS.map((view) => factsOf(catalog, namedView(catalog, view, asOf), candidate));
  const facts = { verified: verified ?? {}, article: article ?? {}, all: all ?? {} };
  return {
    catalog: stampOf(catalog),
    id,
    kind: model ? 'model' : 'family',
    name: entry?.name ?? id,
    vendor: id.slice(0, id.indexOf('/')),
    family: model?.family ?? null,
    members: model ? [] : [...catalog.models.values()].filter((member) => member.family === id).map((member) => member.id),
    license_terms: licenseTermsOf(catalog, facts.verified.license?.value),
    as_of: asOf,
    facts,
    conflicts: conflictsIn(facts),
    claims,
    offers: offers.map((offer) => {
      const served = factsOf(catalog, namedView(catalog, 'verified', asOf), candidateOf(catalog, offer.id));
      const added = Object.entries(served).filter(([attribute, fact]) => facts.verified[attribute]?.claim !== fact.claim);
      return { id: offer.id, provider: offer.provider, variant: offer.variant, facts: Object.fromEntries(added) };
    }),
    claim_checks: [...catalog.claimChecks.values()].filter((check) => ids.has(check.claim) || check.facts.some((fact) => ids.has(fact))),
    contradictions: catalog.contradictions.filter((contradiction) => contradiction.claims.some((claim) => ids.has(claim))),
  };
}

function byAttribute(a: CatalogClaim, b: CatalogClaim): number {
  if (a.attribute !== b.attribute) return a.attribute < b.attribute ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** The same conflict seen in several views is one. */
function conflictsIn(facts: z.infer<typeof ModelPage>['facts']): z.infer<typeof Conflict>[] {
  const found = new Map<string, z.infer<typeof Conflict>>();
  for (const view of VIEWS) {
    for (const [attribute, fact] of Object.entries(facts[view])) {
      if (fact.conflicts.length === 0) continue;
      const key = JSON.stringify([attribute, fact.claim, fact.conflicts]);
      const known = found.get(key) ?? { attribute, views: [], stands: fact.claim, against: fact.conflicts };
      known.views.push(view);
      found.set(key, known);
    }
  }
  return [...found.values()].sort((a, b) => (a.attribute < b.attribute ? -1 : a.attribute > b.attribute ? 1 : 0));
}
