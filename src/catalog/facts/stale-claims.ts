import { floatIn } from '../../scoring/number-in.ts';
import { dayNumber } from '../calendar-date.ts';
import type { Catalog } from '../catalog.ts';
import { memoizeWeak } from '../memoize.ts';

/** How many claims of sources are older on a day (YYYY-MM-DD) than the `stale_after_days` of their attribute allows. */
export function staleClaims(catalog: Catalog, today: string): number {
  return staleByAttribute(catalog, today).reduce((sum, [, stale]) => sum + stale, 0);
}

/** The same by attribute, the most stale claims first. Attributes without any are left out. */
export function staleByAttribute(catalog: Catalog, today: string): readonly (readonly [attribute: string, stale: number])[] {
  const day = dayNumber(today);
  return [...firstStaleDays(catalog)]
    .map(([attribute, days]) => [attribute, countUpTo(days, day)] as const)
    .filter(([, stale]) => stale > 0)
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
}

/** How many of the days, which ascend, are not after `day`. */
function countUpTo(days: Float64Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (floatIn(days, middle) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By attribute: for each claim that can be stale the first day on which it is (as a day number), ascending. */
const firstStaleDays = memoizeWeak(({ claimsByAttribute, attributes }: Catalog): ReadonlyMap<string, Float64Array> => {
  const found = new Map<string, Float64Array>();
  for (const [id, subjects] of claimsByAttribute) {
    const after = attributes.get(id)?.stale_after_days ?? null;
    if (after === null) continue;
    const dated = [...subjects.values()]
      .flat()
      .flatMap(({ as_of, derived }) => (as_of === null || derived ? [] : [dayNumber(as_of) + after + 1]));
    found.set(id, Float64Array.from(dated).sort());
  }
  return found;
});
