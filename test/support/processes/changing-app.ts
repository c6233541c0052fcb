import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { NO_DECISIONS } from '../../../src/http/no-decisions.ts';
import type { App } from '../../../src/http/service.ts';
import { catalogHistory } from '../../../src/service/catalog-history.ts';
import { changeThread } from '../../../src/service/imports/change-thread.ts';
import { liveCatalog } from '../../../src/service/live-catalog.ts';
import { parseSeed, readSeedFolder } from '../../../src/service/seeding/read-seed.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { type Database, openDatabase } from '../../../src/store/sqlite/open.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { catalogIn, seedNow } from '../catalogs/in-database.ts';
import { temporaryFolder } from './temporary-database.ts';

/** Of the caller `alice`, with the scope catalog:write. */
export const KEY = 'cif_alice';

type Finished = (clean: () => void | Promise<void>) => void;

let seeded: Buffer | undefined;

/** A database file with the real seed; seeding is done once per worker. */
export function seededFile(finished: Finished = onTestFinished): string {
  const file = join(temporaryFolder(finished), 'seeded.sqlite');
  if (seeded === undefined) {
    const db = openDatabase(':memory:');
    migrate(db, new Date('2026-11-23T00:00:00Z'));
    const files = readSeedFolder();
    seedNow(db, parseSeed(files), new Date('2026-11-23T00:00:00Z'), files.fingerprint);
    seeded = db.serialize();
    db.close();
  }
  writeFileSync(file, seeded);
  return file;
}

/** The app that ships, over a database of its own, as src/main.ts puts it together. */
export function changingApp(file: string, finished: Finished = onTestFinished): { app: App; db: Database } {
  const db = openDatabase(file);
  const clock = () => new Date('2026-11-23T12:00:00Z');
  const failed = (error: unknown) => {
    throw error;
  };
  const { catalog } = storeOn(db);
  const live = liveCatalog(catalog, compileCatalog(catalogIn(db)), { clock, swapped: () => {}, failed });
  const changes = changeThread(catalog, { entry: new URL('../../../src/change-worker.ts', import.meta.url), database: db.name });
  const callerOf = (secret: string) => (secret === KEY ? ({ name: 'alice', scopes: ['catalog:write'] } as const) : null);
  const access = { auth: 'open', callerOf } as const;
  const app = buildApp({
    catalog: live.current,
    catalogAt: live.at,
    history: catalogHistory(catalog),
    ready: () => true,
    clock,
    access,
    changes,
    decisions: NO_DECISIONS,
  });
  finished(async () => {
    await app.close();
    await changes.close();
    await live.close();
    db.close();
  });
  return { app, db };
}
