import type { Cell, Kind } from '../kind.ts';
import { ALL_KINDS } from '../kinds.ts';

/** Kinds whose tables were there from the first migration on are named in the hash although they are empty. */
const FIRST_MIGRATION = 1;

const BY_TABLE = ALL_KINDS.map(([, kind]) => kind).toSorted((a, b) => (a.table < b.table ? -1 : 1));

/**
 * Feeds `update` with the text that a revision's content hash is over: every row that it holds, table by table, by id in order of its UTF-8
 * bytes, each row as a JSON object of its non-null columns in alphabetical order. Revision numbers are no part of it, nor is the order in
 * which rows were added. `rowsOf` gives the rows of a kind in that order, with the cells of the columns asked for.
 */
export function hashContent(
  update: (text: string) => void,
  rowsOf: (kind: Kind<object>, columns: readonly string[]) => Iterable<readonly Cell[]>,
): void {
  for (const kind of BY_TABLE) {
    const columns = [...kind.names, 'origin'].sort();
    // A table of a later migration counts from its first row on, so that old revisions keep their hash.
    let isNamed = kind.since === FIRST_MIGRATION;
    if (isNamed) update(`${kind.table}\n`);
    for (const row of rowsOf(kind, columns)) {
      if (!isNamed) update(`${kind.table}\n`);
      isNamed = true;
      const cells = columns.flatMap((column, index) => (row[index] === null ? [] : [[column, row[index]]]));
      update(`${JSON.stringify(Object.fromEntries(cells))}\n`);
    }
  }
}
