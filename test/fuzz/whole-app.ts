import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../src/app.ts';
import { SCOPES } from '../../src/caller.ts';
import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import type { App, Deps } from '../../src/http/service.ts';
import { catalogHistory } from '../../src/service/catalog-history.ts';
import { changeThread } from '../../src/service/imports/change-thread.ts';
import { liveCatalog } from '../../src/service/live-catalog.ts';
import { seedFromFolder } from '../../src/service/seeding/seed.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { type Database, openDatabase, openWriter } from '../../src/store/sqlite/open.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';

export const KEY = 'every-scope-in-one-key';

export type WholeApp = {
  readonly app: App;
  readonly catalog: () => Catalog;
  readonly db: Database;
  readonly close: () => Promise<void>;
};

/** The service over its own seed and a database file, put together as src/main.ts does it, with a key that may do everything. */
export async function wholeApp(over: Partial<Deps> = {}): Promise<WholeApp> {
  const folder = mkdtempSync(join(tmpdir(), 'choose-if-fuzz-'));
  const db = openDatabase(join(folder, 'fuzz.sqlite'));
  const clock = () => new Date();
  migrate(db, clock());
  const store = storeOn(db, openWriter(db.name));
  await seedFromFolder(store.catalog, clock());
  const live = liveCatalog(store.catalog, compileCatalog(await store.catalog.read()), {
    clock,
    swapped: () => {},
    failed: (error) => {
      throw error;
    },
  });
  const changes = changeThread(store.catalog, { entry: new URL('../../src/change-worker.ts', import.meta.url), database: db.name });
  const app = buildApp({
    catalog: live.current,
    catalogAt: live.at,
    history: catalogHistory(store.catalog),
    ready: () => true,
    clock,
    access: { auth: 'open', callerOf: (secret) => (secret === KEY ? { name: 'fuzz', scopes: SCOPES } : null) },
    changes,
    decisions: store.decisions,
    watching: { watches: store.watches, urlFault: () => null, check: () => {} },
    ...over,
  });
  await app.ready();
  const close = async () => {
    await app.close();
    await changes.close();
    await live.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { app, catalog: live.current, db, close };
}
