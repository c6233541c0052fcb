import { z } from 'zod';
import { Against, Replay } from '../../decisions/replay.ts';
import type { Routes } from '../../http/deps.ts';
import { hangUp } from '../../http/hang-up.ts';
import { answered } from '../../http/problem-of.ts';
import { JSON_TYPE } from '../../http/replies.ts';
import { replayDecision } from '../../service/decisions/replay-decision.ts';
import { RANKING_ANSWER } from '../answer-examples.ts';
import { DecisionParams } from './decision-answer.ts';
import { DECISION } from './decision-example.ts';

/** A decision asked again. */
export const decisionReplay: Routes = (app, { service }) => {
  app.post(
    '/v1/decisions/:id/replay',
    {
      schema: {
        operationId: 'replayDecision',
        tags: ['records'],
        summary: 'Replay a decision',
        description: [
          'Asks the recorded request again. Against `recorded`, the revision and the day that it was made on: the same engine gives the same bytes, and',
          '`identical` says so; another version of the engine is named. Against `current`, the newest revision, on the day that the request names or',
          'else today. Nothing is kept of it. A record that came from elsewhere can only be replayed where the catalog holds its revision, by number and hash.',
        ].join(' '),
        params: DecisionParams,
        body: z.strictObject({ against: Against }).meta({ id: 'ReplayRequest', description: 'What to ask it of.' }),
        response: { 200: Replay.describe('What the request is answered now, and how that differs.') },
      },
      config: {
        access: 'read',
        problems: ['invalid-request', 'impossible-request'],
        examples: {
          request: { against: 'recorded' },
          response: {
            against: 'recorded',
            identical: true,
            engine_changed: false,
            engine: { recorded: DECISION.engine, now: DECISION.engine },
            catalog: RANKING_ANSWER.catalog,
            differences: [],
            faults: [],
            result: RANKING_ANSWER,
          },
        },
      },
    },
    async ({ params, body }, reply) => {
      const { json } = answered(await replayDecision(service, params.id, body.against, hangUp(reply.raw)));
      return reply.type(JSON_TYPE).send(json as never);
    },
  );
};
