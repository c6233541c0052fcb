import { dayNumber } from './calendar-date.ts';
import type { Catalog } from './catalog.ts';

const overdueDays = new WeakMap<Catalog, Float64Array>();

/** How many current claims are older on a day (YYYY-MM-DD) than their attribute's `stale_after_days` allows. */
export function staleClaims(catalog: Catalog, today: string): number {
  const days = overdueDays.get(catalog) ?? daysOf(catalog);
  overdueDays.set(catalog, days);
  const day = dayNumber(today);
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first day on which each claim that can be stale is, ascending. */
function daysOf({ claimsByAttribute, attributes }: Catalog): Float64Array {
  const days: number[] = [];
  for (const [id, subjects] of claimsByAttribute) {
    const after = attributes.get(id)?.stale_after_days ?? null;
    if (after === null) continue;
    for (const claims of subjects.values()) for (const { as_of } of claims) if (as_of !== null) days.push(dayNumber(as_of) + after + 1);
  }
  return Float64Array.from(days).sort();
}
