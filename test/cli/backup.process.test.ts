import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portOf, type Run, run } from '../support/processes/service-process.ts';

const KEY = 'bootstrap-key-for-this-test';
let folder: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'choose-if-'));
  database = join(folder, 'choose-if.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const serve = () => run('main.ts', { DATABASE_FILE: database, PORT: '0', BOOTSTRAP_KEY: KEY });
const command = (name: string, ...args: string[]) => run(`cli/${name}.ts`, { DATABASE_FILE: database }, args);
async function done(program: Run): Promise<{ code: number | null; out: string; err: string }> {
  return { code: await program.ended, out: program.out(), err: program.err() };
}
async function stopped(service: Run): Promise<void> {
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
}
const RANKING = { prefer: { weights: { context_window: 1, price_output: 2 } }, as_of: '2026-11-23' };

async function post(port: number, path: string, body: object): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, connection: 'close' },
    body: JSON.stringify(body),
  });
}

const claim = (value: number) => ({
  claims: [
    {
      subject: 'meta/llama-4-scout@groq',
      attribute: 'price_input',
      value,
      as_of: '2026-11-20',
      source: { title: 'Order form', locator: 'page 3' },
    },
  ],
});

test('a copy that is made while the service saves and changes the catalog is whole, and serves the same when it is restored', async () => {
  const service = serve();
  const port = await portOf(service);
  const writing = (async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      statuses.push((await post(port, '/v1/decisions', { title: `Before ${i}`, ranking: RANKING })).status);
      statuses.push((await post(port, '/v1/catalog/claims', claim(0.05 + i / 1000))).status);
    }
    return statuses;
  })();
  const backup = join(folder, 'backup.sqlite');
  const made = await done(command('backup', backup, '--json'));
  expect(made).toMatchObject({ code: 0, err: '' });
  expect([...new Set(await writing)]).toEqual([201]);
  const { sha256, holds, faults } = JSON.parse(made.out);
  expect(faults).toEqual([]);
  // what came after the copy is in the database and not in the copy
  const { id } = (await (await post(port, '/v1/decisions', { title: 'After', ranking: RANKING })).json()) as { id: string };
  await stopped(service);
  const verified = await done(command('verify', backup, '--json'));
  expect(verified.code).toBe(0);
  expect(JSON.parse(verified.out)).toMatchObject({ sha256, holds, faults: [] });

  const inUse = serve();
  const before = await portOf(inUse);
  const then = await (await post(before, '/v1/rankings', { ...RANKING, revision: holds.revision })).text();
  const refused = await done(command('restore', backup, '--force'));
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/^choose-if restore: [^\n]*stop the service first[^\n]*\n$/)]);
  await stopped(inUse);
  const unasked = await done(command('restore', backup));
  expect([unasked.code, unasked.err]).toEqual([1, expect.stringContaining('--force')]);
  const restored = await done(command('restore', backup, '--force', '--json'));
  expect(restored.code).toBe(0);
  expect(existsSync(JSON.parse(restored.out).kept)).toBe(true);

  const again = serve();
  const after = await portOf(again);
  const metrics = await (await fetch(`http://127.0.0.1:${after}/metrics`, { headers: { connection: 'close' } })).text();
  expect(metrics).toContain(`choose_if_catalog_revision ${holds.revision}\n`);
  expect(await (await post(after, '/v1/rankings', RANKING)).text()).toBe(then);
  expect((await fetch(`http://127.0.0.1:${after}/v1/decisions/${id}`, { headers: { connection: 'close' } })).status).toBe(404);
  await stopped(again);
}, 120_000);

test('a backup replaces nothing unasked, and is never the database itself', async () => {
  const service = serve();
  await portOf(service);
  await stopped(service);
  const backup = join(folder, 'backup.sqlite');
  writeFileSync(backup, 'something else');
  for (const [file, says] of [
    [backup, '--force'],
    [database, 'the database itself'],
    [folder, 'not a file'],
    [join(folder, 'none', 'backup.sqlite'), 'cannot write'],
  ] as const) {
    const refused = await done(command('backup', file));
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/^choose-if backup: [^\n]+\n$/);
    expect(refused.err).toContain(says);
  }
  expect(readFileSync(backup, 'utf8')).toBe('something else');
  expect((await done(command('backup', backup, '--force'))).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
}, 60_000);

