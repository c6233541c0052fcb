import { describe, expect, test } from 'vitest';
import type { ApiKey } from '../../src/store/contract/keys.ts';
import { handles, type Open, opened } from './opening.ts';
import { later, START } from './saving.ts';

const keyOf = (id: string, over: Partial<ApiKey> = {}): ApiKey => ({
  id: `key_${id}`,
  name: id,
  scopes: ['read'],
  created_at: START.toISOString(),
  expires_at: null,
  revoked_at: null,
  ...over,
});
const shaOf = (digit: string) => digit.repeat(64);

/** What any store has to do with API keys. */
export function keyContract(open: Open): void {
  describe('a key', () => {
    test('is found by the SHA-256 of its secret, live or not, and none by any other', async () => {
      const { keys } = opened(open);
      const key = keyOf('ci', { scopes: ['read', 'catalog:write'], expires_at: later(1).toISOString() });
      expect(await keys.add(key, shaOf('a'))).toBe('added');
      expect(await keys.find(shaOf('a'))).toEqual({ ...key, sha256: shaOf('a') });
      expect(await keys.find(shaOf('b'))).toBeNull();
      await keys.revoke('ci', later(2));
      expect(await keys.find(shaOf('a'))).toMatchObject({ revoked_at: later(2).toISOString() });
    });

    test('has a name that no other live key has, until it is revoked', async () => {
      const { keys } = opened(open);
      await keys.add(keyOf('1', { name: 'ci' }), shaOf('a'));
      expect(await keys.add(keyOf('2', { name: 'ci' }), shaOf('b'))).toBe('name_taken');
      expect(await keys.find(shaOf('b'))).toBeNull();
      await keys.revoke('ci', START);
      expect(await keys.add(keyOf('2', { name: 'ci' }), shaOf('b'))).toBe('added');
    });

    test('with the id or the secret of another is an error, and is not kept', async () => {
      const { keys } = opened(open);
      await keys.add(keyOf('1'), shaOf('a'));
      await expect(keys.add(keyOf('1', { name: 'other' }), shaOf('b'))).rejects.toThrow();
      await expect(keys.add(keyOf('2'), shaOf('a'))).rejects.toThrow();
      expect(await keys.list()).toEqual([keyOf('1')]);
    });

    test('is revoked by name or id, once and for all', async () => {
      const { keys } = opened(open);
      await keys.add(keyOf('1', { name: 'one' }), shaOf('a'));
      await keys.add(keyOf('2', { name: 'two' }), shaOf('b'));
      expect(await keys.revoke('one', later(1))).toEqual(keyOf('1', { name: 'one', revoked_at: later(1).toISOString() }));
      expect(await keys.revoke('key_2', later(2))).toMatchObject({ name: 'two', revoked_at: later(2).toISOString() });
      expect([await keys.revoke('one', later(3)), await keys.revoke('nobody', later(3))]).toEqual([null, null]);
      expect((await keys.list()).map(({ revoked_at }) => revoked_at)).toEqual([later(1).toISOString(), later(2).toISOString()]);
    });

    test('is listed by its age, then by its id', async () => {
      const { keys } = opened(open);
      expect(await keys.list()).toEqual([]);
      await keys.add(keyOf('b', { created_at: later(1).toISOString() }), shaOf('1'));
      await keys.add(keyOf('c'), shaOf('2'));
      await keys.add(keyOf('a'), shaOf('3'));
      expect((await keys.list()).map(({ id }) => id)).toEqual(['key_a', 'key_c', 'key_b']);
    });

    test('that one handle revokes is revoked for the other with the next question', async () => {
      const [a, b] = handles(open);
      await a.keys.add(keyOf('1'), shaOf('a'));
      expect(await b.keys.find(shaOf('a'))).toMatchObject({ revoked_at: null });
      await b.keys.revoke('key_1', START);
      expect(await a.keys.find(shaOf('a'))).toMatchObject({ revoked_at: START.toISOString() });
    });
  });
}
