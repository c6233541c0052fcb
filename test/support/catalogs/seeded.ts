import { buildApp } from '../../../src/app.ts';
import { type Catalog, compileCatalog } from '../../../src/catalog/catalog.ts';
import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { App } from '../../../src/http/deps.ts';
import { seedFromFolder } from '../../../src/service/seeding/seed.ts';
import { withoutDatabase } from '../../../src/service/without-database.ts';
import { loadCatalog } from '../../../src/store/sqlite/load.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { openDatabase } from '../../../src/store/sqlite/open.ts';

/** The day that the tests ask on, where a request names none. */
export const TODAY = '2026-11-23';

let data: CatalogData | undefined;
let catalog: Catalog | undefined;

/** The real seed as it comes out of a database, made once per worker. */
export function seededData(): CatalogData {
  if (data) return data;
  const db = openDatabase(':memory:');
  migrate(db, new Date(0));
  seedFromFolder(db, new Date(0));
  data = loadCatalog(db);
  db.close();
  return data;
}

export function seededCatalog(): Catalog {
  catalog ??= compileCatalog(seededData());
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
