import { z } from 'zod';
import { DECISION_TEXT, DecisionEvent } from '../../decisions/decision.ts';
import { textOf } from '../../decisions/free-text.ts';
import type { Routes } from '../../http/deps.ts';
import { requesterOf } from '../../http/idempotency.ts';
import { appendEvent } from '../../service/decisions/append-event.ts';
import { DecisionParams, replyWritten } from './decision-answer.ts';
import { ACCEPTED } from './decision-example.ts';

const NewEvent = z
  .strictObject({
    status: z
      .enum(['accepted', 'withdrawn'])
      .meta({ description: 'What the decision becomes. It is superseded by saving the decision that does so.' }),
    note: textOf(DECISION_TEXT.note).optional().meta({ description: 'Why, in words.' }),
  })
  .meta({ id: 'NewDecisionEvent', description: 'What becomes of a decision.' });

/** What becomes of a decision. */
export const decisionEvents: Routes = (app, { service }) => {
  app.post(
    '/v1/decisions/:id/events',
    {
      schema: {
        operationId: 'addDecisionEvent',
        tags: ['records'],
        summary: 'Accept or withdraw a decision',
        description: [
          'Appends an event; the record itself stays as it is. A proposed decision can be accepted, withdrawn or superseded, an accepted one withdrawn',
          'or superseded; nothing follows those two.',
        ].join(' '),
        params: DecisionParams,
        body: NewEvent,
        response: { 201: DecisionEvent.describe('The event; Location says where the decision is.') },
      },
      config: {
        access: 'decisions:write',
        idempotent: true,
        problems: ['invalid-request', 'conflict', 'idempotency-key-reused', 'storage-unavailable', 'insufficient-storage'],
        examples: { request: { status: 'accepted', note: ACCEPTED.note }, response: ACCEPTED },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const written = await appendEvent(service, params.id, body, requesterOf(request));
      return replyWritten(reply, written, ({ events }) => JSON.stringify(events.at(-1)));
    },
  );
};
