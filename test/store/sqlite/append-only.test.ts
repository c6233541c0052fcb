import { beforeEach, describe, expect, test } from 'vitest';
import { ALL_KINDS } from '../../../src/catalog/kinds.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { NOW, seedOf } from '../../service/seeding/small-seed.ts';
import { seedNow } from '../../support/catalogs/in-database.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';

let db: Database;
beforeEach(() => {
  db = newDatabase();
  seedNow(db, seedOf(), NOW);
});

const GOOD_CLAIM: Record<string, string | number | null> = {
  id: 'clm_0123456789abcdef',
  subject: 'meta/llama-4-scout',
  attribute: 'context_window',
  value: '1',
  value_status: 'stated',
  source: 'meta-card',
  position: 0,
  as_of: null,
  confidence: 'low',
  origin: 'operator',
  added_in: 1,
};

function insertClaim(changed: Record<string, string | number | null>, verb = 'INSERT'): void {
  const row: Record<string, string | number | null> = { ...GOOD_CLAIM, ...changed };
  db.prepare('INSERT OR IGNORE INTO claim_ids (id) VALUES (?)').run(row.id);
  const columns = Object.keys(row);
  db.prepare(`${verb} INTO claims (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`).run(row);
}

test('a well-formed claim is taken', () => {
  insertClaim({});
  expect(db.prepare('SELECT count(*) FROM claims WHERE id = ?').pluck().get(GOOD_CLAIM.id)).toBe(1);
});

test.each([
  ['without a source', { source: null }, /NOT NULL constraint failed: claims\.source/],
  ['with an empty source', { source: '' }, /CHECK constraint failed: length\(source\) > 0/],
  ['with a source that does not exist', { source: 'hearsay' }, /FOREIGN KEY/],
  ['passed on by a source that does not exist', { via: 'hearsay' }, /FOREIGN KEY/],
  ['borne out by a source that does not exist', { corroborated_by: '["meta-card","hearsay"]' }, /corroborated_by names a source/],
  ['about nothing known', { subject: 'meta/llama-9' }, /FOREIGN KEY/],
  ['with an unknown attribute', { attribute: 'charm' }, /FOREIGN KEY/],
  ['with a group for an attribute', { attribute: 'openness' }, /FOREIGN KEY/],
  ['with a value that is no JSON', { value: 'ten' }, /CHECK constraint failed: json_valid\(value\)/],
  ['stated without a value', { value: null }, /CHECK constraint failed/],
  ['of a day that does not exist', { as_of: '2026-02-30' }, /CHECK constraint failed/],
  ['with text for a number', { position: 'first' }, /cannot store TEXT value in INTEGER column/],
  ['in a mode that is no object', { mode: '["thinking"]' }, /CHECK constraint failed: json_type\(mode\)/],
  ['over no questions', { items: 0 }, /CHECK constraint failed: items > 0/],
  ['with a negative error', { se: -0.5 }, /CHECK constraint failed: se >= 0/],
  ['of a made-up origin', { origin: 'rumour' }, /CHECK constraint failed/],
])('SQLite itself refuses a claim %s', (_what, changed, reason) => {
  expect(() => insertClaim(changed)).toThrow(reason);
});

test('a claim of a revision that is never recorded does not survive the commit', () => {
  expect(() => insertClaim({ added_in: 99 })).toThrow(/FOREIGN KEY/);
});

test('a claim that stands is not replaced, not even by INSERT OR REPLACE', () => {
  insertClaim({});
  expect(() => insertClaim({ value: '2' }, 'INSERT OR REPLACE')).toThrow(/already has a row that stands/);
});

describe.each(ALL_KINDS.map(([, { table }]) => [table]))('%s', (table) => {
  const columns = () => db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];

  test('no column but retired_in can be changed, whatever the value', () => {
    for (const column of columns().filter((name) => name !== 'retired_in'))
      expect(() => db.exec(`UPDATE ${table} SET ${column} = ${column}`), column).toThrow(/append-only/);
  });

  test('rows are not deleted', () => {
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
  });

  test('a row is retired once: the end is neither moved nor taken back', () => {
    db.exec(`INSERT INTO revisions VALUES (2, 'sha256:${'0'.repeat(64)}', 'now', 'operator', 'a test', NULL)`);
    db.exec(`UPDATE ${table} SET retired_in = 2`);
    expect(() => db.exec(`UPDATE ${table} SET retired_in = 2`)).toThrow(/retired once/);
    expect(() => db.exec(`UPDATE ${table} SET retired_in = NULL`)).toThrow(/retired once/);
  });
});

test.each([
  ['a revision is not changed', "UPDATE revisions SET note = 'other'", /never changed/],
  ['a revision is not deleted', 'DELETE FROM revisions', /never deleted/],
  [
    'revisions have no gap',
    'INSERT INTO revisions SELECT 7, hash, created_at, origin, author, note FROM revisions',
    /follows the last one/,
  ],
  ['a subject keeps its kind', "UPDATE subjects SET kind = 'model'", /keeps its id and kind/],
  [
    'an offer is of a model that exists',
    `INSERT INTO subjects VALUES ('a/b@c', 'offer');
    INSERT INTO offers VALUES ('a/b@c', 'a/b', 'c', NULL, 'seed', 1, NULL)`,
    /FOREIGN KEY/,
  ],
  [
    'the family of a model is a family',
    `INSERT INTO subjects VALUES ('meta/x', 'model');
    INSERT INTO models VALUES ('meta/x', 'X', 'groq', 'operator', 1, NULL)`,
    /the family is not a family/,
  ],
  [
    'a group does not take the name of an attribute',
    `INSERT INTO groups VALUES ('license', 't', 'd', '{}', 'r', 'operator', 1, NULL)`,
    /already an attribute/,
  ],
  ['an attribute does not take the name of a group', "INSERT INTO attribute_ids VALUES ('openness')", /already a group/],
])('%s', (_what, sql, reason) => {
  expect(() => db.exec(sql)).toThrow(reason);
});
