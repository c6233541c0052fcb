import type { Cell, Kind } from '../../catalog/kind.ts';
import { ALL_KINDS } from '../../catalog/kinds.ts';
import type { Origin } from '../../catalog/revision.ts';
import type { LiveRow, LiveRows } from '../../catalog/rows/live-rows.ts';
import type { Database } from './open.ts';

/** The rows of the newest revision, as of one moment. */
export function liveRows(db: Database): LiveRows {
  const read = db.transaction(() => ALL_KINDS.map(([member, kind]) => [member, liveRowsOf(db, kind)] as const));
  return Object.fromEntries(read()) as unknown as LiveRows;
}

function liveRowsOf(db: Database, { table, names, key }: Kind<object>): Map<string, LiveRow> {
  const rows = db.prepare<[], Cell[]>(`SELECT ${names.join(', ')}, origin, ${key} FROM ${table} WHERE retired_in IS NULL`).raw();
  return new Map(
    rows.all().map((row) => {
      const [origin, id] = row.slice(names.length) as [Origin, string];
      return [id, { id, origin, cells: row.slice(0, names.length) }];
    }),
  );
}

export type RowWriter = {
  /** Makes an id known, so that other rows can name it. */
  readonly identify: (id: string) => void;
  readonly open: (cells: readonly Cell[], origin: Origin) => void;
  readonly close: (id: string) => void;
};

/** Adds and retires rows of one kind in one revision; within the transaction that adds the revision. */
export function rowWriter({ table, names, key, registry }: Kind<object>, db: Database, revision: number): RowWriter {
  const identify = registry && db.prepare(identifyingSql(registry));
  const open = db.prepare(`INSERT INTO ${table} (${names.join(', ')}, origin, added_in) VALUES (${names.map(() => '?').join(', ')}, ?, ?)`);
  const close = db.prepare(`UPDATE ${table} SET retired_in = ? WHERE ${key} = ? AND retired_in IS NULL`);
  return {
    identify: (id) => void identify?.run(id),
    open: (cells, origin) => void open.run(...cells, origin, revision),
    close: (id) => {
      if (close.run(revision, id).changes === 0) throw new Error(`${table} holds no ${id} that could be retired`);
    },
  };
}

function identifyingSql({ table, kind }: NonNullable<Kind<object>['registry']>): string {
  return kind === undefined
    ? `INSERT INTO ${table} (id) VALUES (?) ON CONFLICT DO NOTHING`
    : `INSERT INTO ${table} (id, kind) VALUES (?, '${kind}') ON CONFLICT DO NOTHING`;
}