test('a damaged file is told from a sound one, and is neither copied nor restored', async () => {
  const service = serve();
  await portOf(service);
  await stopped(service);
  const sound = join(folder, 'sound.sqlite');
  expect((await done(command('backup', sound))).code).toBe(0);
  const damaged = {
    cut: () => truncateSync(join(folder, 'cut'), 300_000),
    zeroed: () => {
      const handle = openSync(join(folder, 'zeroed'), 'r+');
      for (let page = 20; page < 60; page++) writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, 4096 * page);
      closeSync(handle);
    },
    text: () =>
      writeFileSync(join(folder, 'text'), 'no database at all, but longer than a header of one hundred bytes would be. '.repeat(20)),
    tampered: () => {
      const db = new SQLite(join(folder, 'tampered'));
      for (const name of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
        db.exec(`DROP TRIGGER ${name}`);
      db.exec("UPDATE claims SET value = '0.000001' WHERE attribute = 'price_input' AND value IS NOT NULL");
      db.close();
    },
  };
  for (const [name, damage] of Object.entries(damaged)) {
    writeFileSync(join(folder, name), readFileSync(sound));
    damage();
    const verified = await done(command('verify', join(folder, name)));
    expect([name, verified.code, verified.out]).toEqual([name, 1, expect.stringContaining('fault: ')]);
    const restored = await done(command('restore', join(folder, name), '--force'));
    expect([name, restored.code, restored.err]).toEqual([name, 1, expect.stringMatching(/damaged, nothing was changed: [^\n]+\n$/)]);
  }
  expect((await done(command('verify', database))).code).toBe(0);
}, 120_000);

test('a restore that is killed at any moment leaves the old database or the new one, whole', async () => {
  const service = serve();
  await portOf(service);
  await stopped(service);
  const backup = join(folder, 'backup.sqlite');
  expect((await done(command('backup', backup))).code).toBe(0);
  for (let delay = 0; delay <= 400; delay += 80) {
    const restoring = command('restore', backup, '--force');
    await new Promise((resolve) => setTimeout(resolve, 150 + delay));
    restoring.child.kill('SIGKILL');
    await restoring.ended;
    expect((await done(command('verify', database))).code).toBe(0);
  }
}, 120_000);

test('the doctor finds nothing on a fresh service, and names what is wrong', async () => {
  const nothing = await done(command('doctor', '--json'));
  expect([nothing.code, JSON.parse(nothing.out).findings.map(({ state }: { state: string }) => state)]).toEqual([0, ['ok', 'ok', 'warn']]);
  expect(existsSync(database)).toBe(false);
  const service = serve();
  await portOf(service);
  const served = await done(command('doctor', '--json'));
  expect(served.code).toBe(0);
  expect(JSON.parse(served.out).findings.filter(({ state }: { state: string }) => state !== 'ok')).toEqual([]);
  await stopped(service);
  const required = await done(run('cli/doctor.ts', { DATABASE_FILE: database, AUTH: 'required', CORS_ORIGINS: '*' }));
  expect([required.code, required.out]).toEqual([1, expect.stringMatching(/^fail +keys +AUTH=required and no key stands/m)]);
  const bad = await done(run('cli/doctor.ts', { DATABASE_FILE: database, PORT: 'eighty', LOG_LEVEL: 'loud' }));
  expect([bad.code, bad.out.match(/^fail +settings/gm)?.length]).toEqual([1, 2]);
  truncateSync(database, 200_000);
  const cut = await done(command('doctor'));
  expect([cut.code, cut.out]).toEqual([1, expect.stringMatching(/^fail +integrity/m)]);
  mkdirSync(join(folder, 'a-folder'));
  const isFolder = await done(run('cli/doctor.ts', { DATABASE_FILE: join(folder, 'a-folder') }));
  expect(isFolder.code).toBe(1);
}, 60_000);
