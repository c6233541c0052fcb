import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { Slug, SourceKind, SubjectId } from '../../catalog/claim.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import {
  CATALOG_REF_EXAMPLE,
  CLAIM_EXAMPLE,
  Claim,
  ClaimCheck,
  ClaimId,
  candidateOf,
  dayOf,
  namedView,
  pageSchema,
  SOURCE_EXAMPLE,
  Source,
  type VIEWS,
} from '../../service/pages/evidence.ts';

const Wins = z
  .strictObject({ verified: z.boolean(), article: z.boolean(), all: z.boolean() })
  .meta({ description: 'By view: whether it is the fact of its subject today.' });

const ClaimPage = z
  .strictObject({
    catalog: CatalogStamp,
    ...Claim.shape,
    source: Source,
    check: ClaimCheck.nullable().meta({ description: 'What came of checking it; null where it was not checked.' }),
    wins: Wins,
  })
  .meta({ id: 'ClaimPage', description: 'One claim with its source, its check and where it stands.' });

const ListQuery = z.strictObject({
  subject: SubjectId.optional().meta({ description: 'Only on this family, model, offer or provider.' }),
  attribute: AttributeId.optional().meta({ description: 'Only on this attribute.' }),
  source: Slug.optional().meta({ description: 'Only of this source.' }),
  source_kind: SourceKind.optional().meta({ description: 'Only of sources of this kind.' }),
  status: z.enum(['current', 'retired', 'any']).optional().meta({ description: 'Left out: current.' }),
  ...PAGE_QUERY,
});

/** Claims: what every value shown anywhere rests on. */
export const claims: Routes = (app, { catalog, clock }) => {
  app.get(
    '/v1/claims',
    {
      schema: {
        operationId: 'listClaims',
        tags: ['catalog'],
        summary: 'List claims',
        description: 'Claims ordered by id; filters narrow together.',
        querystring: ListQuery,
        response: { 200: pageSchema(Claim).describe('A page of claims.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { subject: 'meta/llama-4-scout', limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [CLAIM_EXAMPLE] },
        },
      },
    },
    async ({ query }, reply) => {
      const current = catalog();
      const { subject, attribute, source, source_kind: kind, status = 'current' } = query;
      const wanted = [...current.claims.values()].filter(
        (claim) =>
          (status === 'any' || (claim.retired_in === null) === (status === 'current')) &&
          (subject === undefined || claim.subject === subject) &&
          (attribute === undefined || claim.attribute === attribute) &&
          (source === undefined || claim.source === source) &&
          (kind === undefined || current.sources.get(claim.source)?.kind === kind),
      );
      return { catalog: stampOf(current), ...pageOf('/v1/claims', query, wanted, reply) };
    },
  );
  app.get(
    '/v1/claims/:id',
    {
      schema: {
        operationId: 'getClaim',
        tags: ['catalog'],
        summary: 'One claim',
        description: 'A claim with its source, date and locator, what came of checking it, and in which views it is the fact.',
        params: z.strictObject({ id: ClaimId.meta({ description: 'The id of the claim.' }) }),
        response: { 200: ClaimPage.describe('The claim.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            ...CLAIM_EXAMPLE,
            source: SOURCE_EXAMPLE,
            check: null,
            wins: { verified: true, article: false, all: true },
          },
        },
      },
    },
    async ({ params }) => {
      const current = catalog();
      const claim = current.claims.get(params.id);
      const source = claim && current.sources.get(claim.source);
      const attribute = claim && current.attributes.get(claim.attribute);
      if (!source || !attribute) throw notFound('claim');
      const candidate = candidateOf(current, claim.subject);
      const today = dayOf(clock());
      const wins = (view: (typeof VIEWS)[number]) => namedView(current, view, today).factOf(attribute, candidate).claim?.id === claim.id;
      return {
        catalog: stampOf(current),
        ...claim,
        source,
        check: current.claimChecks.get(claim.id) ?? null,
        wins: { verified: wins('verified'), article: wins('article'), all: wins('all') },
      };
    },
  );
};
