import { z } from 'zod';
import { ArticleVerdict } from '../article/answer.ts';
import { Slug } from '../catalog/claim.ts';
import type { Routes } from '../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../http/paging.ts';
import { answered } from '../http/problem-of.ts';
import { listVerdicts, VerdictPage, verdictPage } from '../service/pages/verdicts.ts';
import { VERDICT_EXAMPLE } from './answer-examples.ts';
import { CATALOG_REF_EXAMPLE } from './catalog/evidence-examples.ts';

/** Every verdict of the article as data: what it picks, what its own claims say, what verified facts say. */
export const verdicts: Routes = (app, { service }) => {
  app.get(
    '/v1/verdicts',
    {
      schema: {
        operationId: 'listVerdicts',
        tags: ['decisions'],
        summary: 'List the article’s verdicts, computed',
        description:
          'Every "choose X if ..." of the article with the ranking request that decides it, what the article picks, what the service computes from the article’s own claims, and what it computes from verified facts on real models. Ordered by id.',
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(ArticleVerdict).describe('A page of verdicts.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [VERDICT_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/verdicts', query);
      return paged(listVerdicts(service, page), page, reply);
    },
  );
  app.get(
    '/v1/verdicts/:id',
    {
      schema: {
        operationId: 'getVerdict',
        tags: ['decisions'],
        summary: 'One verdict of the article, computed',
        description:
          'One "choose X if ..." of the article, computed from the article’s own claims and from verified facts, with the evidence of both.',
        params: z.strictObject({ id: Slug.meta({ description: 'The id of the verdict.' }) }),
        response: { 200: VerdictPage.describe('The verdict.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { id: 'av-21' }, response: { ...VERDICT_EXAMPLE, catalog: CATALOG_REF_EXAMPLE } },
      },
    },
    async ({ params }) => answered(verdictPage(service, params.id)),
  );
};
