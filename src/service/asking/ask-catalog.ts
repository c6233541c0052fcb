import type { Catalog } from '../../catalog/catalog.ts';
import type { Deps } from '../../http/deps.ts';
import type { Fault } from '../../problems.ts';
import { inBody } from '../faults.ts';

/** The catalog that a body asks about, and what is wrong with the `revision` that it names: the newest is there to check the rest against. */
export async function catalogAsked(
  body: unknown,
  { catalog, catalogAt }: Pick<Deps, 'catalog' | 'catalogAt'>,
): Promise<{ readonly catalog: Catalog; readonly faults: readonly Fault[] }> {
  const revision = typeof body === 'object' && body !== null && 'revision' in body ? body.revision : undefined;
  // What is no number of a revision is left for the schema to refuse.
  if (!(Number.isSafeInteger(revision) && Number(revision) > 0)) return { catalog: catalog(), faults: [] };
  const asked = await catalogAt(Number(revision));
  if (asked) return { catalog: asked, faults: [] };
  const newest = catalog();
  const detail = `There is no such revision; the newest is ${newest.revision}.`;
  return { catalog: newest, faults: [{ ...inBody(['revision']), code: 'unknown_revision', detail }] };
}
