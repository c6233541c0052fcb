import { buildApp } from '../../src/app.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { App, Deps } from '../../src/http/deps.ts';
import { withoutDatabase } from '../../src/service/without-database.ts';
import { smallCatalog } from './small-catalog.ts';

/** The app that ships, over the small catalog, on a fixed day. */
export function smallApp(over: Partial<Deps> = {}, catalog: Catalog = smallCatalog()): App {
  return buildApp({
    ...withoutDatabase(catalog, () => new Date('2026-11-23T12:00:00Z')),
    ready: () => true,
    refreshing: { feeds: ['models-dev'], states: async () => [] },
    access: { auth: 'open', callerOf: () => null },
    ...over,
  });
}
