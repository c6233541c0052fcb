import { Comparison } from '../comparing/answer.ts';
import { ComparisonRequest } from '../comparing/request.ts';
import type { Routes } from '../http/deps.ts';
import { answered } from '../http/problem-of.ts';
import { bodyInHandler } from '../http/validation.ts';
import { compare } from '../service/asking/compare.ts';
import { COMPARISON_ANSWER } from './answer-examples.ts';
import { COMPARISON_REQUEST } from './comparison-request.ts';

/** Models or offers side by side, and when to choose which. */
export const comparisons: Routes = (app, { service, metrics }) => {
  app.post(
    '/v1/comparisons',
    {
      schema: {
        operationId: 'compareOptions',
        tags: ['decisions'],
        summary: 'Compare 2 to 10 models or offers',
        description: [
          'Models (in the `article` view families) and offers side by side: every attribute that is known for one of them, with values,',
          'claims, conflicts and who is better; and when to choose which. The rules of an option are weight-free where possible: one',
          'attribute on which it leads (`attribute_lead`) or a requirement that of those compared only it is known to meet',
          '(`only_candidate`); where no single one tells it apart, the fewest requirements that do together; where none can, `never` with',
          'what dominates it. With `prefer`, also the exact stretches of each weight in which an option leads (`weight`). Each rule carries',
          'the `request` that proves it: `POST /v1/rankings` takes it as it is and chooses that option. Deterministic like a ranking.',
        ].join(' '),
        body: ComparisonRequest.meta({
          id: 'ComparisonRequest',
          description:
            'What to compare: 2 to 10 `models` and `offers` in all. `prefer` gives rules on weights too; of a profile its requirements count for those.',
        }),
        response: { 200: Comparison.describe('The comparison.') },
      },
      config: {
        access: 'read',
        problems: ['invalid-request', 'impossible-request'],
        examples: { request: COMPARISON_REQUEST, response: COMPARISON_ANSWER },
      },
      validatorCompiler: bodyInHandler,
    },
    async ({ body }) => {
      const { comparison } = answered(await compare(service, body));
      metrics.decided('comparison', 'compared');
      return comparison;
    },
  );
};
