import { hash } from 'node:crypto';
import type { FeedRefresh } from '../../store/contract/feed-refreshes.ts';

const FIRST_RETRY_MS = 60_000;
const FACTOR = 4;
const LONGEST_RETRY_MS = 6 * 3_600_000;
/** The share of a delay by which it may be shorter or longer, so that those who met one fault do not come back together. */
const JITTER = 0.2;

/**
 * When a feed is to be refreshed, in ms since 1970: at once if it never was, `everyMs` after its last success, and after so many failures in a
 * row 1 min, 4 min, 16 min ... later, up to 6 h, each up to a fifth shorter or longer, but never later than after a success. The draw is seeded
 * with the feed and the failure: the same for every process on one storage, and another elsewhere.
 */
export function dueAt(state: FeedRefresh | undefined, everyMs: number): number {
  if (state === undefined) return 0;
  const { feed, failures, failed_at, succeeded_at } = state;
  if (failures === 0 || failed_at === null) return succeeded_at === null ? 0 : Date.parse(succeeded_at) + everyMs;
  const draw = Number.parseInt(hash('sha256', `${feed}:${failed_at}`).slice(0, 8), 16) / 0xffff_ffff;
  const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * FACTOR ** (failures - 1)) * (1 - JITTER + 2 * JITTER * draw);
  return Date.parse(failed_at) + Math.min(everyMs, Math.round(delay));
}
