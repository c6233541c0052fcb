import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';

export type Database = SQLite.Database;

const BUSY_TIMEOUT_MS = 5000;
/** 16 MiB. Moving pages from the write-ahead log into the database waits for the disk: seldom and many costs less than often and few. */
const WAL_PAGES = 4096;

/** Opens the database file, creating it and its folder; throws one clear line where it can't be read and written. */
export function openDatabase(file: string): Database {
  let db: Database | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    db = new SQLite(file, { timeout: BUSY_TIMEOUT_MS });
    prepare(db);
    return db;
  } catch (cause) {
    db?.close();
    throw new Error(`cannot open the database ${file} for writing: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** A second connection to a database that is open, for reading only: what it has begun to read stays as it is, and holds up nobody. */
export function openReader(file: string): Database {
  const db = new SQLite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma('trusted_schema = OFF');
  return db;
}

/**
 * A connection for short writes beside a service's other work: it never waits for a lock, since whoever waits inside SQLite holds up the
 * event loop; `inWriteTransaction` waits outside.
 */
export function openWriter(file: string): Database {
  const db = new SQLite(file, { fileMustExist: true, timeout: 0 });
  db.pragma('foreign_keys = ON');
  db.pragma('synchronous = NORMAL');
  db.pragma('trusted_schema = OFF');
  db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
  return db;
}

function prepare(db: Database): void {
  if (!db.memory && db.pragma('journal_mode', { simple: true }) !== 'wal') db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  // With WAL a commit survives a crash of the process; only a power cut may lose the last ones, never the order.
  db.pragma('synchronous = NORMAL');
  // A schema that came with a strange file may call nothing that has effects.
  db.pragma('trusted_schema = OFF');
  checkWritable(db);
}

/** Taking the write lock is the proof that the file and its folder can be written; one that another process holds is as good. */
function checkWritable(db: Database): void {
  db.pragma('busy_timeout = 0');
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY')) throw error;
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}
