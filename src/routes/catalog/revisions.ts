import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { RevisionEntry } from '../../catalog/revision.ts';
import { Change, ChangeCounts, countChanges } from '../../catalog/rows/change.ts';
import { newestFirst, PAGE_QUERY, pageOf, revisionParameter } from '../../http/paging.ts';
import type { History, Routes } from '../../http/service.ts';
import { badRequest, refusal } from '../../problems.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from './evidence.ts';

const Revision = RevisionEntry.meta({ id: 'Revision', description: 'A revision of the catalog: when it was added, and by whom.' });
const RevisionPage = RevisionEntry.extend({ catalog: CatalogStamp }).meta({ id: 'RevisionPage', description: 'One revision.' });
const NUMBER = revisionParameter(1).meta({ description: 'The number of the revision.' });

const ChangesPage = z
  .strictObject({
    catalog: CatalogStamp,
    revision: Revision,
    since: z.int().min(0).meta({ description: 'The revision that it is held against; 0 is a catalog with nothing in it.' }),
    counts: ChangeCounts,
    items: z.array(Change).max(100).meta({ description: 'The changes, ordered by id.' }),
    next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
  })
  .meta({ id: 'ChangesPage', description: 'What sets a revision apart from an earlier one.' });

const REVISION_EXAMPLE = {
  number: 2,
  hash: CATALOG_REF_EXAMPLE.hash,
  created_at: '2026-11-23T12:00:00.000Z',
  origin: 'import',
  author: 'price-feeds',
  note: 'openrouter: 2 new, 1 changed, 0 gone',
} as const;

const CHANGE_EXAMPLE = {
  id: 'claims/meta/llama-4-scout@groq/price_input/clm_0123456789abcdef',
  what: 'changed',
  revision: 2,
  table: 'claims',
  subject: 'meta/llama-4-scout@groq',
  attribute: 'price_input',
  source: 'openrouter',
  before: { claim: 'clm_fedcba9876543210', value: 0.11, value_status: 'stated', qualifier: null, as_of: '2026-11-01' },
  after: { claim: 'clm_0123456789abcdef', value: 0.13, value_status: 'stated', qualifier: null, as_of: '2026-11-23' },
} as const;

/** How the catalog came to be what it is: every revision, by whom and when, and what sets any two apart. */
export const revisions: Routes = (app, { catalog, history }) => {
  app.get(
    '/v1/catalog/revisions',
    {
      schema: {
        operationId: 'listRevisions',
        tags: ['catalog'],
        summary: 'List revisions of the catalog',
        description: 'Every revision, the newest first: when it was added, how and by whom. Any of them can be asked for in a ranking.',
        querystring: z.strictObject(PAGE_QUERY),
        response: {
          200: pageSchema(Revision)
            .extend({ items: z.array(Revision).max(100).meta({ description: 'The revisions, the newest first.' }) })
            .describe('A page of revisions.'),
        },
      },
      config: {
        cache: 'history',
        examples: { parameters: { limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [REVISION_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const entries = (await history.revisions()).map((revision) => ({ id: String(revision.number), revision }));
      const { items, ...rest } = pageOf('/v1/catalog/revisions', query, entries, reply, newestFirst);
      return { catalog: stampOf(catalog()), items: items.map(({ revision }) => revision), ...rest };
    },
  );
  app.get(
    '/v1/catalog/revisions/:number',
    {
      schema: {
        operationId: 'getRevision',
        tags: ['catalog'],
        summary: 'One revision',
        description: 'When it was added, how and by whom.',
        params: z.strictObject({ number: NUMBER }),
        response: { 200: RevisionPage.describe('The revision.') },
      },
      config: {
        cache: 'history',
        examples: { parameters: { number: 2 }, response: { ...REVISION_EXAMPLE, catalog: CATALOG_REF_EXAMPLE } },
      },
    },
    async ({ params }) => {
      const revision = await revisionNumbered(history, params.number);
      return { catalog: stampOf(catalog()), ...revision };
    },
  );
  app.get(
    '/v1/catalog/revisions/:number/changes',
    {
      schema: {
        operationId: 'listChanges',
        tags: ['catalog'],
        summary: 'What a revision changed',
        description: [
          'What sets a revision apart from the one before it, or from any earlier one: rows that were added, changed or retired, table by',
          'table. A claim is never altered: one that took the place of another of its source is one change with both values.',
          'Only the two ends are compared; what came and went in between is not listed.',
        ].join(' '),
        params: z.strictObject({ number: NUMBER }),
        querystring: z.strictObject({
          since: revisionParameter(0)
            .optional()
            .meta({ description: 'An earlier revision to hold it against; 0 for all that is in it. Left out: the one before.' }),
          ...PAGE_QUERY,
        }),
        response: { 200: ChangesPage.describe('A page of changes.') },
      },
      config: {
        cache: 'history',
        examples: {
          parameters: { number: 2, since: 1, limit: 20 },
          response: {
            catalog: CATALOG_REF_EXAMPLE,
            revision: REVISION_EXAMPLE,
            since: 1,
            counts: { claims: { added: 0, changed: 1, retired: 0 } },
            items: [CHANGE_EXAMPLE],
          },
        },
      },
    },
    async ({ params: { number }, query }, reply) => {
      const revision = await revisionNumbered(history, number);
      const { since = number - 1 } = query;
      if (since >= number)
        throw badRequest([{ parameter: 'since', code: 'too_big', detail: `Expected a revision before ${number}: less than ${number}.` }]);
      const changes = await history.changes(since, number);
      const page = pageOf(`/v1/catalog/revisions/${number}/changes`, query, changes, reply);
      return { catalog: stampOf(catalog()), revision, since, counts: countChanges(changes), ...page };
    },
  );
};

async function revisionNumbered(history: History, number: number): Promise<RevisionEntry> {
  const revision = (await history.revisions()).find((one) => one.number === number);
  if (!revision) throw refusal('not-found', { detail: 'There is no revision of this number.' });
  return revision;
}
