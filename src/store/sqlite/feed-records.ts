import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ParkedEntry, ParkedFeedRow } from '../../feeds/plan/change-plan.ts';
import type { Database } from './open.ts';

export type FeedRecord = {
  readonly format: FeedFormat;
  readonly sha256: string;
  readonly parserVersion: number;
  /** The newest revision when it was imported: its own, if it changed anything. */
  readonly revision: number;
  readonly author: string;
  readonly now: Date;
};

/** Notes the last file of a format and its parked rows, in place of those of the file before; within the transaction of the import. */
export function recordFeed(db: Database, record: FeedRecord, parked: readonly ParkedEntry[]): void {
  const { format, sha256, parserVersion, revision, author, now } = record;
  db.prepare(
    `INSERT INTO feeds_applied (format, sha256, reader, revision, author, applied_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, reader = excluded.reader, revision = excluded.revision,
       author = excluded.author, applied_at = excluded.applied_at`,
  ).run(format, sha256, parserVersion, revision, author, now.toISOString());
  db.prepare('DELETE FROM parked_rows WHERE format = ?').run(format);
  const park = db.prepare(
    'INSERT INTO parked_rows (format, row, code, detail, name, provider) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const { row, code, detail, name, provider } of parked) park.run(format, row, code, detail, name, provider);
}

/** By format and row; those of one format, or all. */
export function parkedRows(db: Database, format?: FeedFormat): ParkedFeedRow[] {
  return db
    .prepare<{ format: string | null }, ParkedFeedRow>(
      `SELECT format, row, code, detail, name, provider FROM parked_rows WHERE @format IS NULL OR format = @format ORDER BY format, row`,
    )
    .all({ format: format ?? null });
}
