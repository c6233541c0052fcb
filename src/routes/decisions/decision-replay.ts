import { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import { stampOf } from '../../catalog/catalog-stamp.ts';
import type { Decision } from '../../decisions/decision.ts';
import { recordedResult } from '../../decisions/recorded-result.ts';
import { Against, Replay, replayJson } from '../../decisions/replay.ts';
import { ENGINE_VERSION } from '../../engine-version.ts';
import { prepareRanking } from '../../explaining/rank-catalog.ts';
import type { Routes } from '../../http/service.ts';
import { impossible } from '../../problems.ts';
import { checkRequest } from '../../ranking/ask/check-request.ts';
import { pointerTo } from '../../words/request-fault.ts';
import { RANKING_ANSWER } from '../answer-examples.ts';
import { rankingBytes } from '../ask-ranking.ts';
import { dayOf } from '../catalog/evidence.ts';
import { DecisionParams, decisionNamed, JSON_TYPE } from './decision-answer.ts';
import { DECISION } from './decision-example.ts';

/** A decision asked again. */
export const decisionReplay: Routes = (app, { catalog, catalogAt, clock, analyses, decisions }) => {
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
      const { against } = body;
      const decision = await decisionNamed(decisions, params.id);
      const asked = against === 'recorded' ? await recordedCatalog(decision, catalogAt) : catalog();
      const day = against === 'recorded' ? recordedResult(decision.result).resolved.as_of : dayOf(clock());
      // A revision that the request names is not what makes the answer; here it is chosen by `against`.
      const { revision: _, ...request } = decision.head.request;
      const checked = checkRequest(asked, request);
      const result = checked.request && (await rankingBytes(prepareRanking(asked, checked.request, day), analyses, reply.raw));
      const misfits = checked.issues.map(({ path, message }) => ({ pointer: pointerTo(path), code: 'no_longer_fits', detail: message }));
      const text = replayJson(decision, {
        against,
        engine: ENGINE_VERSION,
        catalog: stampOf(asked),
        result,
        faults: [...misfits, ...checked.faults],
      });
      return reply.type(JSON_TYPE).send(text as never);
    },
  );
};

async function recordedCatalog({ head }: Decision, catalogAt: (revision: number) => Promise<Catalog | null>): Promise<Catalog> {
  const { revision, hash } = head.catalog;
  const catalog = await catalogAt(revision);
  if (catalog?.hash === hash) return catalog;
  const detail = `The catalog that the decision was made on, revision ${revision} with its hash, is not here.`;
  throw impossible([{ pointer: '#/against', code: 'revision_not_here', detail }]);
}
