import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import { Drift } from '../../decisions/drift/drift-answer.ts';
import type { Routes } from '../../http/deps.ts';
import { revisionParameter } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { decisionDrift as driftOf } from '../../service/decisions/decision-drift.ts';
import { RANKING_ANSWER } from '../answer-examples.ts';
import { DecisionParams } from './decision-answer.ts';
import { DECISION } from './decision-example.ts';

const Query = z.strictObject({
  against: revisionParameter(1)
    .optional()
    .meta({ description: 'The catalog revision that the decision is held against. Left out: the newest.' }),
  as_of: CalendarDate.optional().meta({
    description: 'The day that ages, retirements and dated prices are reckoned from. Left out: today.',
  }),
});

const { revision, hash } = DECISION.catalog;
const POINT = { revision, hash, as_of: RANKING_ANSWER.resolved.as_of, engine: DECISION.engine };
const EXAMPLE: Drift = { changed: false, severity: 'none', from: POINT, to: POINT, total: 0, changes: [] };

/** Whether a decision still stands on what it stood on. */
export const decisionDrift: Routes = (app, { service }) => {
  app.get(
    '/v1/decisions/:id/drift',
    {
      schema: {
        operationId: 'getDecisionDrift',
        tags: ['records'],
        summary: 'What has changed since a decision',
        description: [
          'Holds a decision against the newest catalog, or another revision, and today: what changed of that which the decision used, its',
          'requirements, its criteria and what they are worked out from, with the claims of then and now. The ranking’s own day counts for then,',
          'whatever the request named; a profile counts as it read then. Held against its own revision and day no decision has drifted.',
        ].join(' '),
        params: DecisionParams,
        querystring: Query,
        response: { 200: Drift.describe('What changed, the gravest first.') },
      },
      config: { cache: 'record', problems: ['impossible-request'], examples: { response: EXAMPLE } },
    },
    async ({ params, query }) => answered(await driftOf(service, params.id, query)).drift,
  );
};
