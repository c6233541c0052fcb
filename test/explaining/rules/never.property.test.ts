import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { randomData } from '../../support/catalogs/random-catalog.ts';
import { seededCatalog } from '../../support/catalogs/seeded.ts';
import { ask } from '../../support/requests/ask.ts';
import { asGiven, onTheGpu } from '../../support/requests/expanded-answer.ts';
import { requestsOn } from '../../support/requests/random-request.ts';

const WEIGHTINGS = 50;

/** Ranks again under random weights on the same criteria: what `never` names must not come first; how many such rules there were. */
function proveNever(catalog: Catalog, request: RankingRequest, seed: number): number {
  const answer = ask(catalog, request);
  const never = answer.verdict.choose_if.filter((rule) => rule.kind === 'never');
  if (never.length === 0) return 0;
  const weights = fc.tuple(
    ...Object.keys(answer.resolved.weights).map((id) => fc.tuple(fc.constant(id), fc.integer({ min: 0, max: 1000 }))),
  );
  const { profile: _taken, ...rest } = { ...answer.resolved };
  const posed = {
    ...(request.candidates ? { candidates: request.candidates } : {}),
    ...(rest.view === 'sources' ? { sources: rest.sources } : { view: rest.view }),
    require: rest.require,
    scales: rest.scales,
    if_unknown: rest.if_unknown,
    as_of: rest.as_of,
    ...(rest.workload ? { workload: asGiven(rest.workload) } : {}),
    ...(rest.use ? { use: rest.use } : {}),
    ...(rest.deployment ? { deployment: onTheGpu(rest.deployment) } : {}),
  };
  for (const sample of fc.sample(weights, { seed, numRuns: WEIGHTINGS })) {
    if (sample.every(([, weight]) => weight === 0)) continue;
    const again = ask(catalog, { ...posed, prefer: { weights: Object.fromEntries(sample) } });
    for (const rule of never) expect(again.verdict.choose, `${rule.text} ${JSON.stringify(sample)}`).not.toBe(rule.choose);
  }
  for (const rule of never) {
    expect(rule.when).toEqual([]);
    expect(rule.choose).not.toBe(answer.verdict.choose);
    expect(answer.verdict.compared).toEqual(expect.arrayContaining([...(rule.dominated_by ?? [])]));
  }
  return never.length;
}

test('what a ranking of the seed says is never the best is not, under any of 50 random weightings', () => {
  const catalog = seededCatalog();
  let proved = 0;
  fc.assert(
    fc.property(requestsOn(catalog, 'always'), fc.nat(), (request, seed) => {
      proved += proveNever(catalog, request, seed);
    }),
    { seed: 8, numRuns: 150 },
  );
  expect(proved).toBeGreaterThan(50);
}, 120_000);

test('nor on random small catalogs', () => {
  let proved = 0;
  const worlds = randomData.map(compileCatalog).chain((catalog) => fc.tuple(fc.constant(catalog), requestsOn(catalog, 'always')));
  fc.assert(
    fc.property(worlds, fc.nat(), ([catalog, request], seed) => {
      proved += proveNever(catalog, request, seed);
    }),
    { seed: 9, numRuns: 300 },
  );
  expect(proved).toBeGreaterThan(20);
}, 120_000);
