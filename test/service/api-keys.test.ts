import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCOPES } from '../../src/caller.ts';
import { addKey, keyLookup, listKeys, revokeKey } from '../../src/store/sqlite/keys.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { newDatabase, temporaryFolder } from '../support/processes/temporary-database.ts';
import { NOW } from './seeding/small-seed.ts';

const reading = { name: 'reader', scopes: ['read'], expires: null } as const;
const later = (ms: number) => new Date(NOW.getTime() + ms);

test('a secret is cif_ and 256 bits, and only its SHA-256 is in the file', () => {
  const file = join(temporaryFolder(), 'keys.sqlite');
  const db = newDatabase(file);
  const { secret, key } = addKey(db, reading, NOW);
  expect(secret).toMatch(/^cif_[A-Za-z0-9_-]{43}$/);
  expect(Buffer.from(secret.slice(4), 'base64url')).toHaveLength(32);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(file, 'latin1');
  expect(bytes).toContain(hash('sha256', secret));
  expect(bytes).not.toContain(secret);
  expect(bytes).not.toContain(secret.slice(4));
  expect(JSON.stringify([key, listKeys(db)])).not.toContain(secret.slice(4));
});

test('a key is its caller until it is revoked, and for ever nobody then', () => {
  const db = newDatabase();
  const { secret, key } = addKey(db, { name: 'robot', scopes: ['catalog:write', 'read'], expires: null }, NOW);
  const whose = keyLookup(db, undefined);
  expect(whose(secret, NOW)).toEqual({ name: 'robot', scopes: ['read', 'catalog:write'] });
  expect(revokeKey(db, 'robot', later(1))).toEqual({ ...key, revoked_at: later(1).toISOString() });
  expect(whose(secret, NOW)).toBeNull();
  expect(revokeKey(db, 'robot', later(2))).toBeNull();
  expect(listKeys(db)).toEqual([{ ...key, revoked_at: later(1).toISOString() }]);
});

test('a key can be revoked by its id', () => {
  const db = newDatabase();
  const { secret, key } = addKey(db, reading, NOW);
  expect(revokeKey(db, key.id, NOW)?.name).toBe('reader');
  expect(keyLookup(db, undefined)(secret, NOW)).toBeNull();
});

test('a key expires on the instant', () => {
  const db = newDatabase();
  const { secret } = addKey(db, { ...reading, expires: later(1000) }, NOW);
  const whose = keyLookup(db, undefined);
  expect([whose(secret, later(999))?.name, whose(secret, later(1000))]).toEqual(['reader', null]);
});

test('a key that another connection revoked is nobody’s with the next question', () => {
  const file = join(temporaryFolder(), 'keys.sqlite');
  const db = newDatabase(file);
  const { secret } = addKey(db, reading, NOW);
  const whose = keyLookup(db, undefined);
  expect(whose(secret, NOW)?.name).toBe('reader');
  const other = openDatabase(file);
  revokeKey(other, 'reader', NOW);
  other.close();
  expect(whose(secret, NOW)).toBeNull();
});

test('the bootstrap key has every scope, and without one no secret is it', () => {
  const db = newDatabase();
  expect(keyLookup(db, 'a-secret-for-first-set-up')('a-secret-for-first-set-up', NOW)).toEqual({ name: 'bootstrap', scopes: SCOPES });
  expect(keyLookup(db, undefined)('a-secret-for-first-set-up', NOW)).toBeNull();
});

test.each(['', 'cif_', 'reader', `cif_${'A'.repeat(43)}`, 'x'.repeat(100_000)])('the secret %.20s is nobody’s', (secret) => {
  const db = newDatabase();
  addKey(db, reading, NOW);
  expect(keyLookup(db, undefined)(secret, NOW)).toBeNull();
});

test('names are unique among live keys, and free again after that', () => {
  const db = newDatabase();
  addKey(db, reading, NOW);
  expect(() => addKey(db, reading, NOW)).toThrow(/there is a key named reader already/);
  revokeKey(db, 'reader', NOW);
  addKey(db, reading, NOW);
  expect(listKeys(db).map((key) => key.revoked_at === null)).toHaveLength(2);
});

test.each([
  ['an empty name', { name: '' }, /a name has 1 to 63/],
  ['a name with a line break', { name: 'a\nb' }, /a name has 1 to 63/],
  ['the name of the bootstrap key', { name: 'bootstrap' }, /taken/],
  ['a name like an id', { name: 'key_0123' }, /taken/],
  ['no scope', { scopes: [] }, /at least one scope/],
  ['an end that has come', { expires: NOW }, /expired already/],
])('a key with %s is not made', (_what, change, reason) => {
  const db = newDatabase();
  expect(() => addKey(db, { ...reading, ...change }, NOW)).toThrow(reason);
  expect(listKeys(db)).toEqual([]);
});
