import { refusal } from '../problems.ts';

/** Beyond so many requests that wait for the same kind of work, another would only wait longer. */
const MAX_WAITING = 16;

/** Refuses, with 503, when as many wait as may. */
export function boundedWait<Asked extends unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  let waiting = 0;
  return async (...asked) => {
    if (waiting >= MAX_WAITING) throw refusal('unavailable', { detail: 'As many requests wait for old revisions as may.' });
    waiting++;
    try {
      return await ask(...asked);
    } finally {
      waiting--;
    }
  };
}
