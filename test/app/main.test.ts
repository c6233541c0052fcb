import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portOf, run as start } from '../support/processes/service-process.ts';

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'choose-if-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (env: Record<string, string>) => start('main.ts', { DATABASE_FILE: join(folder, 'main.sqlite'), PORT: '0', ...env });

const statusOf = async (port: number, path: string) =>
  (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })).status;

test('starts on an empty folder and again on its own database, without seeding it anew, and ends with 0 on SIGTERM', async () => {
  const first = run({});
  expect(await statusOf(await portOf(first), '/readyz')).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(loaded(first)).toMatchObject({ seeded: true, revision: 1 });
  const second = run({});
  expect(await statusOf(await portOf(second), '/readyz')).toBe(200);
  expect(loaded(second)).toMatchObject({ seeded: false, revision: 1 });
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(second.err()).toBe('');
  for (const line of second.out().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
});

/** What the service said of the catalog that it loaded. */
function loaded(service: ReturnType<typeof run>): unknown {
  const lines = service.out().trim().split('\n');
  return lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'catalog loaded');
}

/** The beginning of a request whose rest is sent later. */
async function unfinished(port: number): Promise<{ finish: () => Promise<string> }> {
  const body = '{"require":{"context_window":{"at_least":1}}}';
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await once(socket, 'connect');
  const head = `POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, 10));
  await wait(100);
  return {
    async finish() {
      socket.write(body.slice(10));
      await once(socket, 'close');
      return answer;
    },
  };
}

test('on SIGTERM readiness goes first, requests in flight are answered, then the process ends', async () => {
  const service = run({ SHUTDOWN_DELAY_MS: '1000' });
  const port = await portOf(service);
  const request = await unfinished(port);
  service.child.kill('SIGTERM');
  await wait(200);
  expect(await statusOf(port, '/readyz')).toBe(503);
  expect(await statusOf(port, '/livez')).toBe(200);
  await wait(1200);
  await expect(statusOf(port, '/livez')).rejects.toThrow();
  const answer = await request.finish();
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer.toLowerCase()).toContain('connection: close');
  expect(await service.ended).toBe(0);
});

test('what will not finish is cut off at the deadline', async () => {
  const service = run({ SHUTDOWN_TIMEOUT_MS: '300' });
  await unfinished(await portOf(service));
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(1);
  expect(service.out()).toContain('requests were still running at the end of SHUTDOWN_TIMEOUT_MS');
});

test('a second signal ends it at once', async () => {
  const service = run({ SHUTDOWN_DELAY_MS: '60000' });
  await portOf(service);
  service.child.kill('SIGTERM');
  await wait(100);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(1);
});

test('a bad setting stops the start with one line that names it', async () => {
  const service = run({ PORT: 'eighty', BOOTSTRAP_KEY: 'short-secret' });
  expect(await service.ended).toBe(2);
  expect(service.err()).toMatch(/^choose-if: PORT: expected .*; BOOTSTRAP_KEY: expected .*\n$/);
  expect(service.err()).not.toContain('short-secret');
  expect(service.out()).toBe('');
});

test('a database that cannot be opened, or a port that is taken, is one line as well', async () => {
  const unopened = run({ DATABASE_FILE: join(MAIN, 'x.sqlite') });
  expect(await unopened.ended).toBe(1);
  expect(unopened.err()).toMatch(/^choose-if: [^\n]*main\.ts\/x\.sqlite[^\n]*\n$/);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const unheard = run({ PORT: String(port) });
  expect(await unheard.ended).toBe(1);
  expect(unheard.err()).toMatch(new RegExp(`^choose-if: [^\\n]*EADDRINUSE[^\\n]*${port}; another process listens there[^\\n]*\\n$`));
  taken.close();
});
