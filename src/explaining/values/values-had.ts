import { type Column, distinctFactsOf } from '../../catalog/facts/column.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import { holds } from '../../ranking/gate/operators/members.ts';

/** Every value, or member of a set, that some candidate of the view has, in order: part of the compiled catalog. */
export const valuesHad = memoizeWeak((column: Column): readonly string[] => {
  const values = new Set<string>();
  for (const { value } of distinctFactsOf(column)) for (const text of [value].flat()) if (typeof text === 'string') values.add(text);
  return [...values].sort();
});

/** Whether some candidate of the view has a value, or holds it. */
export function isHad(column: Column, value: string): boolean {
  return holds(column.attribute, valuesHad(column), value);
}
