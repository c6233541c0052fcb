import type { Database } from './open.ts';
import type { Origin } from './revisions.ts';
import type { SqlValue, Table } from './tables.ts';

/** A row that stands now. */
export type OpenRow = { readonly id: string; readonly origin: Origin; readonly cells: readonly SqlValue[] };

/** How a table's ids become targets of foreign keys. */
const IDENTITIES: Readonly<Record<string, { readonly into: string; readonly kind?: string }>> = {
  attributes: { into: 'attribute_ids' },
  sources: { into: 'source_ids' },
  verdicts: { into: 'verdict_ids' },
  claims: { into: 'claim_ids' },
  families: { into: 'subjects', kind: 'family' },
  models: { into: 'subjects', kind: 'model' },
  providers: { into: 'subjects', kind: 'provider' },
  offers: { into: 'subjects', kind: 'offer' },
};

export function openRows<T>(db: Database, { name, columns, key }: Table<T>): Map<string, OpenRow> {
  const rows = db.prepare<[], SqlValue[]>(`SELECT ${columns.join(', ')}, origin, ${key} FROM ${name} WHERE retired_in IS NULL`).raw();
  return new Map(
    rows.all().map((row) => {
      const [origin, id] = row.slice(columns.length) as [Origin, string];
      return [id, { id, origin, cells: row.slice(0, columns.length) }];
    }),
  );
}

export type RowWriter = {
  /** Makes an id known, so that other rows can name it. */
  readonly identify: (id: string) => void;
  readonly open: (cells: readonly SqlValue[], origin: Origin) => void;
  readonly close: (id: string) => void;
};

/** Adds and retires rows of one table in one revision; within addRevision. */
export function rowWriter<T>(db: Database, { name, columns, key }: Table<T>, revision: number): RowWriter {
  const { into, kind } = IDENTITIES[name] ?? {};
  const identify =
    into === undefined
      ? null
      : kind === undefined
        ? db.prepare(`INSERT INTO ${into} (id) VALUES (?) ON CONFLICT DO NOTHING`)
        : db.prepare(`INSERT INTO ${into} (id, kind) VALUES (?, '${kind}') ON CONFLICT DO NOTHING`);
  const open = db.prepare(
    `INSERT INTO ${name} (${columns.join(', ')}, origin, added_in) VALUES (${columns.map(() => '?').join(', ')}, ?, ?)`,
  );
  const close = db.prepare(`UPDATE ${name} SET retired_in = ? WHERE ${key} = ? AND retired_in IS NULL`);
  return {
    identify: (id) => void identify?.run(id),
    open: (cells, origin) => void open.run(...cells, origin, revision),
    close: (id) => void close.run(revision, id),
  };
}
