import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { App } from '../../src/http/deps.ts';
import { Problem } from '../../src/problems.ts';
import { smallApp } from './small-app.ts';

let app: App;
let port: number;

beforeAll(async () => {
  app = smallApp();
  app.after(() => {
    app.post('/echo', { schema: { body: z.looseObject({}) }, config: { access: 'open' } }, async (request) => request.body);
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { port: number }).port;
});
afterAll(() => app.close());

/** What the server writes to a raw socket until it closes it, or for as long as a keep-alive answer takes. */
async function raw(text: string, ms = 1000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  await Promise.race([once(socket, 'close'), wait(ms)]);
  socket.destroy();
  return answer;
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

test.each([
  ['two Host headers', 'GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
  ['a Host that is none', 'GET /livez HTTP/1.1\r\nHost: bad host\r\n\r\n', 400],
  ['no Host', 'GET /livez HTTP/1.1\r\n\r\n', 400],
  ['a version of tomorrow', 'GET /livez HTTP/2.0\r\nHost: a\r\n\r\n', 505],
  ['chunks under HTTP/1.0', 'POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['two lengths', 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}', 400],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['headers of 20 KiB', `GET /livez HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a bad escape', 'GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n', 400],
])('%s is refused with a problem, and the connection closed', async (_what, text, status) => {
  const answer = await raw(text);
  expect(statusOf(answer)).toBe(status);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('connection: close');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(head.toLowerCase()).toContain('x-content-type-options: nosniff');
  const problem = Problem.parse(JSON.parse(body));
  expect(head.toLowerCase()).toContain(`x-request-id: ${problem.instance.slice('/requests/'.length)}`);
  expect(head.toLowerCase()).not.toMatch(/\n(server|x-powered-by):/);
});

test('CONNECT is answered, not dropped; TRACE is refused', async () => {
  expect(statusOf(await raw('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n'))).toBe(405);
  expect(statusOf(await raw('TRACE /v1/models HTTP/1.1\r\nHost: a\r\n\r\n', 300))).toBe(405);
});

test('HTTP/1.0 and a well-formed HTTP/1.1 request are answered', async () => {
  expect(statusOf(await raw('GET /livez HTTP/1.0\r\n\r\n'))).toBe(200);
  expect(statusOf(await raw('GET /livez HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n', 300))).toBe(200);
});

test('headers that never end are cut off with 408', async () => {
  const began = Date.now();
  const answer = await raw('GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: ', 12_000);
  expect(statusOf(answer)).toBe(408);
  expect(Date.now() - began).toBeLessThan(8000);
});

test('a body that never ends is cut off with 408', async () => {
  const began = Date.now();
  const answer = await raw('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{', 14_000);
  expect(statusOf(answer)).toBe(408);
  expect(Date.now() - began).toBeLessThan(11_000);
});

const post = (body: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  app.inject({ method: 'POST', url: '/echo', headers, payload: body });

test.each([
  ['text/plain', { 'content-type': 'text/plain' }],
  ['no type', { 'content-type': '' }],
  ['another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
  ['a content coding', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
])('a body as %s is 415 and told what is taken', async (_what, headers) => {
  const answer = await post('{}', headers);
  expect([answer.statusCode, answer.headers['accept-post']]).toEqual([415, 'application/json']);
});

test('UTF-8 by name, in any case, is taken', async () => {
  expect((await post('{"ä":1}', { 'content-type': 'application/json; charset="UTF-8"' })).json()).toEqual({ ä: 1 });
});

test.each([
  ['', 400, 'malformed-json'],
  ['{"a":NaN}', 400, 'malformed-json'],
  ['{"a":1e400}', 400, 'malformed-json'],
  ['{"a":1,"a":1}', 400, 'malformed-json'],
  ['{"__proto__":{"x":1}}', 400, 'malformed-json'],
  [`${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, 400, 'malformed-json'],
  ['[]', 400, 'invalid-request'],
  ['null', 400, 'invalid-request'],
  ['"text"', 400, 'invalid-request'],
  [`{"a":"${'x'.repeat(262_144)}"}`, 413, 'content-too-large'],
])('the body %.40s is %i %s', async (body, status, slug) => {
  const answer = await post(body);
  expect([answer.statusCode, answer.json().type]).toEqual([status, `/problems/${slug}`]);
});

test('a body of just 256 KiB is taken', async () => {
  const body = `{"a":"${'x'.repeat(262_144 - 8)}"}`;
  expect(Buffer.byteLength(body)).toBe(262_144);
  expect((await post(body)).statusCode).toBe(200);
});
