import { BODY_LIMITS } from '../../body-limits.ts';
import { ExportedDecision } from '../../decisions/decision-json.ts';
import type { Routes } from '../../http/deps.ts';
import { requesterOf } from '../../http/idempotency.ts';
import { bodyInHandler } from '../../http/validation.ts';
import { DecisionAnswer } from '../../service/decisions/decision-answer.ts';
import { importDecision } from '../../service/decisions/import-decision.ts';
import { KEEPING_PROBLEMS, replyWritten } from './decision-answer.ts';
import { DECISION } from './decision-example.ts';

/** Records that were made elsewhere. */
export const decisionImports: Routes = (app, { service }) => {
  app.post(
    '/v1/decisions/imports',
    {
      bodyLimit: BODY_LIMITS['POST /v1/decisions/imports'],
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
        problems: KEEPING_PROBLEMS,
        examples: { request: DECISION, response: { ...DECISION, imported: { at: '2026-11-25T08:00:00.000Z', by: 'archive' } } },
      },
      validatorCompiler: bodyInHandler,
    },
    async (request, reply) => replyWritten(reply, await importDecision(service, request.body, requesterOf(request))),
  );
};
