import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { ClaimValue } from '../../../src/catalog/claim.ts';
import { claimOf, modelOf, offerOf, sourceOf } from '../catalogs/fixture.ts';
import { Expectation } from './expectation.ts';

/** A question of the decision corpus (test/cases/README.md). */
const Case = z.strictObject({
  question: z.string().min(20),
  request: z.looseObject({ as_of: z.iso.date() }),
  /** What the operator has added to the seed before the question is asked. */
  operator: z
    .strictObject({
      providers: z.array(z.string()).optional(),
      models: z.array(z.string()).optional(),
      offers: z.array(z.string()).optional(),
      claims: z.array(z.strictObject({ subject: z.string(), attribute: z.string(), value: ClaimValue, as_of: z.iso.date() })),
    })
    .optional(),
  expect: Expectation.refine((expected) => Object.keys(expected).length > 0, 'a case expects something'),
});
type Case = z.infer<typeof Case>;

const folder = new URL('../../cases/', import.meta.url);

/** Every case with the name of its file. */
export const CASES: readonly (readonly [string, Case])[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file.slice(0, -5), Case.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))] as const);

/** The whole answer, unless the case asks for less of it. */
export const inFull = (request: object) => ({ limit: 100, excluded_limit: 1000, ...request });

/** The catalog with what the operator of a case has added. */
export function withOperator(data: CatalogData, operator: Case['operator']): CatalogData {
  if (!operator) return data;
  return {
    ...data,
    sources: [...data.sources, sourceOf('operator')],
    providers: [...data.providers, ...(operator.providers ?? []).map((id) => ({ id, name: id }))],
    models: [...data.models, ...(operator.models ?? []).map((id) => modelOf(id))],
    offers: [...data.offers, ...(operator.offers ?? []).map(offerOf)],
    claims: [
      ...data.claims,
      ...operator.claims.map(({ subject, attribute, value, as_of }) =>
        claimOf(subject, attribute, value, { source: 'operator', origin: 'operator', as_of }),
      ),
    ],
  };
}
