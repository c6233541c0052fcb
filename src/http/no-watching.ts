import { refusal } from '../problems.ts';
import type { Watching } from './service.ts';

/** Of a service that tells nobody: it has no watches, and keeps none. */
export const NO_WATCHING: Watching = {
  watches: {
    add: () => Promise.reject(unkept()),
    of: async () => [],
    end: () => Promise.reject(unkept()),
    deliveries: async () => [],
    watched: async () => [],
    found: () => Promise.reject(unkept()),
    outbox: async () => ({ waiting: 0, givenUp: 0 }),
    hasDue: async () => false,
    take: async () => [],
    tried: () => Promise.reject(unkept()),
  },
  urlFault: () => 'This service sends no messages.',
  check: () => {},
};

function unkept(): Error {
  return refusal('storage-unavailable', { detail: 'This service has no database to keep watches in.' });
}
