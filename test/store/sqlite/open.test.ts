import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/open.ts';
import { temporaryFolder } from '../../support/processes/temporary-database.ts';

test('opening creates the folder and sets what every connection needs', () => {
  const db = openDatabase(join(temporaryFolder(), 'a', 'b', 'test.sqlite'));
  const pragma = (name: string) => db.pragma(name, { simple: true });
  expect(['journal_mode', 'foreign_keys', 'synchronous', 'trusted_schema', 'busy_timeout'].map(pragma)).toEqual(['wal', 1, 1, 0, 5000]);
  db.close();
});

test.each([
  ['a file that is no database', (folder: string) => join(folder, 'note.txt'), /file is not a database/],
  ['a path below a file', (folder: string) => join(folder, 'note.txt', 'test.sqlite'), /ENOTDIR|EEXIST/],
  ['a folder', (folder: string) => folder, /unable to open database file/],
])('%s is refused in one line that names it', (_what, pathIn, reason) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'note.txt'), 'This text is longer than the header of a database file, and is none.'.repeat(20));
  const path = pathIn(folder);
  expect(() => openDatabase(path)).toThrow(reason);
  expect(() => openDatabase(path)).toThrow(`cannot open the database ${path} for writing: `);
});

test('a database that another process is writing to is opened all the same', () => {
  const file = join(temporaryFolder(), 'test.sqlite');
  openDatabase(file).close();
  const other = new SQLite(file);
  other.exec('BEGIN IMMEDIATE');
  const db = openDatabase(file);
  expect(db.pragma('busy_timeout', { simple: true })).toBe(5000);
  other.close();
  db.exec('BEGIN IMMEDIATE; ROLLBACK');
  db.close();
});
