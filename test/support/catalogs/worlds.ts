import * as fc from 'fast-check';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { requestsOn } from '../requests/random-request.ts';
import { randomData } from './random-catalog.ts';
import { seededCatalog, seededData } from './seeded.ts';

/** A catalog and a valid question on it. */
export type Question = { readonly data: CatalogData; readonly catalog: Catalog; readonly request: RankingRequest };

type World = {
  readonly name: string;
  readonly questions: (preferring?: 'always' | 'sometimes') => fc.Arbitrary<Question>;
  /** How often a property is tried, relative to the other world: a question on the seed costs more. */
  readonly share: number;
};

const SEED: World = {
  name: 'the seed',
  share: 1,
  questions: (preferring) => requestsOn(seededCatalog(), preferring).map((request) => question(seededData(), seededCatalog(), request)),
};

const SMALL: World = {
  name: 'small random catalogs',
  share: 4,
  questions: (preferring) =>
    randomData.chain((data) => {
      const catalog = indexCatalog(data);
      return requestsOn(catalog, preferring).map((request) => question(data, catalog, request));
    }),
};

/** Every property is held against both. */
export const WORLDS = [SEED, SMALL];

/** Always the same cases; a failure prints its path beside this seed. */
export const FIXED = { seed: 20261123 } as const;

function question(data: CatalogData, catalog: Catalog, request: RankingRequest): Question {
  const made = { data, catalog, request };
  Object.defineProperty(made, fc.toStringMethod, {
    value: () => [JSON.stringify(request), ...(data === seededData() ? [] : shown(data))].join('\n  '),
  });
  return made;
}

function shown({ models, offers, claims }: CatalogData): string[] {
  return [
    ...models.map(({ id, family }) => `${id} of ${family}`),
    ...offers.map(({ id }) => id),
    ...claims.map(
      ({ id, subject, attribute, value, value_status, position, origin, added_in, ...rest }) =>
        `${id} ${subject} ${attribute} = ${JSON.stringify(value ?? value_status)} ${JSON.stringify(rest)}`,
    ),
  ];
}
