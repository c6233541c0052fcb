import type { z } from 'zod';
import { dayNumber } from '../calendar-date.ts';
import type { Catalog } from '../catalog.ts';
import type { Floor, FreshRule } from '../entries.ts';
import type { Fact } from '../facts/fact.ts';
import type { FactView } from '../facts/fact-view.ts';

/** How many facts are older on a day than their attribute allows. Shares are from 0 to 1. */
export type StaleShare = {
  readonly id: string;
  readonly title: string;
  readonly attributes: readonly string[];
  /** YYYY-MM-DD. */
  readonly on: string;
  /** What is known of the attributes, offer by offer. */
  readonly facts: number;
  /** Those that are older than allowed. */
  readonly stale: number;
  /** Those whose source says no day: whether they are stale nobody can tell (the caveat `undated`), so they are counted apart. */
  readonly undated: number;
  /** Of the facts: those that are stale. */
  readonly share: number;
  readonly at_most: number;
  readonly met: boolean;
};

export function staleShare(
  catalog: Catalog,
  floor: Pick<Floor, 'id' | 'title'>,
  { attributes, stale_at_most }: z.infer<typeof FreshRule>,
  { view, on }: { readonly view: FactView; readonly on: string },
): StaleShare {
  let [facts, stale, undated] = [0, 0, 0];
  for (const id of attributes) {
    const column = view.columnNamed(id);
    const after = catalog.attributes.get(id)?.stale_after_days ?? null;
    if (column === null || after === null) continue;
    for (const candidate of view.everyone) {
      const { status, claim } = column.facts[column.factIndex[candidate] as number] as Fact;
      if (status !== 'known') continue;
      facts += 1;
      if (!claim?.as_of) undated += 1;
      else if (dayNumber(on) - dayNumber(claim.as_of) > after) stale += 1;
    }
  }
  const share = facts === 0 ? 0 : stale / facts;
  return {
    id: floor.id,
    title: floor.title,
    attributes,
    on,
    facts,
    stale,
    undated,
    share,
    at_most: stale_at_most,
    met: facts > 0 && share <= stale_at_most,
  };
}
