import type { Catalog } from '../../catalog/catalog.ts';
import { checkRequest } from '../../ranking/ask/check-request.ts';
import { RankingRequest } from '../../ranking/ask/request.ts';
import { pointerTo } from '../../words/request-fault.ts';
import type { Service } from '../deps.ts';
import { type Fault, faultsOf, inBody } from '../faults.ts';
import type { Faults } from '../refused.ts';
import { askCatalog } from './ask-catalog.ts';

/** The path of a ranking request within a body; empty where the body is the request. */
export type At = readonly string[];

/** A checked ranking request with the catalog that it asks. */
export type CheckedRanking = { readonly catalog: Catalog; readonly request: RankingRequest };

/** A ranking request with the catalog that it asks, or every fault of it. */
export async function checkRanking(
  service: Pick<Service, 'catalog' | 'catalogAt'>,
  body: unknown,
  at: At = [],
): Promise<CheckedRanking | ({ readonly request: null } & Faults)> {
  const { catalog, faults: unasked } = await askCatalog(body, service);
  const { request, issues, faults } = checkRequest(catalog, body);
  if (request && unasked.length === 0) return { catalog, request };
  const moved = ({ pointer, ...fault }: Fault & { readonly pointer: string }) => ({
    ...fault,
    pointer: `${pointerTo(at)}${pointer.slice(1)}`,
  });
  return {
    request: null,
    shape: faultsOf(RankingRequest, issues, (path) => inBody([...at, ...path])),
    meaning: [...faults, ...unasked].map((fault) => ('pointer' in fault ? moved(fault) : fault)),
  };
}
