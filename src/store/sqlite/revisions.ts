import { createHash } from 'node:crypto';
import type { Cell } from '../../catalog/kind.ts';
import type { Origin, Revision } from '../../catalog/revision.ts';
import { hashContent } from '../../catalog/rows/content-hash.ts';
import type { Database } from './open.ts';

const COLUMNS = 'number, hash, created_at, origin, author, note';

/** All revisions, the newest first. */
export function listRevisions(db: Database): Revision[] {
  return db.prepare<[], Revision>(`SELECT ${COLUMNS} FROM revisions ORDER BY number DESC`).all();
}

/** The newest revision; null in a database that has not been seeded. */
export function newestRevision(db: Database): Revision | null {
  return db.prepare<[], Revision>(`SELECT ${COLUMNS} FROM revisions ORDER BY number DESC LIMIT 1`).get() ?? null;
}

export function revisionNumbered(db: Database, number: number): Revision | null {
  return db.prepare<[number], Revision>(`SELECT ${COLUMNS} FROM revisions WHERE number = ?`).get(number) ?? null;
}

/** Records a revision with the hash of what it holds, once its rows are written; within their transaction. */
export function addRevision(
  db: Database,
  {
    number,
    origin,
    author,
    now,
    note,
  }: { readonly number: number; readonly origin: Origin; readonly author: string; readonly now: Date; readonly note: string | null },
): Revision {
  const revision: Revision = { number, hash: contentHash(db, number), created_at: now.toISOString(), origin, author, note };
  db.prepare(`INSERT INTO revisions (${COLUMNS}) VALUES (@number, @hash, @created_at, @origin, @author, @note)`).run(revision);
  return revision;
}

/** `sha256:` over every row that a revision holds (`hashContent`). */
export function contentHash(db: Database, revision: number): string {
  const digest = createHash('sha256');
  hashContent(
    (text) => digest.update(text),
    ({ table, key }, columns) =>
      db
        .prepare<[number, number], Cell[]>(
          `SELECT ${columns.join(', ')} FROM ${table} WHERE added_in <= ? AND (retired_in IS NULL OR retired_in > ?) ORDER BY ${key}`,
        )
        .raw()
        .iterate(revision, revision),
  );
  return `sha256:${digest.digest('hex')}`;
}
