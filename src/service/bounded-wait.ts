import { unavailable } from './unavailable.ts';

/** Beyond so many requests that wait for the same kind of work, another would only wait longer. */
const MAX_WAITING = 16;

/** The same function for a bounded number of calls at a time: one more is refused (`busy`) instead of kept waiting. */
export function boundedWait<Asked extends unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  let waiting = 0;
  return async (...asked) => {
    if (waiting >= MAX_WAITING) throw unavailable('busy', 'Too many requests are already waiting for old revisions; try again shortly.');
    waiting++;
    try {
      return await ask(...asked);
    } finally {
      waiting--;
    }
  };
}
