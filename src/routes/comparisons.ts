import { Comparison } from '../comparing/answer.ts';
import { checkComparison } from '../comparing/check-request.ts';
import { compareOptions } from '../comparing/compare.ts';
import { ComparisonRequest } from '../comparing/request.ts';
import type { Routes } from '../http/deps.ts';
import { bodyInHandler } from '../http/validation.ts';
import { badRequest, impossible } from '../problems.ts';
import { catalogAsked } from '../service/asking/ask-catalog.ts';
import { faultsOf, inBody } from '../service/faults.ts';
import { COMPARISON_ANSWER } from './answer-examples.ts';
import { COMPARISON_REQUEST } from './comparison-request.ts';

/** Models or offers side by side, and when to choose which. */
export const comparisons: Routes = (app, { catalog, catalogAt, clock, metrics }) => {
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
      const asked = await catalogAsked(body, { catalog, catalogAt });
      const today = clock().toISOString().slice(0, 10);
      const { request, issues, faults } = checkComparison(asked.catalog, body, today);
      if (request && asked.faults.length === 0) {
        const answer = compareOptions(asked.catalog, request, today);
        metrics.decided('comparison', 'compared');
        return answer;
      }
      const shape = faultsOf(ComparisonRequest, issues, inBody);
      throw (shape.length > 0 ? badRequest : impossible)([...shape, ...faults, ...asked.faults]);
    },
  );
};
