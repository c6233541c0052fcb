import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { type Database, openDatabase } from '../../../src/store/sqlite/open.ts';
import { NOW, type SeedFiles, textsOf } from '../../service/seeding/small-seed.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(finished: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'choose-if-'));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(folder: string, files: SeedFiles): void {
  for (const { path, text } of textsOf(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A migrated database in a file of its own, closed when the test is over. */
export function newDatabase(file: string = join(temporaryFolder(), 'test.sqlite')): Database {
  const db = openDatabase(file);
  onTestFinished(() => {
    db.close();
  });
  migrate(db, NOW);
  return db;
}
