import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compareIds } from '../../catalog/catalog.ts';
import { stampOf } from '../../catalog/catalog-stamp.ts';
import { FeedFormatName } from '../../feeds/import-report.ts';
import type { ParkedFeedRow } from '../../feeds/plan/change-plan.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import type { Routes } from '../../http/service.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from './evidence.ts';

const ParkedRow = z
  .strictObject({
    format: FeedFormatName,
    row: z.string().max(700).meta({ description: 'Where the row stood in the file.' }),
    code: z.string().max(60).meta({ description: 'Why it is parked, for programs.' }),
    detail: z.string().max(1000).meta({ description: 'Why it is parked, for people.' }),
    name: z.string().max(300).meta({ description: 'What the feed calls the model.' }),
    provider: z.string().max(300).nullable().meta({ description: 'What the feed calls the provider; null about a model as such.' }),
  })
  .meta({ id: 'ParkedRow', description: 'A row of a feed that nothing of the catalog could be found for.' });

const EXAMPLE = {
  format: 'models-dev',
  row: '/groq/models/acme~1x',
  code: 'unknown_model',
  detail: 'no alias and no exact name of a model of the catalog',
  name: 'acme/x',
  provider: 'groq',
} as const;

/** What imports could not place: no part of the catalog, there to be given an alias. */
export const catalogParked: Routes = (app, { catalog, changes }) => {
  app.get(
    '/v1/catalog/parked',
    {
      schema: {
        operationId: 'listParkedRows',
        tags: ['catalog'],
        summary: 'List parked rows',
        description:
          'Rows of the last import of each format that no model of the catalog could be found for, or whose name means several. They are no part of the catalog: an alias (`npm run catalog -- alias add`) places them with the next import.',
        querystring: z.strictObject({ format: FeedFormatName.optional(), ...PAGE_QUERY }),
        response: { 200: pageSchema(ParkedRow).describe('A page of parked rows.') },
      },
      config: {
        examples: {
          parameters: { format: 'models-dev', limit: 20 },
          response: { catalog: CATALOG_REF_EXAMPLE, items: [EXAMPLE] },
        },
      },
    },
    async ({ query }, reply) => {
      const rows = (await changes.parked(query.format)).map((row) => ({ id: placeOf(row), parked: row }));
      const page = pageOf(
        '/v1/catalog/parked',
        query,
        rows.sort((a, b) => compareIds(a.id, b.id)),
        reply,
      );
      return { catalog: stampOf(catalog()), ...page, items: page.items.map(({ parked }) => parked) };
    },
  );
};

/** By format and row, and short enough for a cursor: a row can be as long as what a feed has for a name. */
function placeOf({ format, row }: ParkedFeedRow): string {
  return `${format} ${row.slice(0, 100)} ${createHash('sha256').update(row).digest('hex').slice(0, 16)}`;
}
