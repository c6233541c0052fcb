import type { Catalog } from '../../catalog/catalog.ts';
import type { Service } from '../deps.ts';
import { type Fault, inBody } from '../faults.ts';

/** The catalog that a body asks about, and what is wrong with the `revision` that it names: the newest is there to check the rest against. */
export async function askCatalog(
  body: unknown,
  { catalog, catalogAt }: Pick<Service, 'catalog' | 'catalogAt'>,
): Promise<{ readonly catalog: Catalog; readonly faults: readonly Fault[] }> {
  const revision = typeof body === 'object' && body !== null && 'revision' in body ? body.revision : undefined;
  // What is no number of a revision is left for the schema to refuse.
  if (!(Number.isSafeInteger(revision) && Number(revision) > 0)) return { catalog: catalog(), faults: [] };
  const wanted = await catalogAt(Number(revision));
  if (wanted) return { catalog: wanted, faults: [] };
  const newest = catalog();
  const detail = `There is no such revision; the newest is ${newest.revision}.`;
  return { catalog: newest, faults: [{ ...inBody(['revision']), code: 'unknown_revision', detail }] };
}
