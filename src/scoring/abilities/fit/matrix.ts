import { linked } from '../link.ts';
import { byText, type Item } from '../parameters.ts';

/** What is known of an item before it is fitted. */
export type ItemKind = Pick<Item, 'ability' | 'link' | 'chance' | 'negated'> & {
  /** Tests that share questions or runs are one family, which is held out as a whole. */
  readonly family: string;
};

/** A model in one setting: with thinking off, or less effort, it is another respondent. */
export type Respondent = {
  readonly id: string;
  readonly model: string;
  /** The day of its release; null: not known. */
  readonly released: string | null;
};

/** A respondent's only result on an item, by their places in the lists. In percent or rating points. */
export type Cell = { readonly respondent: number; readonly item: number; readonly value: number };

/** All results that parameters are fitted to. */
export type ResultMatrix = {
  readonly items: readonly (ItemKind & { readonly id: string })[];
  readonly respondents: readonly Respondent[];
  readonly cells: readonly Cell[];
};

/** Results that an item needs, of respondents that have another one. */
export const MINIMUM_RESULTS = 5;

/** The part that can be fitted: respondents of two results or more, on items of five or more, until nothing has to go. */
export function fittable(matrix: ResultMatrix): ResultMatrix {
  let cells = matrix.cells;
  for (;;) {
    const ofRespondent = counts(cells, ({ respondent }) => respondent);
    const linking = cells.filter(({ respondent }) => (ofRespondent.get(respondent) ?? 0) > 1);
    const ofItem = counts(linking, ({ item }) => item);
    const left = linking.filter(({ item }) => (ofItem.get(item) ?? 0) >= MINIMUM_RESULTS);
    if (left.length === cells.length) return { ...matrix, cells };
    cells = left;
  }
}

/** The results on the scale of links, by cell. */
export function linkedCells({ items, cells }: ResultMatrix, eps: number): Float64Array {
  return Float64Array.from(cells, ({ item, value }) => linked(items[item] as ItemKind, value, eps));
}

/** The abilities that items are of, in order. */
export function abilitiesOf({ items }: ResultMatrix): string[] {
  return [...new Set(items.map(({ ability }) => ability))].sort(byText);
}

/** The cells of each respondent, by its place. */
export function byRespondent({ respondents, cells }: ResultMatrix): readonly (readonly number[])[] {
  const places: number[][] = respondents.map(() => []);
  for (const [index, { respondent }] of cells.entries()) places[respondent]?.push(index);
  return places;
}

function counts<T>(list: readonly T[], keyOf: (one: T) => number): Map<number, number> {
  const counted = new Map<number, number>();
  for (const one of list) counted.set(keyOf(one), (counted.get(keyOf(one)) ?? 0) + 1);
  return counted;
}
