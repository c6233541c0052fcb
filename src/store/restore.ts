import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { fileHash } from './file-hash.ts';
import { partialOf, putInPlace, removePartial } from './put-in-place.ts';
import { found, isSameFile } from './same-file.ts';
import { type Verified, verifyFile } from './verify.ts';

export type Restored = Verified & { readonly file: string; readonly sha256: string; readonly kept: string | null };

/** What SQLite lays beside a database: left there, it would be read into the one that takes its place. */
const BESIDE = ['-wal', '-shm', '-journal'] as const;

/**
 * Puts a sound backup in the place of a database that nobody has open. With `force` the one that is there is put aside with what lies beside it.
 * Throws one line where that can't be, and then the database is as it was.
 */
export async function restore(
  backup: string,
  database: string,
  { force, now }: { readonly force: boolean; readonly now: Date },
): Promise<Restored> {
  const source = found(backup);
  if (source === null || !source.isFile()) throw new Error(`there is no file ${backup}`);
  if (isSameFile(backup, database)) throw new Error(`${backup} is the database itself: name a backup`);
  if (found(database) !== null && !force)
    throw new Error(`there is a database ${database}: stop its service and give --force to put it aside, or set DATABASE_FILE to another`);
  if (found(database) !== null) closed(database);
  mkdirSync(dirname(database), { recursive: true });
  const partial = partialOf(database);
  try {
    copyFileSync(backup, partial);
    const verified = verifyFile(partial);
    if (verified.faults.length > 0) throw new Error(`${backup} is damaged, nothing was changed: ${verified.faults.join('; ')}`);
    const sha256 = await fileHash(partial);
    const kept = putAside(database, now);
    putInPlace(partial, database);
    return { ...verified, file: database, sha256, kept };
  } finally {
    removePartial(partial);
  }
}

/** Throws where another process has the database open; what its log still holds is written into it. A file that is no database is nobody's. */
function closed(database: string): void {
  let db: SQLite.Database | undefined;
  try {
    db = new SQLite(database, { fileMustExist: true, timeout: 0 });
    // switching from write-ahead logging takes the file for this connection alone
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    if (error instanceof SQLite.SqliteError && (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT'))) return;
    throw new Error(`${database} is in use or can't be opened: stop the service first`, { cause: error });
  } finally {
    db?.close();
  }
}

function putAside(database: string, now: Date): string | null {
  if (found(database) === null) return null;
  const kept = `${database}.before-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(database, kept);
  for (const suffix of BESIDE) if (found(`${database}${suffix}`) !== null) renameSync(`${database}${suffix}`, `${kept}${suffix}`);
  return kept;
}
