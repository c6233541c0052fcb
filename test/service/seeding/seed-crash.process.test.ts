import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { applySeed } from '../../../src/service/seeding/seed.ts';
import { contentHash } from '../../../src/store/sqlite/revisions.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { catalogIn } from '../../support/catalogs/in-database.ts';
import { newDatabase, temporaryFolder } from '../../support/processes/temporary-database.ts';
import { largeSeed, NOW, seedOf } from './small-seed.ts';

function startSeeding(file: string, ...rest: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'seed-and-die.ts'), file, ...rest], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Opens what a killed process left, checks it, and answers the revision that it stands at. */
async function revisionLeftIn(file: string): Promise<number> {
  const db = newDatabase(file);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const catalog = catalogIn(db);
  expect(contentHash(db, catalog.revision)).toBe(catalog.hash);
  const seed = catalog.revision === 1 ? seedOf() : seedOf(largeSeed());
  expect(catalog.claims.map(({ id }) => id)).toEqual(seed.claims.map(({ id }) => id).sort());
  expect((await applySeed(storeOn(db).catalog, seedOf(largeSeed()), NOW)).revision.number).toBe(2);
  return catalog.revision;
}

test.each([1, 1500, 2999])(
  'SIGKILL at new claim %i of 3000 leaves the old revision whole, and the seed can be applied then',
  async (claim) => {
    const file = join(temporaryFolder(), 'test.sqlite');
    const child = startSeeding(file, String(claim));
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    expect(await revisionLeftIn(file)).toBe(1);
  },
);

test.each([0, 20, 60, 120, 200])('SIGKILL %i ms into seeding leaves the old revision or the new one', async (delay) => {
  const file = join(temporaryFolder(), 'test.sqlite');
  const child = startSeeding(file);
  await once(child.stdout ?? child, 'data');
  const exit = once(child, 'exit');
  await pause(delay);
  child.kill('SIGKILL');
  await exit;
  expect([1, 2]).toContain(await revisionLeftIn(file));
});

test('a seeding that nobody kills arrives at the new revision', async () => {
  const file = join(temporaryFolder(), 'test.sqlite');
  expect(await once(startSeeding(file), 'exit')).toEqual([0, null]);
  expect(await revisionLeftIn(file)).toBe(2);
});
