import { execFileSync } from 'node:child_process';
import { copyFileSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { newestRevision } from '../../src/store/sqlite/revisions.ts';
import { largeSeed, NOW, seedOf } from '../service/seeding/small-seed.ts';
import { seedNow } from '../support/catalogs/in-database.ts';
import { run } from '../support/processes/service-process.ts';
import { newDatabase, temporaryFolder } from '../support/processes/temporary-database.ts';

async function command(name: string, database: string, ...args: string[]) {
  const program = run(`cli/${name}.ts`, { DATABASE_FILE: database }, args);
  return { code: await program.ended, out: program.out(), err: program.err() };
}

/** A database at revision 1 that this process has open, a copy of it, and the same at revision 2. */
async function copied() {
  const folder = temporaryFolder();
  const file = join(folder, 'service.sqlite');
  const db = newDatabase(file);
  seedNow(db, seedOf(), NOW);
  const backup = join(folder, 'backup.sqlite');
  expect((await command('backup', file, backup)).code).toBe(0);
  seedNow(db, seedOf(largeSeed()), NOW);
  return { folder, file, db, backup };
}

function revisionOf(file: string): number | undefined {
  const db = openDatabase(file);
  try {
    return newestRevision(db)?.number;
  } finally {
    db.close();
  }
}

test('a database that is damaged while a process has it open is not taken from under it', async () => {
  const { file, db, backup } = await copied();
  db.pragma('wal_checkpoint(TRUNCATE)');
  writeSync(openSync(file, 'r+'), 'no header of a database', 0);
  const refused = await command('restore', file, backup, '--force');
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is in use')]);
  db.close();
  expect((await command('restore', file, backup, '--force')).code).toBe(0);
  expect(revisionOf(file)).toBe(1);
});

test('a log that a killed process left is kept with its database, and never read into the one that takes its place', async () => {
  const { folder, file, db, backup } = await copied();
  const left = join(folder, 'left.sqlite');
  for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${left}${suffix}`);
  db.close();
  expect(statSync(`${left}-wal`).size).toBeGreaterThan(0);
  expect((await command('restore', left, backup, '--force')).code).toBe(0);
  expect(revisionOf(left)).toBe(1);
  const aside = readdirSync(folder).find((name) => /^left\.sqlite\.before-[^.]*$/.test(name));
  expect(revisionOf(join(folder, aside ?? 'none'))).toBe(2);
});

test('a log without its database is put aside as well', async () => {
  const { folder, file, backup } = await copied();
  const gone = join(folder, 'gone.sqlite');
  copyFileSync(`${file}-wal`, `${gone}-wal`);
  expect((await command('restore', gone, backup)).code).toBe(0);
  expect(revisionOf(gone)).toBe(1);
  expect(readdirSync(folder).some((name) => name.startsWith('gone.sqlite.before-') && name.endsWith('-wal'))).toBe(true);
});

test('a copy that still has a log beside it is no backup', async () => {
  const { folder, file, backup } = await copied();
  const cp = join(folder, 'cp.sqlite');
  for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${cp}${suffix}`);
  const refused = await command('restore', join(folder, 'new.sqlite'), cp);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('npm run backup')]);
  expect(readdirSync(folder).filter((name) => name.startsWith('new'))).toEqual([]);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
});

test('what stood there had its rights, and the one in its place has them too', async () => {
  const { file, db, backup } = await copied();
  db.close();
  execFileSync('chmod', ['640', file]);
  expect((await command('restore', file, backup, '--force')).code).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('on a disk that is full neither a backup nor a restore leaves anything behind, and both say so in one line', async () => {
  const { folder, file, db, backup } = await copied();
  db.close();
  const before = readFileSync(file);
  const names = readdirSync(folder);
  // no file may grow beyond 64 KiB: what a write meets where the disk is full, short of a disk that is
  const full = (name: string, ...args: string[]) => {
    const program = new URL(`../../src/cli/${name}.ts`, import.meta.url).pathname;
    const line = `trap '' XFSZ; ulimit -f 64; exec "$0" "$@" 2>&1`;
    try {
      return execFileSync('bash', ['-c', line, process.execPath, program, ...args], {
        env: { PATH: process.env.PATH ?? '', DATABASE_FILE: file },
        encoding: 'utf8',
      });
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return `${status}: ${stdout}`;
    }
  };
  expect(full('backup', join(folder, 'other.sqlite'))).toMatch(/^1: choose-if backup: cannot copy [^\n]+\n$/);
  expect(full('restore', backup, '--force')).toMatch(/^1: choose-if restore: [^\n]+\n$/);
  expect(readFileSync(file).equals(before)).toBe(true);
  // SQLite lays its log beside a database that it reads
  expect(readdirSync(folder).filter((name) => !/^service\.sqlite-(?:shm|wal)$/.test(name))).toEqual(names);
});

test('a backup that is killed leaves nothing under its name, and the next one clears away what it left', async () => {
  const { folder, file } = await copied();
  const other = join(folder, 'other.sqlite');
  writeFileSync(`${other}.partial-4194305`, 'left by a process that is gone');
  const killed = run('cli/backup.ts', { DATABASE_FILE: file }, [other]);
  // or it is done already, where the machine looked away for so long
  const begun = () => readdirSync(folder).some((name) => [`other.sqlite.partial-${killed.child.pid}`, 'other.sqlite'].includes(name));
  await expect.poll(begun, { interval: 1, timeout: 20_000 }).toBe(true);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const left = readdirSync(folder);
  if (left.includes('other.sqlite')) expect((await command('verify', file, other)).code).toBe(0);
  expect((await command('backup', file, other, '--force')).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
});
