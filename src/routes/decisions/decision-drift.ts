import { z } from 'zod';
import { CalendarDate } from '../../catalog/calendar-date.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { Drift } from '../../decisions/drift/drift-answer.ts';
import { decisionDrift as driftOf } from '../../http/decision-drift.ts';
import { revisionParameter } from '../../http/paging.ts';
import type { Deps, Routes } from '../../http/service.ts';
import { impossible } from '../../problems.ts';
import { RANKING_ANSWER } from '../answer-examples.ts';
import { dayOf } from '../catalog/evidence.ts';
import { DecisionParams, decisionNamed } from './decision-answer.ts';
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
export const decisionDrift: Routes = (app, { catalog, catalogAt, clock, decisions }) => {
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
    async ({ params, query }) => {
      const decision = await decisionNamed(decisions, params.id);
      const against = query.against === undefined ? catalog() : await revisionNumbered(query.against, catalogAt);
      const drift = await driftOf(decision, catalogAt, against, query.as_of ?? dayOf(clock()));
      if (drift) return drift;
      const detail = `The catalog that the decision was made on, revision ${decision.head.catalog.revision} with its hash, is not here.`;
      throw impossible([{ parameter: 'id', code: 'revision_not_here', detail }]);
    },
  );
};

async function revisionNumbered(number: number, catalogAt: Deps['catalogAt']): Promise<Catalog> {
  const found = await catalogAt(number);
  if (found) return found;
  throw impossible([{ parameter: 'against', code: 'unknown_revision', detail: 'The catalog has no revision of this number.' }]);
}
