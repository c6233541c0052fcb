import { type Column, factAt } from '../../catalog/facts/column.ts';
import { type Bearing, meritOf, meritRange, worthOf } from './oriented-attribute.ts';

export type Top = { readonly place: number; readonly merit: number; readonly worth: number; readonly low: number; readonly high: number };

/** The candidate with the best figure, and how good the best of them may at worst and at best turn out to be; null where none is known. */
export function topOf(bearing: Bearing, column: Column, places: readonly number[]): Top | null {
  let top: Top | null = null;
  for (const place of places) {
    const fact = factAt(column, place);
    if (fact.status !== 'known') continue;
    const merit = meritOf(bearing, fact);
    const [low, high] = meritRange(bearing, fact);
    if (!top) top = { place, merit, worth: worthOf(bearing, fact), low, high };
    else {
      const ahead: boolean = merit > top.merit;
      top = {
        place: ahead ? place : top.place,
        merit: ahead ? merit : top.merit,
        worth: Math.max(top.worth, worthOf(bearing, fact)),
        low: Math.max(top.low, low),
        high: Math.max(top.high, high),
      };
    }
  }
  return top;
}
