import { describe, expect, test } from 'vitest';
import { handles, type Open, opened } from './opening.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 12, minute));
const FAILED = { succeeded: false, error: 'the answer has the status 500' } as const;
const NEVER = { succeeded_at: null, failed_at: null, failures: 0, last_error: null };

/** What any store has to do with the refreshing of feeds. */
export function refreshContract(open: Open): void {
  describe('a refresh of a feed', () => {
    test('is begun, held and ended as a success', async () => {
      const { refreshes } = opened(open);
      expect(await refreshes.states()).toEqual([]);
      const token = (await refreshes.take('models-dev', 0, at(0), at(2))) as string;
      const begun = { feed: 'models-dev', attempts: 1, attempted_at: at(0).toISOString(), ...NEVER };
      expect(await refreshes.states()).toEqual([{ ...begun, leased_until: at(2).toISOString() }]);
      expect(await refreshes.extend(token, at(4))).toBe(true);
      expect(await refreshes.states()).toEqual([{ ...begun, leased_until: at(4).toISOString() }]);
      expect(await refreshes.end(token, { succeeded: true }, at(3))).toBe(true);
      expect(await refreshes.states()).toEqual([{ ...begun, succeeded_at: at(3).toISOString(), leased_until: null }]);
    });

    test('that fails is counted until one succeeds, and its error stays', async () => {
      const { refreshes } = opened(open);
      for (const attempts of [0, 1]) {
        const token = (await refreshes.take('litellm', attempts, at(attempts), at(9))) as string;
        await refreshes.end(token, FAILED, at(attempts));
      }
      expect(await refreshes.states()).toMatchObject([
        { attempts: 2, failures: 2, failed_at: at(1).toISOString(), last_error: FAILED.error, succeeded_at: null },
      ]);
      const token = (await refreshes.take('litellm', 2, at(2), at(9))) as string;
      await refreshes.end(token, { succeeded: true }, at(3));
      expect(await refreshes.states()).toMatchObject([
        { attempts: 3, failures: 0, failed_at: at(1).toISOString(), last_error: FAILED.error, succeeded_at: at(3).toISOString() },
      ]);
    });

    test('that is broken off says nothing, and frees the lease', async () => {
      const { refreshes } = opened(open);
      const token = (await refreshes.take('litellm', 0, at(0), at(9))) as string;
      expect(await refreshes.end(token, null, at(1))).toBe(true);
      expect(await refreshes.states()).toMatchObject([{ attempts: 1, ...NEVER, leased_until: null }]);
      expect(await refreshes.take('litellm', 1, at(1), at(9))).not.toBeNull();
    });

    test('is the only one, of any feed and by any handle, while its lease lasts', async () => {
      const [{ refreshes }, { refreshes: others }] = handles(open);
      const token = (await refreshes.take('models-dev', 0, at(0), at(2))) as string;
      expect(await others.take('models-dev', 1, at(1), at(9))).toBeNull();
      expect(await others.take('litellm', 0, at(1), at(9))).toBeNull();
      await refreshes.end(token, { succeeded: true }, at(1));
      expect(await others.take('litellm', 0, at(1), at(9))).not.toBeNull();
    });

    test('is begun by one of many who want it at once', async () => {
      const [{ refreshes }, { refreshes: others }] = handles(open);
      const asked = [refreshes, others, refreshes, others].map((one) => one.take('models-dev', 0, at(0), at(2)));
      expect((await Promise.all(asked)).filter((token) => token !== null)).toHaveLength(1);
    });

    test('is not begun by who has not seen that another has begun and ended it', async () => {
      const [{ refreshes }, { refreshes: others }] = handles(open);
      const token = (await refreshes.take('models-dev', 0, at(0), at(2))) as string;
      await refreshes.end(token, { succeeded: true }, at(1));
      expect(await others.take('models-dev', 0, at(1), at(2))).toBeNull();
      expect(await others.take('models-dev', 1, at(1), at(2))).not.toBeNull();
    });

    test('whose process died counts as failed once its lease has lapsed, and what it still says is not heard', async () => {
      const [{ refreshes }, { refreshes: others }] = handles(open);
      const token = (await refreshes.take('models-dev', 0, at(0), at(2))) as string;
      expect(await others.take('litellm', 0, at(2), at(4))).toBeNull();
      expect(await others.states()).toMatchObject([
        { feed: 'models-dev', failures: 1, failed_at: at(2).toISOString(), leased_until: null },
      ]);
      expect(await others.take('litellm', 0, at(2), at(4))).not.toBeNull();
      expect(await refreshes.extend(token, at(9))).toBe(false);
      expect(await refreshes.end(token, { succeeded: true }, at(3))).toBe(false);
      expect(await refreshes.states()).toMatchObject([{ feed: 'litellm' }, { feed: 'models-dev', failures: 1, succeeded_at: null }]);
    });

    test('keeps no more of an error than 500 characters', async () => {
      const { refreshes } = opened(open);
      const token = (await refreshes.take('litellm', 0, at(0), at(1))) as string;
      await refreshes.end(token, { succeeded: false, error: 'x'.repeat(10_000) }, at(0));
      expect((await refreshes.states())[0]?.last_error).toBe('x'.repeat(500));
    });
  });
}
