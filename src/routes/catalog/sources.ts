import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { Slug, SourceKind } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import { notFound } from '../../problems.ts';
import { CATALOG_REF_EXAMPLE, pageSchema, SOURCE_EXAMPLE, Source } from '../../service/pages/evidence.ts';

const claims = z.int().min(0).meta({ description: 'How many current claims it is the source of.' });
const SourceSummary = Source.extend({ claims }).meta({ id: 'SourceSummary', description: 'A source and how much rests on it.' });
const SourcePage = SourceSummary.extend({ catalog: CatalogStamp }).meta({ id: 'SourcePage', description: 'One source.' });

/** Where claims come from. */
export const sources: Routes = (app, { catalog }) => {
  app.get(
    '/v1/sources',
    {
      schema: {
        operationId: 'listSources',
        tags: ['catalog'],
        summary: 'List sources',
        description: 'Every source of a claim, ordered by id.',
        querystring: z.strictObject({ kind: SourceKind.optional().meta({ description: 'Only of this kind.' }), ...PAGE_QUERY }),
        response: { 200: pageSchema(SourceSummary).describe('A page of sources.') },
      },
      config: {
        cache: 'catalog',
        examples: {
          parameters: { kind: 'vendor', limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [{ ...SOURCE_EXAMPLE, claims: 41 }] },
        },
      },
    },
    async ({ query }, reply) => {
      const current = catalog();
      const wanted = [...current.sources.values()].filter((source) => query.kind === undefined || source.kind === query.kind);
      const { items, ...rest } = pageOf('/v1/sources', query, wanted, reply);
      const counts = claimCounts(current);
      return { catalog: stampOf(current), items: items.map((source) => ({ ...source, claims: counts.get(source.id) ?? 0 })), ...rest };
    },
  );
  app.get(
    '/v1/sources/:id',
    {
      schema: {
        operationId: 'getSource',
        tags: ['catalog'],
        summary: 'One source',
        description: 'What it is, where it is found, under what licence, when it was retrieved. Its claims: GET /v1/claims?source={id}.',
        params: z.strictObject({ id: Slug.meta({ description: 'The id of the source.' }) }),
        response: { 200: SourcePage.describe('The source.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { id: SOURCE_EXAMPLE.id }, response: { ...SOURCE_EXAMPLE, claims: 41, catalog: CATALOG_REF_EXAMPLE } },
      },
    },
    async ({ params }) => {
      const current = catalog();
      const source = current.sources.get(params.id);
      if (!source) throw notFound('source');
      return { catalog: stampOf(current), ...source, claims: claimCounts(current).get(source.id) ?? 0 };
    },
  );
};

function claimCounts(catalog: Catalog): Map<string, number> {
  const counts = new Map<string, number>();
  for (const claim of catalog.claims.values()) {
    if (claim.retired_in === null) counts.set(claim.source, (counts.get(claim.source) ?? 0) + 1);
  }
  return counts;
}
