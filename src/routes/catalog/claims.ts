import { z } from 'zod';
import { Slug, SourceKind, SubjectId } from '../../catalog/claim.ts';
import { AttributeId } from '../../catalog/vocabulary.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { ClaimPage, claimPage, listClaims } from '../../service/pages/claims.ts';
import { Claim, ClaimId } from '../../service/pages/evidence.ts';
import { CATALOG_REF_EXAMPLE, CLAIM_EXAMPLE, SOURCE_EXAMPLE } from './evidence-examples.ts';

const ListQuery = z.strictObject({
  subject: SubjectId.optional().meta({ description: 'Only on this family, model, offer or provider.' }),
  attribute: AttributeId.optional().meta({ description: 'Only on this attribute.' }),
  source: Slug.optional().meta({ description: 'Only of this source.' }),
  source_kind: SourceKind.optional().meta({ description: 'Only of sources of this kind.' }),
  status: z.enum(['current', 'retired', 'any']).optional().meta({ description: 'Left out: current.' }),
  ...PAGE_QUERY,
});

/** Claims: what every value shown anywhere rests on. */
export const claims: Routes = (app, { service }) => {
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
      const page = pageAsked('/v1/claims', query);
      return paged(listClaims(service, query, page), page, reply);
    },
  );
  app.get(
    '/v1/claims/:id',
    {
      schema: {
        operationId: 'getClaim',
        tags: ['catalog'],
        summary: 'One claim',
        description:
          'A claim with its source, date and locator, what came of checking it, and in which views it is the fact; of a derived claim also the rule and all claims that it was made from.',
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
            chain: [],
            check: null,
            wins: { verified: true, article: false, all: true },
          },
        },
      },
    },
    async ({ params }) => answered(claimPage(service, params.id)),
  );
};
