import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS, migrate } from '../../../src/store/sqlite/migrate.ts';
import { type Database, openDatabase } from '../../../src/store/sqlite/open.ts';
import { contentHash } from '../../../src/store/sqlite/revisions.ts';
import { NOW, seedOf, smallSeed } from '../../service/seeding/small-seed.ts';
import { catalogIn, seedNow } from '../../support/catalogs/in-database.ts';
import { newDatabase, temporaryFolder } from '../../support/processes/temporary-database.ts';

function tables(db: Database): unknown[] {
  return db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
}

function triggersOf(db: Database): unknown[] {
  return db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").all();
}

/** A folder with two small migrations and an empty database. */
function twoMigrations() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '001_first.sql'), 'CREATE TABLE first (id TEXT) STRICT;');
  writeFileSync(join(folder, '002_second.sql'), 'CREATE TABLE second (id TEXT) STRICT;');
  return { folder, db: openDatabase(join(folder, 'test.sqlite')) };
}

test('migrations are applied once, in order, and recorded with their hash', () => {
  const { folder, db } = twoMigrations();
  expect(migrate(db, NOW, folder)).toBe(2);
  expect(migrate(db, NOW, folder)).toBe(0);
  const rows = db.prepare('SELECT number, file, length(sha256) AS hash, applied_at FROM schema_migrations').all();
  expect(rows).toEqual([
    { number: 1, file: '001_first.sql', hash: 64, applied_at: '2026-11-23T12:00:00.000Z' },
    { number: 2, file: '002_second.sql', hash: 64, applied_at: '2026-11-23T12:00:00.000Z' },
  ]);
  writeFileSync(join(folder, '003_third.sql'), 'CREATE TABLE third (id TEXT) STRICT;');
  expect(migrate(db, NOW, folder)).toBe(1);
});

test('a migration that changed after it was applied is refused', () => {
  const { folder, db } = twoMigrations();
  migrate(db, NOW, folder);
  writeFileSync(join(folder, '001_first.sql'), 'CREATE TABLE first (id TEXT, more TEXT) STRICT;');
  expect(() => migrate(db, NOW, folder)).toThrow(/001_first\.sql has changed since it was applied/);
});

test('a gap in the numbers is refused', () => {
  const { folder, db } = twoMigrations();
  rmSync(join(folder, '001_first.sql'));
  expect(() => migrate(db, NOW, folder)).toThrow(/002_second\.sql stands where number 1 is due/);
});

test('a file that is not named like a migration is refused', () => {
  const { folder, db } = twoMigrations();
  writeFileSync(join(folder, 'more.sql'), '');
  expect(() => migrate(db, NOW, folder)).toThrow('more.sql is not named NNN_name.sql');
});

test('a database with a newer schema than the code is refused', () => {
  const { folder, db } = twoMigrations();
  migrate(db, NOW, folder);
  rmSync(join(folder, '002_second.sql'));
  expect(() => migrate(db, NOW, folder)).toThrow(/newer schema \(002_second\.sql\) than this release knows/);
});

test('a database that something else made is refused', () => {
  const { folder, db } = twoMigrations();
  db.exec('CREATE TABLE recipes (id TEXT)');
  expect(() => migrate(db, NOW, folder)).toThrow(/not a database of this service/);
  expect(tables(db)).toEqual(['recipes']);
});

test('a migration that fails leaves nothing of itself, and those before it', () => {
  const { folder, db } = twoMigrations();
  writeFileSync(join(folder, '002_second.sql'), 'CREATE TABLE second (id TEXT) STRICT; CREATE TABLE first (id TEXT);');
  expect(() => migrate(db, NOW, folder)).toThrow(/002_second\.sql failed: table first already exists/);
  expect(tables(db)).toEqual(['first', 'schema_migrations']);
});

const migrationsSince = (number: number) => readdirSync(MIGRATIONS).filter((name) => Number.parseInt(name, 10) >= number);
const matchesSince = (number: number, pattern: RegExp) =>
  migrationsSince(number).flatMap((name) => [...readFileSync(join(MIGRATIONS, name), 'utf8').matchAll(pattern)]);

test('revisions from before results had a mode keep their hashes, and their rows say nothing of one', () => {
  const db = newDatabase();
  const files = smallSeed();
  for (const later of ['synonyms.json', 'leaders.json', 'completeness.json', 'calibration/2026-11-01.json']) delete files[later];
  const { hash } = seedNow(db, seedOf(files), NOW);
  const [read, triggers] = [catalogIn(db), triggersOf(db)];
  // the schema of before, with the same rows; a column may be held to one that came before it, so the last goes first
  const tables = matchesSince(5, /^CREATE TABLE (\w+)/gm).map(([, table]) => `DROP TABLE ${table};`);
  const columns = matchesSince(5, /^ALTER TABLE (\w+) ADD COLUMN (\w+)/gm).map(([, table, column]) => [table, column] as const);
  const widened = [...new Set(columns.map(([table]) => table))];
  db.exec(`${widened.map((table) => `DROP TRIGGER ${table}_stay_as_they_are;`).join('')}
    ${columns
      .map(([table, column]) => `ALTER TABLE ${table} DROP COLUMN ${column};`)
      .toReversed()
      .join('')}
    ${tables.join('')} DELETE FROM schema_migrations WHERE number >= 5`);
  const first = readFileSync(join(MIGRATIONS, '001_catalog.sql'), 'utf8');
  for (const [sql] of first.matchAll(new RegExp(`CREATE TRIGGER (?:${widened.join('|')})_stay_as_they_are[^;]*;[^;]*END;`, 'g')))
    db.exec(sql);
  expect(triggersOf(db)).not.toEqual(triggers);
  expect(migrate(db, NOW)).toBe(migrationsSince(5).length);
  expect(triggersOf(db)).toEqual(triggers);
  expect(catalogIn(db)).toStrictEqual(read);
  expect(contentHash(db, 1)).toBe(hash);
});

test('the migrations of this release make STRICT tables only', () => {
  const folder = temporaryFolder();
  cpSync(MIGRATIONS, folder, { recursive: true });
  const db = newDatabase();
  expect(migrate(db, NOW, folder)).toBe(0);
  const loose = db.prepare(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite%'",
  );
  expect(loose.pluck().all()).toEqual([]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
});
