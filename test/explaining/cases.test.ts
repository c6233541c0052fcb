import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import { ClaimValue } from '../../src/catalog/claim.ts';
import { Ranking } from '../../src/explaining/answer/ranking.ts';
import { claimOf, offerOf, sourceOf } from '../support/catalogs/fixture.ts';
import { appOver, seededCatalog, seededData } from '../support/catalogs/seeded.ts';
import { ask, post } from '../support/requests/ask.ts';
import { Expectation, expectAnswer } from '../support/requests/expectation.ts';

/** The decision corpus (test/cases/README.md): each question is put to the pure core and over HTTP, on the real seed. */
const Case = z.strictObject({
  question: z.string().min(20),
  request: z.looseObject({ as_of: z.iso.date() }),
  /** What the operator has added to the seed before the question is asked. */
  operator: z
    .strictObject({
      offers: z.array(z.string()).optional(),
      claims: z.array(z.strictObject({ subject: z.string(), attribute: z.string(), value: ClaimValue, as_of: z.iso.date() })),
    })
    .optional(),
  expect: Expectation.refine((expected) => Object.keys(expected).length > 0, 'a case expects something'),
});

const folder = new URL('../cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file.slice(0, -5), Case.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))] as const);

/** The whole answer, unless the case asks for less of it. */
const inFull = (request: object) => ({ limit: 100, excluded_limit: 1000, ...request });

type Operator = z.infer<typeof Case>['operator'];

function catalogOf(operator: Operator): Catalog {
  if (!operator) return seededCatalog();
  const data = seededData();
  return compileCatalog({
    ...data,
    sources: [...data.sources, sourceOf('operator')],
    offers: [...data.offers, ...(operator.offers ?? []).map(offerOf)],
    claims: [
      ...data.claims,
      ...operator.claims.map(({ subject, attribute, value, as_of }) =>
        claimOf(subject, attribute, value, { source: 'operator', origin: 'operator', as_of }),
      ),
    ],
  });
}

describe.each(cases)('%s', (_file, { question, request, operator, expect: expected }) => {
  const catalog = catalogOf(operator);

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
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map(([, { question }]) => question)).size).toBe(cases.length);
  expect(new Set(cases.map(([, { request, operator }]) => JSON.stringify([request, operator]))).size).toBe(cases.length);
});
