import type { FeedFormat } from '../feeds/reading.ts';
import type { Database } from './open.ts';

/** A row of the last import of its format that no model of the catalog could be found for. */
export type StoredParkedRow = {
  readonly format: FeedFormat;
  readonly row: string;
  readonly code: string;
  readonly detail: string;
  readonly name: string;
  readonly provider: string | null;
};

/** By format and row; those of one format, or all. */
export function parkedRows(db: Database, format?: FeedFormat): StoredParkedRow[] {
  return db
    .prepare<{ format: string | null }, StoredParkedRow>(
      `SELECT format, row, code, detail, name, provider FROM parked_rows WHERE @format IS NULL OR format = @format ORDER BY format, row`,
    )
    .all({ format: format ?? null });
}
