import type { FeedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ParkedFeedRow } from '../../feeds/plan/change-plan.ts';
import type { AppliedFeed, FeedFile } from '../contract/catalog-log.ts';
import type { Database } from './open.ts';

/** `revision`: the newest when the file was applied. */
type AppliedBy = { readonly revision: number; readonly author: string; readonly now: Date };

/** Notes the last file of a format and its parked rows, in place of those of the file before; within the transaction of the import. */
export function recordFeed(db: Database, { format, sha256, parserVersion, parked }: FeedFile, { revision, author, now }: AppliedBy): void {
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

/** Notes the seed that was applied last; null: one of no files. Within the transaction of the seeding. */
export function recordSeed(db: Database, fingerprint: string | null, { revision, now }: AppliedBy): void {
  db.prepare('DELETE FROM seed_applied').run();
  if (fingerprint === null) return;
  db.prepare('INSERT INTO seed_applied (only_row, fingerprint, revision, applied_at) VALUES (1, ?, ?, ?)').run(
    fingerprint,
    revision,
    now.toISOString(),
  );
}

export function seedApplied(db: Database): string | null {
  return db.prepare<[], string>('SELECT fingerprint FROM seed_applied').pluck().get() ?? null;
}

export function feedApplied(db: Database, format: FeedFormat): AppliedFeed | null {
  const columns = 'format, sha256, reader AS parserVersion, revision, author, applied_at';
  return db.prepare<[string], AppliedFeed>(`SELECT ${columns} FROM feeds_applied WHERE format = ?`).get(format) ?? null;
}

/** By format and row; those of one format, or all. */
export function parkedRows(db: Database, format?: FeedFormat): ParkedFeedRow[] {
  return db
    .prepare<{ format: string | null }, ParkedFeedRow>(
      `SELECT format, row, code, detail, name, provider FROM parked_rows WHERE @format IS NULL OR format = @format ORDER BY format, row`,
    )
    .all({ format: format ?? null });
}
