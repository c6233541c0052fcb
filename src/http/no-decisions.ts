import type { DecisionStore } from '../decisions/decision-store.ts';
import { refusal } from '../problems.ts';
import type { Watching } from './service.ts';

/** Of a service without a database of its own: it has no records, and keeps none. */
export const NO_DECISIONS: DecisionStore = {
  find: () => null,
  list: () => [],
  before: () => null,
  save: () => Promise.reject(unkept()),
  adopt: () => Promise.reject(unkept()),
  append: () => Promise.reject(unkept()),
};

/** Nobody to tell of them either. */
export const NO_WATCHING: Watching = {
  watches: {
    add: () => Promise.reject(unkept()),
    of: () => [],
    end: () => Promise.reject(unkept()),
    deliveries: () => [],
    watched: () => [],
    found: () => Promise.reject(unkept()),
    hasDue: () => false,
    take: async () => [],
    tried: () => Promise.reject(unkept()),
  },
  urlFault: () => 'This service sends no messages.',
  check: () => {},
};

function unkept(): Error {
  return refusal('storage-unavailable', { detail: 'This service has no database to keep records in.' });
}
