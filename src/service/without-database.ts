import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionStore } from '../store/contract/decisions.ts';
import type { CatalogChanges } from './catalog-changes.ts';
import type { Refreshing, ServiceDeps, Watching } from './deps.ts';
import { unavailable } from './unavailable.ts';

/** A service without a database: it answers from one catalog, keeps nothing and changes nothing. For the document, and for tests. */
export function withoutDatabase(catalog: Catalog, clock: () => Date): ServiceDeps {
  return {
    catalog: () => catalog,
    catalogAt: async (revision) => (revision === catalog.revision ? catalog : null),
    history: { revisions: async () => [], changes: async () => [] },
    clock,
    changes: NO_CHANGES,
    decisions: NO_DECISIONS,
  };
}

export const NO_CHANGES: CatalogChanges = {
  importFeed: () => Promise.reject(unavailable('busy', 'This service has no database that could be changed.')),
  addClaims: () => Promise.reject(unavailable('busy', 'This service has no database that could be changed.')),
  parked: async () => [],
};

export const NO_DECISIONS: DecisionStore = {
  find: async () => null,
  list: async () => [],
  before: async () => null,
  save: () => unkept('records'),
  adopt: () => unkept('records'),
  append: () => unkept('records'),
};

export const NO_WATCHING: Watching = {
  watches: {
    add: () => unkept('watches'),
    of: async () => [],
    end: () => unkept('watches'),
    deliveries: async () => [],
    watched: async () => [],
    found: () => unkept('watches'),
    outbox: async () => ({ waiting: 0, givenUp: 0 }),
    hasDue: async () => false,
    take: async () => [],
    tried: () => unkept('watches'),
  },
  urlFault: () => 'This service sends no messages.',
  check: () => {},
};

export const NO_REFRESHING: Refreshing = { feeds: [], states: async () => [] };

function unkept(what: 'records' | 'watches'): Promise<never> {
  return Promise.reject(unavailable('storage', `This service has no database to keep ${what} in.`));
}
