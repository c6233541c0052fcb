import type { Database } from './open.ts';
import { addRevision, currentRevision, type Origin, type Revision } from './revisions.ts';
import { rowWriter } from './rows.ts';
import { ALL_TABLES, type Contents, type Member, type SqlValue, TABLES, type Table } from './tables.ts';

/** One row to add, to replace by another, or to retire: then `cells` is null. */
export type Step = {
  readonly table: string;
  readonly id: string;
  readonly what: 'added' | 'changed' | 'retired';
  readonly cells: readonly SqlValue[] | null;
};

/** Rows to retire (by id) and rows to add; an id that is in both is changed. */
export type CatalogChange = {
  readonly add: Partial<Contents>;
  readonly retire: { readonly [M in Member]?: readonly string[] };
};

export type ChangeRecord = {
  readonly origin: Origin;
  readonly author: string;
  readonly now: Date;
  readonly note: string;
  /** The revision that the change was worked out on. */
  readonly basis: number;
};

/** `stale`: another revision has come meanwhile, nothing is written, and the change has to be worked out anew. */
export type Applied = { readonly stale: true } | { readonly stale: false; readonly revision: Revision | null };

/**
 * Makes a change the next revision, in one transaction with whatever `alongside` writes (it gets the newest revision). A change of nothing
 * adds no revision.
 */
export function applyChange(
  db: Database,
  change: CatalogChange,
  { origin, author, now, note, basis }: ChangeRecord,
  alongside: (newest: number) => void = () => {},
): Applied {
  const steps = stepsOf(change);
  const apply = db.transaction((): Applied => {
    if (currentRevision(db)?.number !== basis) return { stale: true };
    const revision = addRevision(db, { origin, author, now }, (number) => {
      writeSteps(db, steps, origin, number);
      return { changed: steps.length > 0, note };
    });
    alongside(revision?.number ?? basis);
    return { stale: false, revision };
  });
  return apply.immediate();
}

/** Writes the rows of one revision; within addRevision. */
export function writeSteps(db: Database, steps: readonly Step[], origin: Origin, revision: number): void {
  const writers = new Map(ALL_TABLES.map(([, table]) => [table.name, rowWriter(db, table, revision)] as const));
  for (const { table, id, cells } of steps) if (cells !== null) writers.get(table)?.identify(id);
  for (const { table, id, what, cells } of steps) {
    if (what !== 'added') writers.get(table)?.close(id);
    if (cells !== null) writers.get(table)?.open(cells, origin);
  }
}

function stepsOf({ add, retire }: CatalogChange): Step[] {
  return (Object.keys(TABLES) as Member[]).flatMap((member) => {
    const table = TABLES[member] as Table<object>;
    const retired = new Set(retire[member]);
    const added = (add[member] ?? []).map((value): Step => {
      const cells = table.encode(value);
      const id = String(cells[0]);
      return { table: table.name, id, what: retired.delete(id) ? 'changed' : 'added', cells };
    });
    return [...[...retired].map((id): Step => ({ table: table.name, id, what: 'retired', cells: null })), ...added];
  });
}
