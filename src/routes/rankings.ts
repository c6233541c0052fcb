import { Ranking } from '../explaining/answer/ranking.ts';
import type { Routes } from '../http/deps.ts';
import { hangUp } from '../http/hang-up.ts';
import { answered } from '../http/problem-of.ts';
import { JSON_TYPE } from '../http/replies.ts';
import { bodyInHandler } from '../http/validation.ts';
import { askRanking } from '../service/asking/ask-ranking.ts';
import { RANKING_ANSWER } from './answer-examples.ts';
import { RankingBody } from './ranking-body.ts';
import { RANKING_REQUEST } from './ranking-request.ts';

/** The main job: rank the catalog against requirements and preferences. */
export const rankings: Routes = (app, { service, metrics }) => {
  app.post(
    '/v1/rankings',
    {
      schema: {
        operationId: 'rankCatalog',
        tags: ['decisions'],
        summary: 'Rank the catalog against requirements',
        description: [
          'Holds every candidate against `require`, scores what is left by `prefer`, and says what to choose, why, why not the others, when',
          'another would be the one to choose, and on what evidence. At least one of the two is given. Stateless and deterministic: the same',
          'body (with its `as_of`, default today in UTC) on the same catalog `revision` gives the same bytes. Scales have fixed anchors, so by the',
          'weighted sum (the default) no candidate’s score depends on which others there are. Nothing eligible is a 200 with `infeasible`.',
        ].join(' '),
        body: RankingBody,
        response: { 200: Ranking.describe('The ranking.') },
      },
      config: {
        access: 'read',
        problems: ['invalid-request', 'impossible-request'],
        examples: { request: RANKING_REQUEST, response: RANKING_ANSWER },
      },
      validatorCompiler: bodyInHandler,
    },
    async ({ body }, reply) => {
      const { json, verdict } = answered(await askRanking(service, body, hangUp(reply.raw)));
      metrics.decided('ranking', verdict ?? 'chosen');
      return reply.type(JSON_TYPE).send(json as never);
    },
  );
};
