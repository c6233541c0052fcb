import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../src/app.ts';
import { SCOPES } from '../../src/caller.ts';
import { type Catalog, compileCatalog } from '../../src/catalog/catalog.ts';
import type { App, Deps } from '../../src/http/deps.ts';
import { changeThread } from '../../src/service/imports/change-thread.ts';
import { liveCatalog } from '../../src/service/live-catalog.ts';
import { seedFromFolder } from '../../src/service/seeding/seed.ts';
import { decisionStore } from '../../src/store/sqlite/decisions.ts';
import { catalogHistory } from '../../src/store/sqlite/history.ts';
import { loadCatalog } from '../../src/store/sqlite/load.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { type Database, openDatabase, openWriter } from '../../src/store/sqlite/open.ts';
import { watchStore } from '../../src/store/sqlite/watches.ts';

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
  seedFromFolder(db, clock());
  const live = liveCatalog(db, compileCatalog(loadCatalog(db)), {
    clock,
    swapped: () => {},
    failed: (error) => {
      throw error;
    },
  });
  const writer = openWriter(db.name);
  const changes = changeThread(db);
  const app = buildApp({
    catalog: live.current,
    catalogAt: live.at,
    history: catalogHistory(db),
    ready: () => true,
    clock,
    access: { auth: 'open', callerOf: (secret) => (secret === KEY ? { name: 'fuzz', scopes: SCOPES } : null) },
    changes,
    decisions: decisionStore(writer, db),
    watching: { watches: watchStore(writer, db), urlFault: () => null, check: () => {} },
    ...over,
  });
  await app.ready();
  const close = async () => {
    await app.close();
    await changes.close();
    await live.close();
    writer.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { app, catalog: live.current, db, close };
}
