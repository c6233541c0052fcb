import { describe, expect, test } from 'vitest';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import { Ranking } from '../../src/explaining/answer/ranking.ts';
import { appOver, seededCatalog, seededData } from '../support/catalogs/seeded.ts';
import { ask, post } from '../support/requests/ask.ts';
import { CASES, inFull, withOperator } from '../support/requests/corpus.ts';
import { expectAnswer } from '../support/requests/expectation.ts';

/** The decision corpus (test/cases/README.md): each question is put to the pure core and over HTTP, on the real seed. */
describe.each(CASES)('%s', (_file, { question, request, operator, expect: expected }) => {
  const catalog = operator ? indexCatalog(withOperator(seededData(), operator)) : seededCatalog();

  test(`by the core: ${question}`, () => {
    const answer = ask(catalog, inFull(request));
    expectAnswer(answer, expected);
    expect(Ranking.safeParse(JSON.parse(JSON.stringify(answer))).error?.issues).toBeUndefined();
  });

  test(`over HTTP: ${question}`, async () => {
    const answer = await post(appOver(catalog), inFull(request));
    expectAnswer(answer, expected);
  });
});

test('the corpus asks at least sixty questions, each in other words', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(CASES.map(([, { question }]) => question)).size).toBe(CASES.length);
  expect(new Set(CASES.map(([, { request, operator }]) => JSON.stringify([request, operator]))).size).toBe(CASES.length);
});
