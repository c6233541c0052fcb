import { expect, test } from 'vitest';
import { factView } from '../../src/catalog/facts/fact-view.ts';
import { fitsDeployment } from '../../src/criteria/fits-deployment.ts';
import { monthlyCost } from '../../src/criteria/monthly-cost.ts';
import { permittedUse } from '../../src/criteria/permitted-use.ts';
import { robustnessOf, robustnessQuestions } from '../../src/explaining/robustness.ts';
import { planOf, selfContained } from '../../src/ranking/ask/plan.ts';
import type { RankingRequest } from '../../src/ranking/ask/request.ts';
import { rankingState } from '../../src/ranking/pipeline.ts';
import { resolveDeployment } from '../../src/words/deployment.ts';
import { attributeOf, catalogOfNumbers } from '../support/catalogs/fixture.ts';
import { TODAY } from '../support/catalogs/seeded.ts';

/** Requests are checked before they are worked on. What slips through breaks loudly: no answer is better than one to another question. */

const catalog = catalogOfNumbers([attributeOf('quality'), attributeOf('bare', { scale: null })], { 'lab/one': { quality: 1 } });
const question = {
  catalog,
  view: factView(catalog, { view: 'verified' }, TODAY),
  asOf: TODAY,
  inputs: {},
  attribute: attributeOf('worked_out'),
};
const plan = (request: RankingRequest) => () => planOf(catalog, request, TODAY);

test.each<[string, () => unknown, string]>([
  ['a cost without a load', () => monthlyCost.drawsOn({}), 'monthly_cost without a workload'],
  ['a licence without a use', () => permittedUse.column(question), 'permitted_use without a use'],
  ['hardware without any', () => fitsDeployment.column(question), 'the plan let a request without one pass'],
  [
    'a GPU that nobody knows',
    () => resolveDeployment(catalog, { gpu: 'eigthy', context: 1, concurrency: 1 }),
    'GPU eigthy is not in the table',
  ],
  ['an attribute that is not in the vocabulary', plan({ require: { nothing: { known: true } } }), 'attribute nothing is not in the vocab'],
  ['a criterion that has no scale', plan({ prefer: { weights: { bare: 1 } } }), 'criterion bare has no scale'],
])('%s', (_what, work, message) => {
  expect(work).toThrow(message);
});

test('an engine that leaves out what it was asked for', () => {
  const state = rankingState(catalog, { prefer: { weights: { quality: 1 } } }, TODAY);
  const questions = robustnessQuestions(state, {});
  if (!questions) throw new Error('something is ranked');
  expect(() => robustnessOf(questions, { warnings: [] }, { warnings: [] }, state)).toThrow('the engine left out what it was asked for');
});

test('a profile that a catalog no longer has leaves the request as it is', () => {
  const request: RankingRequest = { prefer: { profile: 'gone' }, limit: 3 };
  expect(selfContained(catalog, request)).toBe(request);
});
