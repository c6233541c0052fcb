import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ANALYSIS_REQUEST } from '../../src/routes/analysis-example.ts';
import { portOf, type Run, run } from '../support/processes/service-process.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const KEY = 'bootstrap-key-for-this-test';

let made: string;
let seeded: string;
/** A database as a service leaves it. */
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'choose-if-'));
  seeded = join(made, 'seeded.sqlite');
  const service = spawn(process.execPath, [MAIN], { env: { DATABASE_FILE: seeded, PORT: '0' }, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of service.stdout) if (String(line).includes('listening')) service.kill('SIGTERM');
}, 60_000);
afterAll(() => rmSync(made, { recursive: true, force: true }));

function aCopy(): string {
  const file = join(temporaryFolder(), 'test.sqlite');
  copyFileSync(seeded, file);
  return file;
}

const serve = (file: string, env: Record<string, string> = {}) =>
  run('main.ts', { DATABASE_FILE: file, PORT: '0', BOOTSTRAP_KEY: KEY, ...env });

/** The service where no file may grow beyond so many KiB: what a full disk does to a write, without one. */
function serveWithin(kib: number, file: string): Run {
  const line = `trap '' XFSZ; ulimit -f ${kib}; exec "$0" "$1"`;
  const env = { PATH: process.env.PATH ?? '', DATABASE_FILE: file, PORT: '0', BOOTSTRAP_KEY: KEY };
  const child = spawn('bash', ['-c', line, process.execPath, MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, out: () => said.out, err: () => said.err, ended: once(child, 'close').then(([code]) => code) };
}

async function post(port: number, path: string, body: object): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, connection: 'close' },
    body: JSON.stringify(body),
  });
}
const decision = (title: string) => ({ title, ranking: { prefer: { weights: { context_window: 1 } } } });
const LINE = /^choose-if: [^\n]+\n$/;

test('a page in the middle that is scribbled over ends the start, and a restore brings the service back', async () => {
  const file = aCopy();
  const db = new SQLite(file, { readonly: true });
  const page = db.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'claims'").pluck().get() as number;
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
  const service = serve(file);
  expect([await service.ended, service.err()]).toEqual([1, expect.stringMatching(LINE)]);
  expect(service.err()).toContain('npm run restore');
  expect(statSync(file).size).toBe(bytes.length);
  const restored = run('cli/restore.ts', { DATABASE_FILE: file }, [seeded, '--force']);
  expect([await restored.ended, restored.err()]).toEqual([0, '']);
  expect(await portOf(serve(file))).toBeGreaterThan(0);
}, 60_000);

test('a migration that is not the one that was applied ends the start', async () => {
  const file = aCopy();
  const db = new SQLite(file);
  db.prepare('UPDATE schema_migrations SET sha256 = ? WHERE number = 2').run('0'.repeat(64));
  db.close();
  const service = serve(file);
  expect([await service.ended, service.err()]).toEqual([1, expect.stringMatching(LINE)]);
  expect(service.err()).toContain('002_market.sql has changed since it was applied');
}, 60_000);

test('a disk that is full ends the first start with one line, and the next one with room makes the database whole', async () => {
  const file = join(temporaryFolder(), 'test.sqlite');
  const full = serveWithin(256, file);
  expect([await full.ended, full.err()]).toEqual([1, expect.stringMatching(LINE)]);
  expect(full.out()).toBe('');
  const service = serve(file);
  expect((await fetch(`http://127.0.0.1:${await portOf(service)}/readyz`)).status).toBe(200);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  const verified = run('cli/verify.ts', {}, [file]);
  expect([await verified.ended, verified.out()]).toEqual([0, expect.stringContaining('revision 1 ')]);
}, 60_000);

test('a disk that fills up refuses what would be saved, goes on answering, and loses nothing that it said was saved', async () => {
  const file = aCopy();
  const limit = Math.ceil(statSync(file).size / 1024) + 256;
  const service = serveWithin(limit, file);
  const port = await portOf(service);
  const saved: string[] = [];
  let refused: Response | null = null;
  for (let i = 0; i < 400 && !refused; i++) {
    const answer = await post(port, '/v1/decisions', decision(`Number ${i}`));
    if (answer.status === 201) saved.push(((await answer.json()) as { id: string }).id);
    else refused = answer;
  }
  expect([503, 507]).toContain(refused?.status);
  expect(refused?.headers.get('content-type')).toContain('application/problem+json');
  expect(saved.length).toBeGreaterThan(0);
  expect((await post(port, '/v1/rankings', decision('').ranking)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/v1/decisions/${saved.at(-1)}`)).status).toBe(200);
  service.child.kill('SIGTERM');
  await service.ended;
  const roomy = await portOf(serve(file));
  for (const id of saved) expect((await fetch(`http://127.0.0.1:${roomy}/v1/decisions/${id}`)).status).toBe(200);
  expect((await post(roomy, '/v1/decisions', decision('There is room again'))).status).toBe(201);
}, 120_000);

/** A request whose head the service has taken, and said so; its body is sent later. */
async function underWay(
  port: number,
  path: string,
  body: object,
): Promise<() => Promise<{ status: number; json: Record<string, unknown> }>> {
  const text = JSON.stringify(body);
  const request = httpRequest({
    port,
    path,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      authorization: `Bearer ${KEY}`,
      expect: '100-continue',
    },
  });
  const answered = once(request, 'response') as Promise<[IncomingMessage]>;
  request.flushHeaders();
  await once(request, 'continue');
  return async () => {
    request.end(text);
    const [answer] = await answered;
    return { status: answer.statusCode ?? 0, json: (await new Response(Readable.toWeb(answer) as ReadableStream).json()) as never };
  };
}

test('on SIGTERM an analysis, a saving and a change of the catalog that are under way are answered and kept', async () => {
  const file = aCopy();
  const service = serve(file, { SHUTDOWN_TIMEOUT_MS: '60000' });
  const port = await portOf(service);
  const claim = {
    subject: 'meta/llama-4-scout@groq',
    attribute: 'price_input',
    value: 0.07,
    as_of: '2026-11-20',
    source: { title: 'Order form', locator: 'page 3' },
  };
  const finish = [
    await underWay(port, '/v1/analyses', ANALYSIS_REQUEST),
    await underWay(port, '/v1/decisions', decision('Saved while stopping')),
    await underWay(port, '/v1/catalog/claims', { claims: [claim] }),
  ];
  service.child.kill('SIGTERM');
  await expect.poll(() => service.out(), { timeout: 20_000 }).toContain('"msg":"stopping"');
  const answers = await Promise.all(finish.map((send) => send()));
  expect(answers.map(({ status }) => status)).toEqual([200, 201, 201]);
  expect([await service.ended, service.err()]).toEqual([0, '']);
  const again = await portOf(serve(file));
  expect((await fetch(`http://127.0.0.1:${again}/v1/decisions/${answers[1]?.json.id}`)).status).toBe(200);
  const newest = (await (await fetch(`http://127.0.0.1:${again}/v1/catalog/revisions?limit=1`)).json()) as { items: { number: number }[] };
  expect(newest.items[0]?.number).toBe(2);
}, 120_000);
