import { dayNumber } from '../calendar-date.ts';
import type { Catalog } from '../catalog.ts';

/** By attribute: the first day on which each claim that can be stale is, ascending. */
const firstDays = new WeakMap<Catalog, ReadonlyMap<string, Float64Array>>();

/** How many current claims are older on a day (YYYY-MM-DD) than their attribute's `stale_after_days` allows. */
export function staleClaims(catalog: Catalog, today: string): number {
  return staleByAttribute(catalog, today).reduce((sum, [, stale]) => sum + stale, 0);
}

/** The same by attribute, those with the most first; none that has no stale claim. */
export function staleByAttribute(catalog: Catalog, today: string): readonly (readonly [attribute: string, stale: number])[] {
  const days = firstDays.get(catalog) ?? firstDaysOf(catalog);
  firstDays.set(catalog, days);
  const day = dayNumber(today);
  return [...days]
    .map(([attribute, own]) => [attribute, countUpTo(own, day)] as const)
    .filter(([, stale]) => stale > 0)
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
}

function countUpTo(days: Float64Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstDaysOf({ claimsByAttribute, attributes }: Catalog): ReadonlyMap<string, Float64Array> {
  const found = new Map<string, Float64Array>();
  for (const [id, subjects] of claimsByAttribute) {
    const after = attributes.get(id)?.stale_after_days ?? null;
    if (after === null) continue;
    const dated = [...subjects.values()].flat().flatMap(({ as_of }) => (as_of === null ? [] : [dayNumber(as_of) + after + 1]));
    found.set(id, Float64Array.from(dated).sort());
  }
  return found;
}
