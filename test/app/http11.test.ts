import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/http/deps.ts';
import { smallApp } from './small-app.ts';

let app: App;
let port: number;

beforeAll(async () => {
  app = smallApp();
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { port: number }).port;
});
afterAll(() => app.close());

/** What the server writes until it closes the connection, or until it has answered `count` times. */
async function raw(text: string, count = 1): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const answered = new AbortController();
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
    if (statuses(answer).length >= count && answer.includes('\r\n\r\n')) answered.abort();
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text, 'latin1');
  await Promise.race([once(socket, 'close'), wait(10_000, undefined, { signal: answered.signal }).catch(() => {})]);
  socket.destroy();
  return answer;
}

const statuses = (answer: string): number[] => [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

// RFC 9112: a message that is not what the grammar says, or whose end two readers could see in two places, is refused.
test.each([
  ['a space before the colon of a header (§5.1)', 'GET /livez HTTP/1.1\r\nHost : a\r\n\r\n', [400]],
  ['a header without a name', 'GET /livez HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n', [400]],
  ['a header without a colon', 'GET /livez HTTP/1.1\r\nHost: a\r\nbroken\r\n\r\n', [400]],
  ['a name with a space in it', 'GET /livez HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n', [400]],
  ['a NUL in a value', 'GET /livez HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', [400]],
  ['a bare CR in a value (§2.2)', 'GET /livez HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n', [400]],
  ['a folded header (§5.2)', 'GET /livez HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n', [400]],
  [
    'a length and chunks at once (§6.1)',
    'POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    [400],
  ],
  ['chunked that is not last (§6.1)', 'POST /v1/rankings HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n', [400]],
  [
    'a chunk size that is none (§7.1)',
    'POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
    [400],
  ],
  ['a negative length', 'POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', [400]],
  ['a length that is no number', 'POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Length: 1a\r\n\r\n', [400]],
  ['a method in lower case (§3.1)', 'get /livez HTTP/1.1\r\nHost: a\r\n\r\n', [400]],
  ['a method nobody knows', 'FROB /livez HTTP/1.1\r\nHost: a\r\n\r\n', [400]],
  ['a target with a space in it (§3.2)', 'GET /li vez HTTP/1.1\r\nHost: a\r\n\r\n', [400]],
  ['HTTP in lower case (§2.3)', 'GET /livez http/1.1\r\nHost: a\r\n\r\n', [400]],
])('%s is refused', async (_what, text, expected) => {
  expect(statuses(await raw(text))).toEqual(expected);
});

test('requests written at once are answered one after the other (§9.3.2)', async () => {
  const one = 'GET /livez HTTP/1.1\r\nHost: a\r\n\r\n';
  const other = 'GET /nope HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  expect(statuses(await raw(one + other, 3))).toEqual([200, 404]);
});

test('empty lines before a request are passed over (§2.2)', async () => {
  expect(statuses(await raw('\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n'))).toEqual([200]);
});

test('an upgrade that is not offered is passed over (RFC 9110 §7.8)', async () => {
  expect(statuses(await raw('GET /livez HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'))).toEqual([200]);
});

test('an expectation that nobody knows is 417 (RFC 9110 §10.1.1)', async () => {
  expect(statuses(await raw('GET /livez HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n'))).toEqual([417]);
});

test('who waits for 100 is told to go on', async () => {
  const head =
    'POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}';
  expect(statuses(await raw(head, 2))).toEqual([100, 422]);
});

test('a target may be absolute (§3.2.2)', async () => {
  expect(statuses(await raw('GET http://a/livez HTTP/1.1\r\nHost: a\r\n\r\n'))).toEqual([200]);
});
