import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { FeedFormatName, ImportReport } from '../../feeds/import-report.ts';
import { isRefused } from '../../feeds/plan/change-plan.ts';
import type { App, Deps, Routes } from '../../http/deps.ts';
import { BooleanParameter } from '../../http/paging.ts';
import { impossible, refusal } from '../../problems.ts';
import { dayOf } from '../../service/pages/evidence.ts';

/** 25 times the largest feed of today. */
const BODY_LIMIT = 64 * 1024 * 1024;
const TYPES = ['application/json', 'text/csv'];

const ImportQuery = z.strictObject({
  format: FeedFormatName,
  dry_run: BooleanParameter.optional().meta({ description: 'Only say what would change.' }),
  as_of: CalendarDate.optional().meta({ description: 'The day that the file speaks of. Left out: today.' }),
  accept_gone: BooleanParameter.optional().meta({ description: 'Take a file in which more than half of the rows that stand are gone.' }),
});

const REPORT_EXAMPLE: ImportReport = {
  format: 'openrouter',
  rows: 336,
  accepted: 157,
  parked: 169,
  rejected: 10,
  changes: { new: 2, changed: 1, gone: 0 },
  unchanged: 154,
  confirmed: 0,
  disagreements: 1,
  revision: 7,
  details: {
    rejected: [{ row: '/data/~0openai~1gpt-mini-latest', code: 'alias_of_another', detail: 'a name that moves on to the newest model' }],
    parked: [{ row: '/data/acme~1x', code: 'unknown_model', detail: 'no alias and no exact name', name: 'acme/x', provider: 'openrouter' }],
    new: [{ row: '/data/openai~1gpt-5.1', subject: 'openai/gpt-5.1@openrouter', statements: 9 }],
    changed: [
      {
        row: '/data/meta-llama~1llama-4-scout',
        subject: 'meta/llama-4-scout@openrouter',
        changes: [{ attribute: 'price_input', before: 0.1, after: 0.08 }],
      },
    ],
    gone: [],
    disagreements: [
      {
        subject: 'meta/llama-4-scout@openrouter',
        attribute: 'context_window',
        feed: { value: 327_680, source: 'feed-openrouter', claim: 'clm_0123456789abcdef' },
        other: { value: 1_310_720, source: 'feed-models-dev', claim: 'clm_fedcba9876543210' },
      },
    ],
    truncated: { rejected: 9, parked: 168, new: 1, changed: 0, gone: 0, disagreements: 0 },
  },
};

/** Feeds of the market, and files of claims. */
export const catalogImports: Routes = (app, deps) => {
  // A context of its own: here alone a body is taken as the bytes that came.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    importRoute(scope, deps);
  });
};

function importRoute(app: App, { changes, catalogAt, clock }: Deps): void {
  app.post(
    '/v1/catalog/imports',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        operationId: 'importFeed',
        tags: ['catalog'],
        summary: 'Import a feed',
        description: [
          'Reads a feed of the market or a file of claims, and makes what it changes one revision; with `dry_run` it only says what that would be.',
          'The body is the file as it is, up to 64 MiB: application/json, or text/csv for `claims-csv`. Rows are matched to models by aliases and exact',
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
        examples: { parameters: { format: 'openrouter', dry_run: true }, request: { data: [] }, response: REPORT_EXAMPLE },
      },
    },
    async ({ query, body, caller, headers }, reply) => {
      const type = query.format === 'claims-csv' ? 'text/csv' : 'application/json';
      if (!headers['content-type']?.toLowerCase().startsWith(type))
        throw refusal('unsupported-media-type', {
          detail: `The format ${query.format} is sent as ${type}.`,
          headers: { 'accept-post': type },
        });
      const now = clock();
      const outcome = await changes.importFeed(query.format, {
        bytes: body as Uint8Array,
        asOf: query.as_of ?? dayOf(now),
        acceptGone: query.accept_gone ?? false,
        dryRun: query.dry_run ?? false,
        author: caller?.name ?? '',
        now,
      });
      if (isRefused(outcome)) {
        const { code, detail } = outcome.refused;
        throw code === 'busy' ? refusal('unavailable', { detail: `${detail}.` }) : impossible([{ pointer: '#', code, detail }]);
      }
      if (outcome.revision === null) return outcome;
      await catalogAt(outcome.revision);
      return reply.code(201).header('location', `/v1/catalog/revisions/${outcome.revision}`).send(outcome);
    },
  );
}
