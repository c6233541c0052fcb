import { expect, test } from 'vitest';
import { dueAt } from '../../../src/service/refreshing/when-due.ts';
import type { FeedRefresh } from '../../../src/store/contract/feed-refreshes.ts';

const HOUR = 3_600_000;
const AT = '2026-11-28T12:00:00.000Z';
const state = (over: Partial<FeedRefresh>): FeedRefresh => ({
  feed: 'models-dev',
  attempts: 1,
  attempted_at: AT,
  succeeded_at: null,
  failed_at: null,
  failures: 0,
  last_error: null,
  leased_until: null,
  ...over,
});
const failed = (failures: number, over: Partial<FeedRefresh> = {}) => state({ failures, failed_at: AT, last_error: 'down', ...over });
const wait = (of: FeedRefresh, everyMs = 24 * HOUR) => dueAt(of, everyMs) - Date.parse(AT);

test('a feed that was never refreshed is due at once, also where a first attempt was broken off', () => {
  expect(dueAt(undefined, HOUR)).toBe(0);
  expect(dueAt(state({}), HOUR)).toBe(0);
});

test('after a success it is due when it is as old as it may become, whatever failed before', () => {
  expect(wait(state({ succeeded_at: AT }))).toBe(24 * HOUR);
  expect(wait(state({ succeeded_at: AT, failed_at: '2026-11-28T11:00:00.000Z', last_error: 'down' }))).toBe(24 * HOUR);
});

test('after failures it waits 1, 4, 16 ... minutes, up to 6 hours, each a fifth shorter or longer at most', () => {
  for (const [failures, minutes] of [
    [1, 1],
    [2, 4],
    [3, 16],
    [4, 64],
    [5, 256],
    [6, 360],
    [500, 360],
  ] as const) {
    const waited = wait(failed(failures)) / 60_000;
    expect(waited).toBeGreaterThanOrEqual(0.8 * minutes);
    expect(waited).toBeLessThanOrEqual(1.2 * minutes);
  }
});

test('it never waits longer after a failure than after a success', () => {
  expect(wait(failed(9), HOUR)).toBe(HOUR);
});

test('the draw is the same whoever works it out, and another for another feed and another failure', () => {
  expect(wait(failed(3))).toBe(wait(failed(3)));
  expect(wait(failed(3, { feed: 'litellm' }))).not.toBe(wait(failed(3)));
  const later = failed(3, { failed_at: '2026-11-28T12:00:00.001Z' });
  expect(wait(later) - 1).not.toBe(wait(failed(3)));
});
