import { chmodSync, chownSync, constants, copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { fileHash } from './file-hash.ts';
import { partialOf, putInPlace, removePartial } from './put-in-place.ts';
import { found, isSameFile } from './same-file.ts';
import { type Verified, verifyFile } from './verify.ts';

/** `kept`: where the database that stood there is now; null where there was none. */
export type Restored = Verified & { readonly file: string; readonly sha256: string; readonly kept: string | null };

/**
 * Puts a backup in the place of a database that nobody has open. The copy is looked through before anything else is touched; what stood
 * there is kept beside it. Throws one line where that can't be, and then the database is as it was.
 */
export async function restore(
  backup: string,
  database: string,
  { force, now }: { readonly force: boolean; readonly now: Date },
): Promise<Restored> {
  if (found(backup)?.isFile() !== true) throw new Error(`there is no file ${backup}`);
  if (isSameFile(backup, database)) throw new Error(`${backup} is the database itself`);
  if ((found(`${backup}-wal`)?.size ?? 0) > 0)
    throw new Error(`${backup} has a write-ahead log beside it: it is no finished copy, make one with \`npm run backup\``);
  const before = found(database);
  if (before !== null && !before.isFile()) throw new Error(`${database} is not a file`);
  if (before !== null && !force)
    throw new Error(`${database} is there already: give --force to put it aside, or set DATABASE_FILE to another place`);
  mkdirSync(dirname(database), { recursive: true });
  const partial = partialOf(database);
  try {
    copyFileSync(backup, partial, constants.COPYFILE_EXCL);
    const verified = verifyFile(partial);
    if (verified.faults.length > 0) throw new Error(`${backup} is damaged, nothing was changed: ${verified.faults.join('; ')}`);
    const sha256 = await fileHash(partial);
    chmodSync(partial, before === null ? 0o600 : before.mode & 0o777);
    if (before !== null) giveTo(partial, before);
    const release = takeAlone(database);
    try {
      const kept = putAside(database, now);
      putInPlace(partial, database);
      return { ...verified, file: database, sha256, kept };
    } finally {
      release();
    }
  } finally {
    removePartial(partial);
  }
}

/**
 * Takes a database so that no other process can open it, with its write-ahead log moved into it. A service holds a shared lock for as long
 * as it runs, so that this fails then. One that SQLite can't read has no log to move; the system's table of locks says whether it is in use.
 */
function takeAlone(database: string): () => void {
  if (!existsSync(database)) return () => {};
  const inUse = `${database} is in use: stop the service first, and every command on it`;
  const db = new SQLite(database, { fileMustExist: true, timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
    // A lock of the mode leaves a journal behind under the name of the database, one of a transaction that writes nothing does not.
    db.pragma('locking_mode = NORMAL');
    db.exec('BEGIN; SELECT 1 FROM sqlite_schema; COMMIT; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const isBusy = error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
    if (isBusy || isLocked(database)) throw new Error(inUse);
    return () => {};
  }
  return () => db.close();
}

/** Linux lists the locks that processes hold, by inode; where there is no such list, `--force` has to be enough. */
function isLocked(file: string): boolean {
  const inode = found(file)?.ino;
  if (inode === undefined || !existsSync('/proc/locks')) return false;
  return readFileSync('/proc/locks', 'utf8').includes(`:${inode} `);
}

/**
 * What stood there gets a second name, which stays when the new one takes the first: at no moment is there no database, which a service
 * that starts would make anew. A log that was left over would be read into the new one.
 */
function putAside(database: string, now: Date): string | null {
  const aside = `${database}.before-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const stood = existsSync(database);
  if (stood) linkSync(database, aside);
  for (const suffix of ['-wal', '-journal'])
    if (existsSync(`${database}${suffix}`)) renameSync(`${database}${suffix}`, `${aside}${suffix}`);
  rmSync(`${database}-shm`, { force: true });
  return stood ? aside : null;
}

/** As root for the user of a service; whoever may not give it away is that user. */
function giveTo(file: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    chownSync(file, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}
