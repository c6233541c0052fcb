import { buildApp } from '../../src/app.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_CHANGES } from '../../src/http/catalog-changes.ts';
import { NO_DECISIONS } from '../../src/http/no-decisions.ts';
import type { App, Deps } from '../../src/http/service.ts';
import { smallCatalog } from './small-catalog.ts';

/** The app that ships, over the small catalog, on a fixed day. */
export function smallApp(over: Partial<Deps> = {}, catalog: Catalog = smallCatalog()): App {
  return buildApp({
    catalog: () => catalog,
    catalogAt: async (revision) => (revision === catalog.revision ? catalog : null),
    history: { revisions: async () => [], changes: async () => [] },
    ready: () => true,
    clock: () => new Date('2026-11-23T12:00:00Z'),
    access: { auth: 'open', callerOf: () => null },
    changes: NO_CHANGES,
    decisions: NO_DECISIONS,
    ...over,
  });
}
