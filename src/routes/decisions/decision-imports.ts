import { ExportedDecision } from '../../decisions/decision-json.ts';
import { importedRecord } from '../../decisions/import-record.ts';
import { faultsOf, inBody } from '../../http/faults.ts';
import { idempotencyKey } from '../../http/idempotency.ts';
import type { Routes } from '../../http/service.ts';
import { bodyInHandler } from '../../http/validation.ts';
import { badRequest, impossible } from '../../problems.ts';
import { sha256 } from '../../sha256.ts';
import { DecisionAnswer, replyDone } from './decision-answer.ts';
import { DECISION } from './decision-example.ts';

/** The longest result: 100 ranked and 1,000 excluded options, each with its reasons. */
const BODY_LIMIT = 4_194_304;

/** Records that were made elsewhere. */
export const decisionImports: Routes = (app, { clock, decisions }) => {
  app.post(
    '/v1/decisions/imports',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        operationId: 'importDecision',
        tags: ['records'],
        summary: 'Take in a decision from elsewhere',
        description: [
          'Takes a record as GET /v1/decisions/{id} gives it and keeps it as it is, with its id, its author and its events, beside when and by whom it',
          'was taken in. Its hash and those of its events are checked, and a record of which anything was changed is refused. The hashes show that',
          'nothing was changed since they were made; they are no signature. 200 where the record is here already.',
        ].join(' '),
        body: ExportedDecision,
        response: {
          200: DecisionAnswer.describe('The record was here already.'),
          201: DecisionAnswer.describe('The record as it was kept; Location says where it is.'),
        },
      },
      config: {
        access: 'decisions:write',
        idempotent: true,
        problems: [
          'invalid-request',
          'impossible-request',
          'conflict',
          'idempotency-key-reused',
          'storage-unavailable',
          'insufficient-storage',
        ],
        examples: { request: DECISION, response: { ...DECISION, imported: { at: '2026-11-25T08:00:00.000Z', by: 'archive' } } },
      },
      validatorCompiler: bodyInHandler,
    },
    async (request, reply) => {
      const once = idempotencyKey(request);
      const now = clock();
      // The body stays as it came beside what was read of it: the hash is over its members in their order.
      const asSent = request.body;
      const read = ExportedDecision.safeParse(asSent, { reportInput: true });
      if (!read.success) throw badRequest(faultsOf(ExportedDecision, read.error.issues, inBody));
      const record = importedRecord(sha256, read.data, asSent);
      if ('faults' in record) throw impossible(record.faults.map(({ path, code, detail }) => ({ ...inBody(path), code, detail })));
      return replyDone(reply, await decisions.adopt(record, { by: request.caller?.name ?? null, now, once }));
    },
  );
};
