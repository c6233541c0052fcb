import { createHash } from 'node:crypto';
import type { RevisionEntry } from '../../catalog/revision.ts';
import type { Database } from './open.ts';
import { ALL_TABLES, type SqlValue } from './tables.ts';

export type Origin = RevisionEntry['origin'];
export type Revision = Readonly<RevisionEntry>;

/** Tables of migration 002 and later. */
const LATER_TABLES: readonly string[] = ['licenses', 'aliases', 'gpus'];

const COLUMNS = 'number, hash, created_at, origin, author, note';

/** All revisions, the newest first. */
export function listRevisions(db: Database): Revision[] {
  return db.prepare<[], Revision>(`SELECT ${COLUMNS} FROM revisions ORDER BY number DESC`).all();
}

/** The newest revision; null in a database that has not been seeded. */
export function currentRevision(db: Database): Revision | null {
  return db.prepare<[], Revision>(`SELECT ${COLUMNS} FROM revisions ORDER BY number DESC LIMIT 1`).get() ?? null;
}

export function revisionNumbered(db: Database, number: number): Revision | null {
  return db.prepare<[number], Revision>(`SELECT ${COLUMNS} FROM revisions WHERE number = ?`).get(number) ?? null;
}

/**
 * Runs `write` with the number of the next revision, in one transaction, and records the revision with the hash of what stands
 * then. Answers null, and adds no revision, when `write` changed no row.
 */
export function addRevision(
  db: Database,
  about: { readonly origin: Origin; readonly author: string; readonly now: Date },
  write: (revision: number) => { readonly changed: boolean; readonly note: string | null },
): Revision | null {
  const add = db.transaction(() => {
    const number = (currentRevision(db)?.number ?? 0) + 1;
    const { changed, note } = write(number);
    if (!changed) return null;
    const { origin, author, now } = about;
    const revision: Revision = { number, hash: contentHash(db, number), created_at: now.toISOString(), origin, author, note };
    db.prepare(`INSERT INTO revisions (${COLUMNS}) VALUES (@number, @hash, @created_at, @origin, @author, @note)`).run(revision);
    return revision;
  });
  return add.immediate();
}

/**
 * `sha256:` over every row that stands in a revision: table by table, by id, each row as a JSON object of its non-null columns in
 * alphabetical order. Revision numbers are no part of it, nor is the order in which rows were added.
 */
export function contentHash(db: Database, revision: number): string {
  const digest = createHash('sha256');
  for (const [, { name, key, columns }] of ALL_TABLES.toSorted(([, a], [, b]) => (a.name < b.name ? -1 : 1))) {
    const hashed = [...columns, 'origin'].sort();
    const rows = db
      .prepare<[number, number], SqlValue[]>(
        `SELECT ${hashed.join(', ')} FROM ${name} WHERE added_in <= ? AND (retired_in IS NULL OR retired_in > ?) ORDER BY ${key}`,
      )
      .raw();
    // Tables that a later migration added count from their first row on, so that old revisions keep their hash.
    let named = !LATER_TABLES.includes(name);
    if (named) digest.update(`${name}\n`);
    for (const row of rows.iterate(revision, revision)) {
      if (!named) digest.update(`${name}\n`);
      named = true;
      const cells = hashed.flatMap((column, index) => (row[index] === null ? [] : [[column, row[index]]]));
      digest.update(`${JSON.stringify(Object.fromEntries(cells))}\n`);
    }
  }
  return `sha256:${digest.digest('hex')}`;
}
