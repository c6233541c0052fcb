import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { assemble } from '../../../src/assembly.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { App } from '../../../src/http/deps.ts';
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
  const { deps, close } = assemble(storeOn(db), compileCatalog(catalogIn(db)), {
    database: file,
    clock: () => new Date('2026-11-23T12:00:00Z'),
  });
  const callerOf = (secret: string) => (secret === KEY ? ({ name: 'alice', scopes: ['catalog:write'] } as const) : null);
  const app = buildApp({ ...deps, ready: () => true, access: { auth: 'open', callerOf } });
  finished(async () => {
    await app.close();
    await close();
    db.close();
  });
  return { app, db };
}
