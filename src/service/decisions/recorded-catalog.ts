import type { Catalog } from '../../catalog/catalog.ts';
import type { Decision } from '../../decisions/decision.ts';
import type { Service } from '../deps.ts';

/** The catalog that a decision was made on; null where it is not here, by number and hash: then the decision was made elsewhere. */
export async function recordedCatalog({ catalogAt }: Pick<Service, 'catalogAt'>, { head }: Decision): Promise<Catalog | null> {
  const catalog = await catalogAt(head.catalog.revision);
  return catalog?.hash === head.catalog.hash ? catalog : null;
}

/** Why such a decision can't be replayed or held against another catalog; the caller says which argument is at fault. */
export function notHere({ head }: Decision): { readonly code: string; readonly detail: string } {
  const detail = `The catalog that the decision was made on, revision ${head.catalog.revision} with its hash, is not here.`;
  return { code: 'revision_not_here', detail };
}
