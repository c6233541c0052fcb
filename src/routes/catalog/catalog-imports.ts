import { z } from 'zod';
import { BODY_LIMITS, sizeText } from '../../body-limits.ts';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { FeedFormatName, ImportReport } from '../../feeds/import-report.ts';
import type { App, RouteDeps, Routes } from '../../http/deps.ts';
import { BooleanParameter } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { refusal } from '../../problems.ts';
import { importFeed } from '../../service/changing/import-feed.ts';
import { REPORT_EXAMPLE } from './import-example.ts';

const TYPES = ['application/json', 'text/csv'];

const ImportQuery = z.strictObject({
  format: FeedFormatName,
  dry_run: BooleanParameter.optional().meta({ description: 'Only say what would change.' }),
  as_of: CalendarDate.optional().meta({
    description: 'The day that the file was published or fetched. Feeds of the market need it; claims say their days themselves.',
  }),
  accept_gone: BooleanParameter.optional().meta({ description: 'Take a file in which more than half of the rows that stand are gone.' }),
});

/** Feeds of the market, and files of claims. */
export const catalogImports: Routes = (app, deps) => {
  // A context of its own: here alone a body is taken as the bytes that came.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    importRoute(scope, deps);
  });
};

function importRoute(app: App, { service }: RouteDeps): void {
  app.post(
    '/v1/catalog/imports',
    {
      bodyLimit: BODY_LIMITS['POST /v1/catalog/imports'],
      schema: {
        operationId: 'importFeed',
        tags: ['catalog'],
        summary: 'Import a feed',
        description: [
          'Reads a feed of the market or a file of claims, and makes what it changes one revision; with `dry_run` it only says what that would be.',
          `The body is the file as it is, up to ${sizeText(BODY_LIMITS['POST /v1/catalog/imports'])}: application/json, or text/csv for \`claims-csv\`. Rows are matched to models by aliases and exact`,
          'names; what does not match is parked, not ranked. A file that is broken, or in which more than half of the rows are gone, changes nothing (422).',
          'The same file again makes no second revision. Feeds of the market state claims of their own source, which stand until the feed says otherwise.',
        ].join(' '),
        consumes: TYPES,
        querystring: ImportQuery,
        body: z.unknown().meta({ description: 'The file as it is.' }),
        response: {
          200: ImportReport.describe('Nothing changed, or a dry run.'),
          201: ImportReport.describe('What changed is the newest revision; Location says where it is.'),
        },
      },
      config: {
        access: 'catalog:write',
        problems: ['invalid-request', 'impossible-request'],
        examples: {
          parameters: { format: 'openrouter', as_of: '2026-11-20', dry_run: true },
          request: { data: [] },
          response: REPORT_EXAMPLE,
        },
      },
    },
    async ({ query, body, caller, headers }, reply) => {
      const type = query.format === 'claims-csv' ? 'text/csv' : 'application/json';
      if (!headers['content-type']?.toLowerCase().startsWith(type))
        throw refusal('unsupported-media-type', {
          detail: `The format ${query.format} is sent as ${type}.`,
          headers: { 'accept-post': type },
        });
      const { as_of: asOf, accept_gone: acceptGone, dry_run: dryRun } = query;
      const file = { bytes: body as Uint8Array, asOf, acceptGone, dryRun };
      const report = answered(await importFeed(service, query.format, file, caller?.name ?? ''));
      if (report.revision === null) return report;
      return reply.code(201).header('location', `/v1/catalog/revisions/${report.revision}`).send(report);
    },
  );
}
