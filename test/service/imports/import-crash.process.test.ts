import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { importMarket } from '../../../src/service/imports/import-feed.ts';
import { contentHash } from '../../../src/store/sqlite/revisions.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { FEED_OF_ROWS, manyRows, seedWithFeed } from '../../support/catalogs/feed-of-rows.ts';
import { catalogIn, seedNow } from '../../support/catalogs/in-database.ts';
import { newDatabase, temporaryFolder } from '../../support/processes/temporary-database.ts';
import { NOW, seedOf } from '../seeding/small-seed.ts';

/** A file of 500 rows of two claims stands; the next one has 400 of them with other prices: 400 claims come, 600 go. */
const STANDING = 500;
const NEXT = 400;

async function importedDatabase(): Promise<string> {
  const db = newDatabase();
  seedNow(db, seedOf(seedWithFeed()), NOW);
  const order = { asOf: '2026-11-23', acceptGone: false, dryRun: false, author: 'before', now: NOW };
  await importMarket(storeOn(db).catalog, FEED_OF_ROWS, { ...order, text: JSON.stringify(manyRows(STANDING)) });
  db.pragma('wal_checkpoint(TRUNCATE)');
  return db.name;
}

function startImporting(template: string, ...rest: string[]) {
  const file = join(temporaryFolder(), 'test.sqlite');
  copyFileSync(template, file);
  const script = join(import.meta.dirname, 'import-and-die.ts');
  return { file, child: spawn(process.execPath, [script, file, String(NEXT), ...rest], { stdio: ['ignore', 'pipe', 'inherit'] }) };
}

/** Opens what a killed process left, checks it whole, and answers the revision that it stands at. */
function revisionLeftIn(file: string): number {
  const db = newDatabase(file);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const catalog = catalogIn(db);
  expect(contentHash(db, catalog.revision)).toBe(catalog.hash);
  const current = catalog.claims.filter(({ origin, retired_in }) => origin === 'import' && retired_in === null);
  expect(current).toHaveLength(catalog.revision === 2 ? STANDING * 2 : NEXT * 2);
  expect(db.prepare('SELECT revision FROM feeds_applied').pluck().get()).toBe(catalog.revision);
  db.close();
  return catalog.revision;
}

test('SIGKILL at 30 random moments of an import leaves the old revision or the new one, whole', { timeout: 600_000 }, async () => {
  const template = await importedDatabase();
  const whole = startImporting(template);
  await once(whole.child.stdout, 'data');
  const toImport = performance.now();
  expect(await once(whole.child, 'exit')).toEqual([0, null]);
  const duration = performance.now() - toImport;
  expect(revisionLeftIn(whole.file)).toBe(3);

  const left: number[] = [];
  // half of them at a random claim of the writing, so that many hit it on any machine; half at a random time
  for (let i = 0; i < 30; i += 2) {
    const atClaim = startImporting(template, String(1 + Math.floor(Math.random() * NEXT)));
    const atTime = startImporting(template);
    const died = once(atClaim.child, 'exit');
    const killed = once(atTime.child, 'exit');
    await once(atTime.child.stdout, 'data');
    await pause(Math.random() * duration * 1.2);
    atTime.child.kill('SIGKILL');
    expect(await died).toEqual([null, 'SIGKILL']);
    await killed;
    expect(revisionLeftIn(atClaim.file)).toBe(2);
    left.push(revisionLeftIn(atTime.file));
  }
  expect(left.every((revision) => revision === 2 || revision === 3)).toBe(true);
});
