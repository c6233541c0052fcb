import { refusal } from '../problems.ts';
import type { DecisionStore } from '../store/contract/decisions.ts';

/** Of a service without a database of its own: it has no records, and keeps none. */
export const NO_DECISIONS: DecisionStore = {
  find: async () => null,
  list: async () => [],
  before: async () => null,
  save: () => Promise.reject(unkept()),
  adopt: () => Promise.reject(unkept()),
  append: () => Promise.reject(unkept()),
};

function unkept(): Error {
  return refusal('storage-unavailable', { detail: 'This service has no database to keep records in.' });
}
