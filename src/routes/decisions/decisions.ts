import { NewDecision } from '../../decisions/new-decision.ts';
import type { Routes } from '../../http/deps.ts';
import { hangUp } from '../../http/hang-up.ts';
import { requesterOf } from '../../http/idempotency.ts';
import { preferred } from '../../http/negotiation.ts';
import { answered } from '../../http/problem-of.ts';
import { JSON_TYPE } from '../../http/replies.ts';
import { bodyInHandler } from '../../http/validation.ts';
import { DecisionAnswer } from '../../service/decisions/decision-answer.ts';
import { exportDecision } from '../../service/decisions/export-decision.ts';
import { saveDecision } from '../../service/decisions/save-decision.ts';
import { isRefused } from '../../service/refused.ts';
import { RankingBody } from '../ranking-body.ts';
import { DecisionParams, KEEPING_PROBLEMS, replyWritten } from './decision-answer.ts';
import { DECISION, NEW_DECISION } from './decision-example.ts';

const Body = NewDecision.extend({ ranking: RankingBody }).meta({
  id: 'NewDecision',
  description: 'A ranking to work out and keep, what is chosen from it, and what it is for.',
});

const TYPES = ['application/json', 'text/markdown', 'text/csv'] as const;
const FORMATS = {
  'application/json': { format: 'json', type: JSON_TYPE },
  'text/markdown': { format: 'markdown', type: 'text/markdown; charset=utf-8' },
  'text/csv': { format: 'csv', type: 'text/csv; charset=utf-8; header=present' },
} as const;

/** Decision records: saved, and one of them as JSON, as a page or as a table. */
export const decisions: Routes = (app, { service, metrics }) => {
  app.post(
    '/v1/decisions',
    {
      schema: {
        operationId: 'saveDecision',
        tags: ['records'],
        summary: 'Save a decision',
        description: [
          'Works out a ranking as POST /v1/rankings does and keeps it for good: the request as given, the catalog revision and its hash, the version',
          'of the engine, the result byte for byte, who saved it, and which of the ranked options is chosen. A record is never changed: what becomes',
          'of it is appended as events, and a later decision can supersede it. Texts are kept as they are: put no secret in them.',
        ].join(' '),
        body: Body,
        response: { 201: DecisionAnswer.describe('The record as it was kept; Location says where it is.') },
      },
      config: {
        access: 'decisions:write',
        idempotent: true,
        problems: KEEPING_PROBLEMS,
        examples: { request: NEW_DECISION, response: DECISION },
      },
      validatorCompiler: bodyInHandler,
    },
    async (request, reply) => {
      const written = await saveDecision(service, request.body, requesterOf(request), hangUp(reply.raw));
      if (!isRefused(written) && !written.replayed) metrics.decided('record', 'saved');
      return replyWritten(reply, written);
    },
  );

  app.get(
    '/v1/decisions/:id',
    {
      schema: {
        operationId: 'getDecision',
        tags: ['records'],
        summary: 'One decision',
        description: [
          'The record whole; `application/json` can be taken in elsewhere by POST /v1/decisions/imports. `text/markdown` is an architecture decision',
          'record: context, requirements, options, outcome, evidence with sources and dates, what would change it. `text/csv` is the table of options.',
        ].join(' '),
        params: DecisionParams,
        response: { 200: DecisionAnswer.describe('The record.') },
      },
      config: { cache: 'record', produces: TYPES, examples: { response: DECISION } },
    },
    async ({ params, headers }, reply) => {
      const { format, type } = FORMATS[preferred(headers.accept, TYPES) ?? 'application/json'];
      const { text } = answered(await exportDecision(service, params.id, format));
      return reply.type(type).send(text as never);
    },
  );
};
