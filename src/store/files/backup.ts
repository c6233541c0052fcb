import { closeSync, openSync } from 'node:fs';
import { pendingMigrations } from '../sqlite/migrate.ts';
import { openReader } from '../sqlite/open.ts';
import { fileHash } from './file-hash.ts';
import { partialOf, putInPlace, removePartial } from './put-in-place.ts';
import { found, isSameFile } from './same-file.ts';
import { type Verified, verifyFile } from './verify.ts';

export type Copied = Verified & { readonly file: string; readonly bytes: number; readonly sha256: string };

/** It holds the secrets that messages to watches are signed with. */
const OWNER_ONLY = 0o600;

/**
 * Writes a copy of a database that others may be writing to: the state of one instant, looked through whole before it gets its name.
 * Throws one line where that can't be, and then `to` is as it was.
 */
export async function backUp(database: string, to: string, { force }: { readonly force: boolean }): Promise<Copied> {
  if (found(database) === null) throw new Error(`there is no database ${database}: set DATABASE_FILE to the one to copy`);
  const lies = ['', '-wal', '-shm', '-journal'].some((suffix) => isSameFile(`${database}${suffix}`, to));
  if (lies) throw new Error(`${to} is the database itself: name another file`);
  const there = found(to);
  if (there !== null && !there.isFile()) throw new Error(`${to} is not a file`);
  if (there !== null && !force) throw new Error(`${to} is there already: name another file, or give --force to replace it`);
  const partial = inFolder(to, () => partialOf(to));
  try {
    inFolder(to, () => closeSync(openSync(partial, 'wx', OWNER_ONLY)));
    copy(database, partial);
    const verified = verifyFile(partial);
    if (verified.faults.length > 0) throw new Error(`${database} is damaged, no copy was kept: ${verified.faults.join('; ')}`);
    const sha256 = await fileHash(partial);
    const bytes = found(partial)?.size ?? Number.NaN;
    putInPlace(partial, to);
    return { ...verified, file: to, bytes, sha256 };
  } finally {
    removePartial(partial);
  }
}

/** VACUUM INTO reads in one transaction, whatever others write meanwhile, and holds up none of them; the copy needs no write-ahead log. */
function copy(database: string, partial: string): void {
  const db = openReader(database);
  try {
    pendingMigrations(db);
    db.prepare('VACUUM INTO ?').run(partial);
  } catch (cause) {
    throw new Error(`cannot copy ${database}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  } finally {
    db.close();
  }
}

function inFolder<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`cannot write ${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
