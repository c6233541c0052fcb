import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import type { Claim as CatalogClaim, SourceKind } from '../../catalog/claim.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { todayOf } from '../today.ts';
import { Claim, ClaimCheck, Source, type ViewName } from './evidence.ts';
import { candidateOf, namedView } from './facts.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

const Wins = z
  .strictObject({ verified: z.boolean(), article: z.boolean(), all: z.boolean() })
  .meta({ description: 'By view: whether it is the fact of its subject today.' });

export const ClaimPage = z
  .strictObject({
    catalog: CatalogStamp,
    ...Claim.shape,
    source: Source,
    chain: z
      .array(Claim.extend({ source: Source }))
      .max(100)
      .meta({
        description: 'Of a derived claim: all that it was made from, its own inputs first, then theirs. Empty where a source states it.',
      }),
    check: ClaimCheck.nullable().meta({ description: 'What came of checking it; null where it was not checked.' }),
    wins: Wins,
  })
  .meta({ id: 'ClaimPage', description: 'One claim with its source, its check and where it stands.' });
export type ClaimPage = z.infer<typeof ClaimPage>;

/** Filters narrow together; what is left out narrows nothing, but `status`: current. */
export type ClaimFilter = {
  readonly subject?: string | undefined;
  readonly attribute?: string | undefined;
  readonly source?: string | undefined;
  readonly source_kind?: SourceKind | undefined;
  readonly status?: 'current' | 'retired' | 'any' | undefined;
};

/** Claims in order of id. */
export function listClaims(
  service: Pick<Service, 'catalog'>,
  { subject, attribute, source, source_kind: kind, status = 'current' }: ClaimFilter,
  page: PageAsked,
): { readonly catalog: CatalogStamp } & Page<CatalogClaim> {
  const catalog = service.catalog();
  const wanted = [...catalog.claims.values()].filter(
    (claim) =>
      (status === 'any' || (claim.retired_in === null) === (status === 'current')) &&
      (subject === undefined || claim.subject === subject) &&
      (attribute === undefined || claim.attribute === attribute) &&
      (source === undefined || claim.source === source) &&
      (kind === undefined || catalog.sources.get(claim.source)?.kind === kind),
  );
  return { catalog: stampOf(catalog), ...pageOf(wanted, page) };
}

/** A claim with its source, what came of checking it, and the views in which it is the fact today. */
export function claimPage(service: Pick<Service, 'catalog' | 'clock'>, id: string): ClaimPage | Refused {
  const catalog = service.catalog();
  const claim = catalog.claims.get(id);
  const source = claim && catalog.sources.get(claim.source);
  const attribute = claim && catalog.attributes.get(claim.attribute);
  if (!source || !attribute) return notInCatalog('claim');
  const candidate = candidateOf(catalog, claim.subject);
  const today = todayOf(service);
  const wins = (view: ViewName) => namedView(catalog, view, today).factOf(attribute, candidate).claim?.id === claim.id;
  return {
    catalog: stampOf(catalog),
    ...claim,
    source,
    chain: chainOf(catalog, claim),
    check: catalog.claimChecks.get(claim.id) ?? null,
    wins: { verified: wins('verified'), article: wins('article'), all: wins('all') },
  };
}

/** The claims that a derived claim was made from, breadth first, each with its source. */
function chainOf({ claims, sources }: Catalog, claim: CatalogClaim): ClaimPage['chain'] {
  const ids = new Set(claim.derived?.from);
  for (const id of ids) for (const further of claims.get(id)?.derived?.from ?? []) ids.add(further);
  return [...ids].flatMap((id) => {
    const input = claims.get(id);
    const source = input && sources.get(input.source);
    return source ? [{ ...input, source }] : [];
  });
}
