import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../src/app.ts';
import { assemble } from '../../src/assembly.ts';
import { SCOPES } from '../../src/caller.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { indexCatalog } from '../../src/catalog/derived/index-catalog.ts';
import type { App, Deps } from '../../src/http/deps.ts';
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
  const first = indexCatalog(await store.catalog.read());
  const { deps, close: closeService } = assemble(store, first, { database: db.name, clock });
  const app = buildApp({
    ...deps,
    ready: () => true,
    access: { auth: 'open', callerOf: (secret) => (secret === KEY ? { name: 'fuzz', scopes: SCOPES } : null) },
    watching: { watches: store.watches, urlFault: () => null, check: () => {} },
    ...over,
  });
  await app.ready();
  const close = async () => {
    await app.close();
    await closeService();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { app, catalog: deps.catalog, db, close };
}
