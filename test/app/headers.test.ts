import { expect, test } from 'vitest';
import { createLogger } from '../../src/logging.ts';
import { smallApp } from './small-app.ts';

const ANSWERS = ['/v1/models', '/livez', '/nope', '/problems', '/openapi.json', '/v1/models?limit=0', '/docs'];

test('every answer has a request id, forbids sniffing and framing, and says how long it may be kept', async () => {
  const app = smallApp();
  for (const url of ANSWERS) {
    const { headers } = await app.inject(url);
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBeTruthy();
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
  }
});

test('a caller’s request id comes back, in a problem’s instance too', async () => {
  const answer = await smallApp().inject({ url: '/nope', headers: { 'x-request-id': 'order-4711.retry_2' } });
  expect(answer.headers['x-request-id']).toBe('order-4711.retry_2');
  expect(answer.json().instance).toBe('/requests/order-4711.retry_2');
});

test('health is never kept', async () => {
  const app = smallApp();
  for (const url of ['/livez', '/readyz']) expect((await app.inject(url)).headers['cache-control']).toBe('no-store');
});

test.each(['/v1/models', '/v1/models/acme/large', '/v1/claims/clm_01', '/problems', '/openapi.json'])(
  '%s has a strong ETag, and is not sent again to those who have it',
  async (url) => {
    const app = smallApp();
    const first = await app.inject(url);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.vary).toBe('Accept');
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await app.inject({ url, headers: { 'if-none-match': known } });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
      expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
      expect(again.headers.vary).toBe('Accept');
      expect(again.headers).not.toHaveProperty('content-type');
      expect(again.headers).not.toHaveProperty('content-length');
    }
    expect((await app.inject({ url, headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200);
    const head = await app.inject({ method: 'HEAD', url });
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', tag]);
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(first.body)));
    const headAgain = await app.inject({ method: 'HEAD', url, headers: { 'if-none-match': tag } });
    expect(headAgain.statusCode).toBe(304);
    expect(headAgain.headers).not.toHaveProperty('content-length');
  },
);

test('If-None-Match: * finds no copy of what does not exist', async () => {
  expect((await smallApp().inject({ url: '/v1/models/acme/none', headers: { 'if-none-match': '*' } })).statusCode).toBe(404);
});

test('a path answers 405 with its methods to any other, and 204 to OPTIONS', async () => {
  const app = smallApp();
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST', 'TRACE', 'PROPFIND', 'QUERY'] as const) {
    const answer = await app.inject({ method: method as 'PUT', url: '/v1/models/acme/large' });
    expect([method, answer.statusCode, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD, OPTIONS']);
  }
  const options = await app.inject({ method: 'OPTIONS', url: '/v1/claims?subject=x' });
  expect([options.statusCode, options.headers.allow, options.body]).toEqual([204, 'GET, HEAD, OPTIONS', '']);
  expect((await app.inject({ method: 'OPTIONS', url: '/nope' })).statusCode).toBe(404);
});

test('one JSON line a request, with the route and not the address, and no header', async () => {
  const lines: string[] = [];
  const access = { auth: 'open' as const, callerOf: () => ({ name: 'someone', scopes: [] }) };
  const app = smallApp({ access, logger: createLogger('info', { write: (line: string) => lines.push(line) }) });
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const headers = { authorization: 'Bearer top-secret', cookie: 'sid=top-secret', traceparent: `00-${trace}-00f067aa0ba902b7-01` };
  const answer = await app.inject({ url: '/v1/models/acme/large?as_of=2026-01-01', headers });
  await app.inject('/nope/top-secret');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      id: answer.headers['x-request-id'],
      method: 'GET',
      route: '/v1/models/:vendor/:slug',
      status: 200,
      ms: expect.any(Number),
      caller: 'someone',
      trace_id: trace,
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_flags: '01',
      msg: 'request',
    },
    expect.objectContaining({ route: null, status: 404, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/), trace_flags: '00' }),
  ]);
  expect(lines.join()).not.toContain('top-secret');
});

test('secrets are redacted should anything log them', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => lines.push(line) });
  const secret = 'top-secret';
  logger.info({ authorization: secret, headers: { cookie: secret }, req: { headers: { 'x-api-key': secret, authorization: secret } } });
  expect(lines.join()).not.toContain(secret);
});

test('a failure of ours is logged with its stack under the request id, and told to nobody', async () => {
  const lines: string[] = [];
  const app = smallApp({ logger: createLogger('info', { write: (line: string) => lines.push(line) }) });
  app.after(() => {
    app.get('/broken', async () => {
      throw new Error('what went wrong');
    });
  });
  const answer = await app.inject('/broken');
  const logged = lines.map((line) => JSON.parse(line)).find((line) => line.level === 'error');
  expect(logged).toMatchObject({ id: answer.headers['x-request-id'], err: { message: 'what went wrong', stack: expect.any(String) } });
  expect(answer.body).not.toContain('what went wrong');
});

test('a page that the caller has already is answered by no more than its validator: the Link is with the page', async () => {
  const app = smallApp();
  const page = await app.inject('/v1/attributes?limit=1');
  const again = await app.inject({ url: '/v1/attributes?limit=1', headers: { 'if-none-match': String(page.headers.etag) } });
  expect([page.headers.link, again.statusCode, again.headers.link]).toEqual([expect.stringContaining('rel="next"'), 304, undefined]);
});
