import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Ranking } from '../../src/selection/answer.ts';
import { ask, post } from '../support/ask.ts';
import { Expectation, expectAnswer } from '../support/expectation.ts';
import { appOver, seededCatalog } from '../support/seeded.ts';

/** The decision corpus (test/cases/README.md): each question is put to the pure core and over HTTP, on the real seed. */
const Case = z.strictObject({
  question: z.string().min(20),
  request: z.looseObject({ as_of: z.iso.date() }),
  expect: Expectation.refine((expected) => Object.keys(expected).length > 0, 'a case expects something'),
});

const folder = new URL('../cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file.slice(0, -5), Case.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))] as const);

/** The whole answer, unless the case asks for less of it. */
const inFull = (request: object) => ({ limit: 100, excluded_limit: 1000, ...request });

describe.each(cases)('%s', (_file, { question, request, expect: expected }) => {
  test(`by the core: ${question}`, () => {
    const answer = ask(seededCatalog(), inFull(request));
    expectAnswer(answer, expected);
    expect(Ranking.safeParse(JSON.parse(JSON.stringify(answer))).error?.issues).toBeUndefined();
  });

  test(`over HTTP: ${question}`, async () => {
    const answer = await post(appOver(seededCatalog()), inFull(request));
    expectAnswer(answer, expected);
  });
});

test('the corpus asks at least forty questions, each in other words', () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
  expect(new Set(cases.map(([, { question }]) => question)).size).toBe(cases.length);
  expect(new Set(cases.map(([, { request }]) => JSON.stringify(request))).size).toBe(cases.length);
});
