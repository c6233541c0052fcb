import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './open.ts';

export const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations');

type Migration = { readonly number: number; readonly file: string; readonly sql: string; readonly sha256: string };
type Applied = { readonly number: number; readonly file: string; readonly sha256: string };

/** Brings the schema up to the files of the folder, each in a transaction of its own; answers how many were applied now. */
export function migrate(db: Database, now: Date, folder: string = MIGRATIONS): number {
  const migrations = readMigrations(folder);
  checkApplied(db, migrations);
  let count = 0;
  for (const migration of migrations) if (applyOne(db, migration, now)) count += 1;
  return count;
}

/** How many migrations of the folder are still to be applied; throws one line where these files did not make the database. Reads only. */
export function pendingMigrations(db: Database, folder: string = MIGRATIONS): number {
  const migrations = readMigrations(folder);
  checkApplied(db, migrations);
  return migrations.length - appliedMigrations(db).length;
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const number = Number(/^(\d{3})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (Number.isNaN(number)) throw new Error(`${file} is not named NNN_name.sql`);
    if (number !== index + 1)
      throw new Error(`migration ${file} stands where number ${index + 1} is due: the numbers have a gap or repeat`);
    const sql = readFileSync(join(folder, file), 'utf8');
    return { number, file, sql, sha256: hash('sha256', sql) };
  });
}

/** Refuses a database that these files did not make. */
function checkApplied(db: Database, migrations: readonly Migration[]): void {
  const applied = appliedMigrations(db);
  if (applied.length === 0 && db.prepare("SELECT 1 FROM sqlite_schema WHERE name <> 'schema_migrations'").get() !== undefined)
    throw new Error(`${db.name} holds tables that no migration made: it is not a database of this service`);
  for (const [index, { number, file, sha256 }] of applied.entries()) {
    const migration = migrations[index];
    if (number !== index + 1) throw new Error(`${db.name} lacks migration ${index + 1} although ${file} was applied`);
    if (migration === undefined) throw new Error(`${db.name} has a newer schema (${file}) than this release knows`);
    if (migration.file !== file || migration.sha256 !== sha256)
      throw new Error(`migration ${migration.file} has changed since it was applied to ${db.name} as ${file}: add a new one instead`);
  }
}

function appliedMigrations(db: Database): Applied[] {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'").get();
  return table === undefined ? [] : db.prepare<[], Applied>('SELECT number, file, sha256 FROM schema_migrations ORDER BY number').all();
}

function applyOne(db: Database, migration: Migration, now: Date): boolean {
  const done = () => appliedMigrations(db).some(({ number }) => number === migration.number);
  if (done()) return false;
  const apply = db.transaction(() => {
    // Another process may have applied it while this one waited for the lock.
    if (done()) return false;
    db.exec(`CREATE TABLE IF NOT EXISTS schema_migrations (
      number INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`);
    try {
      db.exec(migration.sql);
    } catch (cause) {
      throw new Error(`migration ${migration.file} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
    const record = db.prepare('INSERT INTO schema_migrations (number, file, sha256, applied_at) VALUES (?, ?, ?, ?)');
    record.run(migration.number, migration.file, migration.sha256, now.toISOString());
    return true;
  });
  return apply.immediate();
}
