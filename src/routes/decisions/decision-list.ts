import { z } from 'zod';
import { ModelId } from '../../catalog/claim.ts';
import { DECISION_TEXT, DecisionStatus, Tag } from '../../decisions/decision.ts';
import { DriftCode } from '../../decisions/drift/drift-answer.ts';
import { lineOf } from '../../decisions/free-text.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, revisionParameter } from '../../http/paging.ts';
import { DecisionSummary } from '../../service/decisions/decision-answer.ts';
import { listDecisions } from '../../service/decisions/list-decisions.ts';
import { DECISION } from './decision-example.ts';

const Instant = z.iso.datetime({ offset: true }).max(40);

const ListQuery = z.strictObject({
  status: DecisionStatus.optional().meta({ description: 'Only those that have become this.' }),
  tag: Tag.optional().meta({ description: 'Only those with this tag.' }),
  owner: lineOf(DECISION_TEXT.owner).optional().meta({ description: 'Only those of this owner.' }),
  model: ModelId.optional().meta({ description: 'Only those that chose this model.' }),
  catalog_revision: revisionParameter(1).optional().meta({ description: 'Only those made on this revision of the catalog.' }),
  created_before: Instant.optional().meta({ description: 'Only those saved before this instant.' }),
  created_after: Instant.optional().meta({ description: 'Only those saved after this instant.' }),
  drift: DriftCode.optional().meta({
    description:
      'Only those of which this has changed since, held against the newest catalog and today. A page looks at as many records as `limit` says and holds those that fit: it may be short, or empty, and have a `next` all the same.',
  }),
  ...PAGE_QUERY,
});

const { context: _, request: __, result: ___, events: ____, ...SUMMARY } = DECISION;

/** Decision records found by what they are about. */
export const decisionList: Routes = (app, { service }) => {
  app.get(
    '/v1/decisions',
    {
      schema: {
        operationId: 'listDecisions',
        tags: ['records'],
        summary: 'List decisions',
        description: 'Decision records, the newest first, without their results; filters narrow together.',
        querystring: ListQuery,
        response: {
          200: z
            .strictObject({
              items: z.array(DecisionSummary).max(100).meta({ description: 'The records, the newest first.' }),
              next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
            })
            .describe('A page of records.'),
        },
      },
      config: {
        cache: 'record',
        examples: { parameters: { limit: 20 }, response: { items: [SUMMARY] } },
      },
    },
    async ({ query }, reply) => {
      const page = pageAsked('/v1/decisions', query);
      const { limit: _, cursor: __, ...asked } = query;
      return paged(await listDecisions(service, asked, page), page, reply);
    },
  );
};
