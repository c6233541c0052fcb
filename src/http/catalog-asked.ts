import type { Catalog } from '../catalog/catalog.ts';
import { type Fault, refusal } from '../problems.ts';
import { inBody } from './faults.ts';
import type { Deps } from './service.ts';

/** Old revisions take a while to load; beyond so many requests that wait for one, another would only wait longer. */
const MAX_WAITING = 16;

/** Refuses, with 503, when as many wait as may. */
export function boundedWait(catalogAt: Deps['catalogAt']): Deps['catalogAt'] {
  let waiting = 0;
  return async (revision) => {
    if (waiting >= MAX_WAITING) throw refusal('unavailable', { detail: 'As many requests wait for old revisions as may; come back.' });
    waiting++;
    try {
      return await catalogAt(revision);
    } finally {
      waiting--;
    }
  };
}

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
