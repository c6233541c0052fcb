import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portOf, run } from '../support/processes/service-process.ts';

let folder: string;
let sound: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'choose-if-'));
  sound = join(folder, 'sound.sqlite');
  const made = SQLite(sound);
  made.close();
  rmSync(sound);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A database as a service left it. */
async function database(name: string): Promise<string> {
  const file = join(folder, `${name}.sqlite`);
  const service = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
  await portOf(service);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  return file;
}

/** How a start on this file ends: code and the one line. */
async function startOn(file: string): Promise<[number | null, string]> {
  const service = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
  const code = await service.ended;
  expect(service.err()).toMatch(/^choose-if: [^\n]+\n$/);
  expect(service.err()).not.toMatch(/\bat .*:\d+:\d+/);
  return [code, service.err()];
}

test('a file that is no database, is cut short or is scribbled over ends the start with what there is to do, and is not changed', async () => {
  const file = await database('damaged');
  const whole = readFileSync(file);
  const damages: Record<string, (path: string) => void> = {
    text: (path) => writeFileSync(path, 'not a database, just some words that go on for a while. '.repeat(50)),
    cut: (path) => truncateSync(path, 250_001),
    header: (path) => {
      const handle = openSync(path, 'r+');
      writeSync(handle, 'SQLite fromat 3', 0);
      closeSync(handle);
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    const path = join(folder, `damaged-${name}.sqlite`);
    writeFileSync(path, whole);
    damage(path);
    const before = readFileSync(path);
    const [code, line] = await startOn(path);
    expect([name, code]).toEqual([name, 1]);
    expect(line).toMatch(/restore a backup/);
    expect(readFileSync(path).equals(before)).toBe(true);
  }
}, 120_000);

test('a newer schema, or one that other files made, is left alone', async () => {
  const file = await database('newer');
  const db = new SQLite(file);
  const next = 1 + (db.prepare('SELECT max(number) FROM schema_migrations').pluck().get() as number);
  db.prepare('INSERT INTO schema_migrations (number, file, sha256, applied_at) VALUES (?, ?, ?, ?)').run(
    next,
    `${String(next).padStart(3, '0')}_later.sql`,
    'x'.repeat(64),
    '2027-01-01',
  );
  db.close();
  expect(await startOn(file)).toEqual([1, expect.stringMatching(/newer schema \(\d{3}_later\.sql\).*run the release that made it/)]);
  const strange = join(folder, 'strange.sqlite');
  const other = new SQLite(strange);
  other.exec('CREATE TABLE notes (text TEXT)');
  other.close();
  expect(await startOn(strange)).toEqual([1, expect.stringContaining('not a database of this service')]);
}, 60_000);

test('a folder in place of the file, and a file in place of the folder, are said to be so', async () => {
  expect(await startOn(folder)).toEqual([1, expect.stringMatching(/set DATABASE_FILE to a file in a folder/)]);
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  expect(await startOn(join(file, 'db.sqlite'))).toEqual([1, expect.stringContaining('a-file')]);
}, 60_000);

test('after SIGKILL the next start needs no help', async () => {
  const file = join(folder, 'killed.sqlite');
  for (let i = 0; i < 3; i++) {
    const service = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
    const port = await portOf(service);
    const saved = await fetch(`http://127.0.0.1:${port}/v1/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: `Kept ${i}`, ranking: { prefer: { weights: { context_window: 1 } } } }),
    });
    expect(saved.status).toBe(201);
    service.child.kill('SIGKILL');
    await service.ended;
  }
  const service = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
  const { items } = (await (await fetch(`http://127.0.0.1:${await portOf(service)}/v1/decisions`)).json()) as {
    items: { title: string }[];
  };
  expect(items.map(({ title }) => title).sort()).toEqual(['Kept 0', 'Kept 1', 'Kept 2']);
}, 60_000);

test('a log without its database, and a database without its log, start', async () => {
  const file = await database('logless');
  const copy = join(folder, 'copy.sqlite');
  copyFileSync(file, copy);
  writeFileSync(`${copy}-wal`, '');
  const service = run('main.ts', { DATABASE_FILE: copy, PORT: '0' });
  expect(await portOf(service)).toBeGreaterThan(0);
}, 60_000);

test('two services share one database: what one saves the other shows', async () => {
  const file = join(folder, 'shared.sqlite');
  const one = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
  const first = await portOf(one);
  const two = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
  const second = await portOf(two);
  const body = JSON.stringify({ title: 'Seen by both', ranking: { prefer: { weights: { context_window: 1 } } } });
  const saved = await fetch(`http://127.0.0.1:${first}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { id } = (await saved.json()) as { id: string };
  expect((await fetch(`http://127.0.0.1:${second}/v1/decisions/${id}`)).status).toBe(200);
}, 60_000);

test('an event loop that stalls turns away who queued up, with a time to come back, and recovers by itself', async () => {
  // stops the process for longer than it may be late, as a debugger, a swapped-out page or a paused container would
  const service = run('main.ts', { DATABASE_FILE: join(folder, 'stalled.sqlite'), PORT: '0', MAX_EVENT_LOOP_DELAY_MS: '500' });
  const port = await portOf(service);
  const ask = (path = '/v1/models?limit=1') => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
  expect((await ask()).status).toBe(200);
  service.child.kill('SIGSTOP');
  const queued = Array.from({ length: 5 }, () => ask());
  const health = ask('/livez');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  service.child.kill('SIGCONT');
  const answers = await Promise.all(queued);
  expect(answers.map(({ status }) => status)).toContain(503);
  const shed = answers.find(({ status }) => status === 503) as Response;
  expect(shed.headers.get('retry-after')).toBe('1');
  expect(await shed.json()).toMatchObject({ type: '/problems/overloaded', status: 503 });
  expect((await health).status).toBe(200);
  await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(200);
}, 60_000);

test('a clock that is set back or forward stops nothing', async () => {
  const file = await database('clock');
  chmodSync(file, 0o644);
  for (const shift of ['-400 days', '+400 days']) {
    const offset = shift.startsWith('-') ? -400 : 400;
    const preload = join(folder, `clock${offset}.mjs`);
    writeFileSync(
      preload,
      `const Real = Date; const by = ${offset} * 86400000; globalThis.Date = class extends Real { constructor(...a) { if (a.length === 0) super(Real.now() + by); else super(...a); } static now() { return Real.now() + by; } };`,
    );
    const service = run('main.ts', { DATABASE_FILE: file, PORT: '0', NODE_OPTIONS: `--import=${preload}` });
    const port = await portOf(service);
    const ranked = await fetch(`http://127.0.0.1:${port}/v1/rankings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prefer: { weights: { context_window: 1 } } }),
    });
    expect([shift, ranked.status]).toEqual([shift, 200]);
    const saved = await fetch(`http://127.0.0.1:${port}/v1/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `"clock${offset}"` },
      body: JSON.stringify({ title: shift, ranking: { prefer: { weights: { context_window: 1 } } } }),
    });
    expect([shift, saved.status]).toEqual([shift, 201]);
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(Math.sign(Number(/^choose_if_catalog_age_seconds (\S+)$/m.exec(metrics)?.[1]))).toBe(Math.sign(offset));
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  }
}, 60_000);
