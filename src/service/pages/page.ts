import { compareIds } from '../../catalog/catalog.ts';

/** Which part of a collection is asked for. */
export type PageAsked = {
  /** How many entries at most. */
  readonly limit: number;
  /** The id that the page before ended with; null for the first page. */
  readonly after: string | null;
};

/** `next`: what to ask for as `after` to get the next page; null on the last. */
export type Page<T> = { readonly items: T[]; readonly next: string | null };

/**
 * One page of entries that are in order of id. What is added or removed elsewhere, in this revision or a later one, neither repeats nor skips
 * an entry.
 */
export function pageOf<T extends { readonly id: string }>(
  entries: readonly T[],
  { limit, after }: PageAsked,
  order: (a: string, b: string) => number = compareIds,
): Page<T> {
  const start = after === null ? 0 : entries.findIndex((entry) => order(entry.id, after) > 0);
  const items = start < 0 ? [] : entries.slice(start, start + limit);
  const last = items.at(-1);
  return { items, next: !last || start + items.length >= entries.length ? null : last.id };
}
