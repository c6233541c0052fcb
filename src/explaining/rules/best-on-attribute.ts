import { type Column, factAt } from '../../catalog/facts/column.ts';
import { meritOf, meritRange, type OrientedAttribute, utilityOf } from './oriented-attribute.ts';

export type BestFigure = {
  readonly place: number;
  readonly merit: number;
  readonly worth: number;
  readonly low: number;
  readonly high: number;
};

/** The candidate with the best figure, and how good the best of them may at worst and at best turn out to be; null where none is known. */
export function bestFigureOf(oriented: OrientedAttribute, column: Column, places: readonly number[]): BestFigure | null {
  let top: BestFigure | null = null;
  for (const place of places) {
    const fact = factAt(column, place);
    if (fact.status !== 'known') continue;
    const merit = meritOf(oriented, fact);
    const [low, high] = meritRange(oriented, fact);
    if (!top) top = { place, merit, worth: utilityOf(oriented, fact), low, high };
    else {
      const ahead: boolean = merit > top.merit;
      top = {
        place: ahead ? place : top.place,
        merit: ahead ? merit : top.merit,
        worth: Math.max(top.worth, utilityOf(oriented, fact)),
        low: Math.max(top.low, low),
        high: Math.max(top.high, high),
      };
    }
  }
  return top;
}
