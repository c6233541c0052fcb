import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { Recorded } from '../../../src/decisions/drift/drift.ts';
import { TODAY } from '../catalogs/seeded.ts';
import { ask } from './ask.ts';

/** What a record would hold of a decision for the first in the ranking, made on a day. */
export function recordedOn(catalog: Catalog, request: object, day: string = TODAY): Recorded {
  const result = ask(catalog, { as_of: day, ...request });
  const [first] = result.ranking;
  if (!first) throw new Error('nothing is ranked');
  return { request, chosen: { model: first.model, offer: first.offer }, result };
}
