import { z } from 'zod';
import type { App, Routes } from '../../http/deps.ts';
import { newestFirst, PAGE_QUERY, pageAsked, pageOf, pageSchema, revisionParameter } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import type { Service } from '../../service/deps.ts';
import { ChangesPage, listRevisions, Revision, RevisionPage, revisionChanges, revisionPage } from '../../service/pages/revisions.ts';
import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';
import { CHANGE_EXAMPLE, REVISION_EXAMPLE } from './revision-examples.ts';

const NUMBER = revisionParameter(1).meta({ description: 'The number of the revision.' });

/** How the catalog came to be what it is: every revision, by whom and when, and what sets any two apart. */
export const revisions: Routes = (app, { service }) => {
  listOfRevisions(app, service);
  oneRevision(app, service);
  changesOfRevision(app, service);
};

function listOfRevisions(app: App, service: Service): void {
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
      const { catalog, revisions: all } = await listRevisions(service);
      const entries = all.map((revision) => ({ id: String(revision.number), revision }));
      const { items, ...rest } = pageOf(pageAsked('/v1/catalog/revisions', query), entries, reply, newestFirst);
      return { catalog, items: items.map(({ revision }) => revision), ...rest };
    },
  );
}

function oneRevision(app: App, service: Service): void {
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
    async ({ params }) => answered(await revisionPage(service, params.number)),
  );
}

function changesOfRevision(app: App, service: Service): void {
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
      const { changes, ...about } = answered(await revisionChanges(service, number, query.since));
      return { ...about, ...pageOf(pageAsked(`/v1/catalog/revisions/${number}/changes`, query), changes, reply) };
    },
  );
}
