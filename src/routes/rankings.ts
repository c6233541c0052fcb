import type { EventEmitter } from 'node:events';
import type { Catalog } from '../catalog/catalog.ts';
import { type AnalysisPool, offTheLoop } from '../http/analysis-pool.ts';
import { catalogAsked } from '../http/catalog-asked.ts';
import { faultsOf, inBody } from '../http/faults.ts';
import type { Routes } from '../http/service.ts';
import { badRequest, type Fault, impossible } from '../problems.ts';
import type { AnalysisAnswer } from '../scoring/analysis/answer.ts';
import type { AnalysisReply } from '../scoring/analysis/reply.ts';
import { Ranking } from '../selection/answer.ts';
import { checkRequest } from '../selection/check-request.ts';
import { completeRanking, type Prepared, prepareRanking, rankingJson } from '../selection/rank-catalog.ts';
import { RankingRequest } from '../selection/request.ts';
import type { RobustnessQuestions } from '../selection/robustness.ts';
import { RANKING_ANSWER } from './ranking-example.ts';
import { RANKING_REQUEST } from './ranking-request.ts';

/** Step "validate" needs the catalog beside the schema, so that unknown names are refused together with wrong types. */
const inHandler = () => (value: unknown) => ({ value });

/** The main job: rank the catalog against requirements and preferences. */
export const rankings: Routes = (app, { catalog, catalogAt, clock, analyses }) => {
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
        body: RankingRequest.meta({
          id: 'RankingRequest',
          description: 'What is needed and what is preferred. At least one of `require` and `prefer`.',
        }),
        response: { 200: Ranking.describe('The ranking.') },
      },
      config: {
        access: 'read',
        problems: ['invalid-request', 'impossible-request'],
        examples: { request: RANKING_REQUEST, response: RANKING_ANSWER },
      },
      validatorCompiler: inHandler,
    },
    async ({ body }, reply) => {
      const asked = await catalogAsked(body, { catalog, catalogAt });
      const prepared = prepareRanking(asked.catalog, checked(asked.catalog, body, asked.faults), clock().toISOString().slice(0, 10));
      const text = prepared.questions ? await robustly(prepared, prepared.questions, analyses, reply.raw) : rankingJson(prepared);
      return reply.type('application/json; charset=utf-8').send(text as never);
    },
  );
};

/** Robustness takes longer than the loop can spare: both questions are answered in other threads. */
async function robustly(
  prepared: Prepared,
  { exact, drawn }: RobustnessQuestions,
  pool: AnalysisPool,
  client: EventEmitter,
): Promise<string> {
  const replies = await Promise.all([offTheLoop(pool, exact, client), offTheLoop(pool, drawn, client)]);
  const [known, open] = replies.map(answered);
  return JSON.stringify(completeRanking(prepared, known, open));
}

/** The questions of a ranking are well-formed: only their work can be too much. */
function answered(reply: AnalysisReply): AnalysisAnswer {
  if ('body' in reply) return JSON.parse(reply.body);
  const { invalid, impossible: beyond } = reply.faults;
  if (invalid.length > 0) throw new Error('the engine refused the question of a ranking as malformed');
  throw impossible(beyond.map(({ code, detail }) => ({ ...inBody(['robustness', 'samples']), code, detail })));
}

/** 400 where the shape is wrong anywhere, 422 where it is at odds with the vocabulary, the catalog or itself: every fault in one answer. */
function checked(catalog: Catalog, body: unknown, others: readonly Fault[]): RankingRequest {
  const { request, issues, faults } = checkRequest(catalog, body);
  if (request && others.length === 0) return request;
  const shape = faultsOf(RankingRequest, issues, inBody);
  throw (shape.length > 0 ? badRequest : impossible)([...shape, ...faults, ...others]);
}
