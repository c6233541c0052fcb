import { Ranking } from '../explaining/answer/ranking.ts';
import { prepareRanking } from '../explaining/rank-catalog.ts';
import type { Routes } from '../http/deps.ts';
import { bodyInHandler } from '../http/validation.ts';
import { badRequest, impossible } from '../problems.ts';
import { askRanking, rankingBytes } from '../service/asking/ask-ranking.ts';
import { RANKING_ANSWER } from './answer-examples.ts';
import { RankingBody } from './ranking-body.ts';
import { RANKING_REQUEST } from './ranking-request.ts';

/** The main job: rank the catalog against requirements and preferences. */
export const rankings: Routes = (app, { catalog, catalogAt, clock, analyses, metrics }) => {
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
      const asked = await askRanking({ catalog, catalogAt }, body);
      // 400 where the shape is wrong anywhere, 422 where only the meaning is: every fault in one answer.
      if (!asked.request) throw (asked.shape.length > 0 ? badRequest : impossible)([...asked.shape, ...asked.meaning]);
      const prepared = prepareRanking(asked.catalog, asked.request, clock().toISOString().slice(0, 10));
      const text = await rankingBytes(prepared, analyses, reply.raw);
      metrics.decided('ranking', prepared.explanation.verdict.code ?? 'chosen');
      return reply.type('application/json; charset=utf-8').send(text as never);
    },
  );
};
