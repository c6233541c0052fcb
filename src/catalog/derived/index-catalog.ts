import { type Catalog, compileSteps } from '../catalog.ts';
import type { CatalogData } from '../catalog-data.ts';
import { finish, type Steps } from '../steps.ts';
import { derivationSteps } from './derive-claims.ts';

/** A revision as answers rest on it: what sources state, and what rules derive from that. */
export function indexCatalog(data: CatalogData): Catalog {
  return finish(indexSteps(data));
}

export function indexSteps(data: CatalogData): Steps<Catalog> {
  return compileSteps(data, derivationSteps);
}
