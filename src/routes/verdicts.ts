import { z } from 'zod';
import { ArticleVerdict } from '../article/answer.ts';
import { articleVerdict } from '../article/article-verdict.ts';
import { CatalogStamp, stampOf } from '../catalog/catalog-stamp.ts';
import { Slug } from '../catalog/claim.ts';
import { PAGE_QUERY, pageOf } from '../http/paging.ts';
import type { Routes } from '../http/service.ts';
import { notFound } from '../problems.ts';
import { VERDICT_EXAMPLE } from './answer-examples.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from './catalog/evidence.ts';

const VerdictPage = ArticleVerdict.extend({ catalog: CatalogStamp }).meta({ id: 'VerdictPage', description: 'One verdict.' });

/** Every verdict of the article as data: what it picks, what its own claims say, what verified facts say. */
export const verdicts: Routes = (app, { catalog, clock }) => {
  const today = () => clock().toISOString().slice(0, 10);
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
      const current = catalog();
      const page = pageOf('/v1/verdicts', query, [...current.verdicts.values()], reply);
      return { catalog: stampOf(current), ...page, items: page.items.map((verdict) => articleVerdict(current, verdict, today())) };
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
    async ({ params }) => {
      const current = catalog();
      const verdict = current.verdicts.get(params.id);
      if (!verdict) throw notFound('verdict');
      return { ...articleVerdict(current, verdict, today()), catalog: stampOf(current) };
    },
  );
};
