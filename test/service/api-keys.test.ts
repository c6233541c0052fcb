import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCOPES } from '../../src/caller.ts';
import { addKey, keyLookup } from '../../src/service/api-keys.ts';
import { openStore, storeOn } from '../../src/store/sqlite/store.ts';
import { newDatabase, temporaryFolder } from '../support/processes/temporary-database.ts';
import { NOW } from './seeding/small-seed.ts';

const reading = { name: 'reader', scopes: ['read'], expires: null } as const;
const later = (ms: number) => new Date(NOW.getTime() + ms);

test('a secret is cif_ and 256 bits, and only its SHA-256 is in the file', async () => {
  const file = join(temporaryFolder(), 'keys.sqlite');
  const db = newDatabase(file);
  const { keys } = storeOn(db);
  const { secret, key } = await addKey(keys, reading, NOW);
  expect(secret).toMatch(/^cif_[A-Za-z0-9_-]{43}$/);
  expect(Buffer.from(secret.slice(4), 'base64url')).toHaveLength(32);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(file, 'latin1');
  expect(bytes).toContain(hash('sha256', secret));
  expect(bytes).not.toContain(secret);
  expect(bytes).not.toContain(secret.slice(4));
  expect(JSON.stringify([key, await keys.list()])).not.toContain(secret.slice(4));
});

test('a key is its caller until it is revoked, and for ever nobody then', async () => {
  const { keys } = storeOn(newDatabase());
  const { secret, key } = await addKey(keys, { name: 'robot', scopes: ['catalog:write', 'read'], expires: null }, NOW);
  const whose = keyLookup(keys, undefined);
  expect(await whose(secret, NOW)).toEqual({ name: 'robot', scopes: ['read', 'catalog:write'] });
  expect(await keys.revoke('robot', later(1))).toEqual({ ...key, revoked_at: later(1).toISOString() });
  expect(await whose(secret, NOW)).toBeNull();
  expect(await keys.revoke('robot', later(2))).toBeNull();
  expect(await keys.list()).toEqual([{ ...key, revoked_at: later(1).toISOString() }]);
});

test('a key can be revoked by its id', async () => {
  const { keys } = storeOn(newDatabase());
  const { secret, key } = await addKey(keys, reading, NOW);
  expect((await keys.revoke(key.id, NOW))?.name).toBe('reader');
  expect(await keyLookup(keys, undefined)(secret, NOW)).toBeNull();
});

test('a key expires on the instant', async () => {
  const { keys } = storeOn(newDatabase());
  const { secret } = await addKey(keys, { ...reading, expires: later(1000) }, NOW);
  const whose = keyLookup(keys, undefined);
  expect([(await whose(secret, later(999)))?.name, await whose(secret, later(1000))]).toEqual(['reader', null]);
});

test('a key that another connection revoked is nobody’s with the next question', async () => {
  const file = join(temporaryFolder(), 'keys.sqlite');
  const db = newDatabase(file);
  const { keys } = storeOn(db);
  const { secret } = await addKey(keys, reading, NOW);
  const whose = keyLookup(keys, undefined);
  expect((await whose(secret, NOW))?.name).toBe('reader');
  const other = openStore(file, NOW);
  await other.keys.revoke('reader', NOW);
  await other.close();
  expect(await whose(secret, NOW)).toBeNull();
});

test('the bootstrap key has every scope, and without one no secret is it', async () => {
  const { keys } = storeOn(newDatabase());
  expect(await keyLookup(keys, 'a-secret-for-first-set-up')('a-secret-for-first-set-up', NOW)).toEqual({
    name: 'bootstrap',
    scopes: SCOPES,
  });
  expect(await keyLookup(keys, undefined)('a-secret-for-first-set-up', NOW)).toBeNull();
});

test.each(['', 'cif_', 'reader', `cif_${'A'.repeat(43)}`, 'x'.repeat(100_000)])('the secret %.20s is nobody’s', async (secret) => {
  const { keys } = storeOn(newDatabase());
  await addKey(keys, reading, NOW);
  expect(await keyLookup(keys, undefined)(secret, NOW)).toBeNull();
});

test('names are unique among live keys, and free again after that', async () => {
  const { keys } = storeOn(newDatabase());
  await addKey(keys, reading, NOW);
  await expect(addKey(keys, reading, NOW)).rejects.toThrow(/there is a key named reader already/);
  await keys.revoke('reader', NOW);
  await addKey(keys, reading, NOW);
  expect((await keys.list()).map((key) => key.revoked_at === null)).toHaveLength(2);
});

test.each([
  ['an empty name', { name: '' }, /a name has 1 to 63/],
  ['a name with a line break', { name: 'a\nb' }, /a name has 1 to 63/],
  ['the name of the bootstrap key', { name: 'bootstrap' }, /taken/],
  ['a name like an id', { name: 'key_0123' }, /taken/],
  ['no scope', { scopes: [] }, /at least one scope/],
  ['an end that has come', { expires: NOW }, /expired already/],
])('a key with %s is not made', async (_what, change, reason) => {
  const { keys } = storeOn(newDatabase());
  await expect(addKey(keys, { ...reading, ...change }, NOW)).rejects.toThrow(reason);
  expect(await keys.list()).toEqual([]);
});
