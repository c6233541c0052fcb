import type { FastifyReply } from 'fastify';
import { offTheLoop } from '../http/analysis-pool.ts';
import { inBody } from '../http/faults.ts';
import type { Routes } from '../http/service.ts';
import { badRequest, type Fault, impossible } from '../problems.ts';
import { AnalysisAnswer } from '../scoring/analysis/answer.ts';
import type { AnalysisFaults } from '../scoring/analysis/check.ts';
import type { AnalysisFault } from '../scoring/analysis/fault.ts';
import { Analyses, AnalysisRequest } from '../scoring/analysis/request.ts';
import { MAX_RANKED_ALTERNATIVES, WORK_BUDGET } from '../scoring/analysis/work.ts';
import { METHODS } from '../scoring/methods/registry.ts';
import { SIZES } from '../scoring/sizes.ts';
import { ANALYSIS_REQUEST } from './analysis-example.ts';
import { ANALYSIS_ANSWER } from './answer-examples.ts';

/** 2,000 alternatives by 50 criteria, at twenty characters a cell. */
const BODY_LIMIT = 2_097_152;
/** Without toLocaleString, which loads the tables of all languages: 25 ms of every start. */
const thousands = (count: number): string => String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
const inWords = (count: number): string => COUNTS[count] ?? String(count);

/** The bare engine, on the caller's own alternatives. */
export const analyses: Routes = (app, { analyses: pool, metrics }) => {
  app.post(
    '/v1/analyses',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        operationId: 'analyseDecision',
        tags: ['decisions'],
        summary: 'Analyse a decision of your own',
        description: [
          `${inWords(METHODS.length)} methods and ${inWords(Object.keys(Analyses.shape).length).toLowerCase()} robustness analyses on your own alternatives and matrix, for any decision, not only models. Deterministic: the same`,
          'body gives the same bytes. What a method can’t take is refused with a pointer to the cell; 0/0 has a documented finite value.',
          `Sizes: up to ${thousands(SIZES.alternatives)} alternatives (${MAX_RANKED_ALTERNATIVES} for rank_acceptability), ${SIZES.criteria} criteria and ${thousands(SIZES.samples)} samples,`,
          `within a work budget of ${thousands(WORK_BUDGET)} units: rank_acceptability of m alternatives by n criteria takes samples x (1.2 m n + 20 m + 20 n) of`,
          'them, 100 more for each cell that is not known, and 160 x n^3 ln(n + 1)/4 more under constraints other than an order. Beyond it: 422.',
        ].join(' '),
        body: AnalysisRequest.meta({ id: 'AnalysisRequest', description: 'Alternatives, criteria, their matrix, and what to compute.' }),
        response: { 200: AnalysisAnswer.meta({ id: 'Analysis', description: 'Each part that was asked for.' }) },
      },
      config: {
        access: 'read',
        problems: ['invalid-request', 'impossible-request'],
        examples: { request: ANALYSIS_REQUEST, response: ANALYSIS_ANSWER },
      },
    },
    async ({ body }, reply) => {
      const answer = await offTheLoop(pool, body, reply.raw);
      if ('faults' in answer) throw refused(answer.faults);
      metrics.decided('analysis', 'analysed');
      return (reply as FastifyReply).type('application/json; charset=utf-8').send(answer.body);
    },
  );
};

function refused({ invalid, impossible: cannot }: AnalysisFaults): Error {
  return invalid.length > 0 ? badRequest(invalid.map(shown)) : impossible(cannot.map(shown));
}

function shown({ path, code, detail }: AnalysisFault): Fault {
  return { ...inBody(path), code, detail };
}
