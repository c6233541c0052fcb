import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { Claim as CatalogClaim } from '../../catalog/claim.ts';
import { ModelId, OfferId, Slug } from '../../catalog/claim.ts';
import { LicenseId } from '../../catalog/license.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { Claim, ClaimCheck, ClaimId, Contradiction, Facts, VIEWS } from './evidence.ts';
import { candidateOf, factsOf, namedView } from './facts.ts';
import { Kind } from './models.ts';

const Name = z.string().max(200);

const Conflict = z.strictObject({
  attribute: AttributeId,
  views: z.array(z.enum(VIEWS)).max(VIEWS.length).meta({ description: 'The views in which it shows.' }),
  stands: ClaimId.meta({ description: 'The claim that stands.' }),
  against: z.array(ClaimId).max(1000).meta({ description: 'The claims that say otherwise.' }),
});

export const ModelPage = z
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
export type ModelPage = z.infer<typeof ModelPage>;

/** All that is known of a model or a family, for a day (YYYY-MM-DD; left out: today). */
export function modelPage(service: Pick<Service, 'catalog' | 'clock'>, id: string, asOf: string = todayOf(service)): ModelPage | Refused {
  const catalog = service.catalog();
  return catalog.models.has(id) || catalog.families.has(id) ? pageOn(catalog, id, asOf) : notInCatalog('model or family');
}

function pageOn(catalog: Catalog, id: string, asOf: string): ModelPage {
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
function conflictsIn(facts: ModelPage['facts']): z.infer<typeof Conflict>[] {
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

function licenseTermsOf({ licenses }: Catalog, named: unknown): ModelPage['license_terms'] {
  const license = typeof named === 'string' ? licenses.get(named) : undefined;
  return license ? { id: license.id, title: license.title } : null;
}
