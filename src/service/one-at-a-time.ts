import type { IdempotencyKey } from '../store/contract/decisions.ts';
import type { Refused } from './refused.ts';

/** Runs `work`, or refuses with `in_progress` where the same request is still running. */
export type OneAtATime = <T>(once: IdempotencyKey | null, work: () => Promise<T>) => Promise<T | Refused>;

/** Within this process: two processes may run a request at once, and then only one of them gets to write. */
export function oneAtATime(): OneAtATime {
  const running = new Set<string>();
  return async (once, work) => {
    if (once === null) return work();
    const name = JSON.stringify([once.caller, once.operation, once.key]);
    if (running.has(name)) return { refused: 'in_progress', detail: 'A request with this Idempotency-Key is still being worked on.' };
    running.add(name);
    try {
      return await work();
    } finally {
      running.delete(name);
    }
  };
}
