import { buildApp } from '../../../src/app.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import { indexCatalog } from '../../../src/catalog/derived/index-catalog.ts';
import type { App } from '../../../src/http/deps.ts';
import { parseSeed, readSeedFolder } from '../../../src/service/seeding/read-seed.ts';
import { withoutDatabase } from '../../../src/service/without-database.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { openDatabase } from '../../../src/store/sqlite/open.ts';
import { catalogIn, seedNow } from './in-database.ts';

/** The day that the tests ask on, where a request names none. */
export const TODAY = '2026-11-23';

let data: CatalogData | undefined;
let catalog: Catalog | undefined;

/** The real seed as it comes out of a database, made once per worker. */
export function seededData(): CatalogData {
  if (data) return data;
  const db = openDatabase(':memory:');
  migrate(db, new Date(0));
  seedNow(db, parseSeed(readSeedFolder()), new Date(0));
  data = catalogIn(db);
  db.close();
  return data;
}

export function seededCatalog(): Catalog {
  catalog ??= indexCatalog(seededData());
  return catalog;
}

/** The app that ships, over a catalog, on a fixed day. */
export function appOver(over: Catalog): App {
  return buildApp({
    ...withoutDatabase(over, () => new Date(`${TODAY}T12:00:00Z`)),
    ready: () => true,
    access: { auth: 'open', callerOf: () => null },
  });
}
