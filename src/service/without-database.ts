import type { Watching } from '../http/deps.ts';
import { refusal } from '../problems.ts';

/** Of a service that tells nobody: it has no watches, and keeps none. */
export const NO_WATCHING: Watching = {
  watches: {
    add: () => Promise.reject(unkept()),
    of: () => [],
    end: () => Promise.reject(unkept()),
    deliveries: () => [],
    watched: () => [],
    found: () => Promise.reject(unkept()),
    outbox: () => ({ waiting: 0, givenUp: 0 }),
    hasDue: () => false,
    take: async () => [],
    tried: () => Promise.reject(unkept()),
  },
  urlFault: () => 'This service sends no messages.',
  check: () => {},
};

function unkept(): Error {
  return refusal('storage-unavailable', { detail: 'This service has no database to keep watches in.' });
}
