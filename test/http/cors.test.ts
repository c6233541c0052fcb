import { expect, test } from 'vitest';
import type { Edge } from '../../src/http/deps.ts';
import { smallApp } from '../app/small-app.ts';

const withOrigins = (...origins: string[]): { edge: Edge } => ({ edge: { perMinute: 10, origins, proxies: [], isLate: () => false } });
const PAGE = 'https://tools.example.com';

test('without a list no answer mentions another origin', async () => {
  const app = smallApp();
  for (const method of ['GET', 'OPTIONS'] as const) {
    const { headers } = await app.inject({ method, url: '/v1/models', headers: { origin: PAGE, 'access-control-request-method': 'GET' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(String(headers.vary ?? '')).not.toContain('Origin');
  }
});

test('a listed origin may read the answer and its headers, no other may, and caches keep them apart', async () => {
  const app = smallApp(withOrigins(PAGE, 'http://localhost:5173'));
  const listed = await app.inject({ url: '/v1/models', headers: { origin: PAGE } });
  expect(listed.headers['access-control-allow-origin']).toBe(PAGE);
  expect(listed.headers).not.toHaveProperty('access-control-allow-credentials');
  expect(String(listed.headers['access-control-expose-headers']).split(', ')).toEqual(
    expect.arrayContaining(['ETag', 'Link', 'Location', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id']),
  );
  for (const origin of ['https://tools.example.com.evil.test', 'https://TOOLS.example.com', 'null', 'http://tools.example.com']) {
    const { headers } = await app.inject({ url: '/v1/models', headers: { origin } });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
  for (const headers of [{ origin: PAGE }, {}])
    expect((await app.inject({ url: '/v1/models', headers })).headers.vary).toBe('Origin, Accept');
});

test('a problem can be read too, and 304 and 404', async () => {
  const app = smallApp(withOrigins(PAGE));
  const tag = String((await app.inject('/v1/models')).headers.etag);
  for (const [url, headers, status] of [
    ['/v1/models?limit=0', {}, 400],
    ['/v1/none', {}, 404],
    ['/v1/models', { 'if-none-match': tag }, 304],
  ] as const) {
    const answer = await app.inject({ url, headers: { origin: PAGE, ...headers } });
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([status, PAGE]);
  }
});

test('a preflight names the methods of the path, the headers that are taken, and how long that holds', async () => {
  const app = smallApp(withOrigins(PAGE));
  const headers = { origin: PAGE, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
  const answer = await app.inject({ method: 'OPTIONS', url: '/v1/rankings', headers });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect(answer.headers).toMatchObject({
    allow: 'OPTIONS, POST',
    'access-control-allow-origin': PAGE,
    'access-control-allow-methods': 'OPTIONS, POST',
    'access-control-max-age': '600',
  });
  expect(String(answer.headers['access-control-allow-headers']).toLowerCase()).toContain('content-type');
  expect((await app.inject({ method: 'OPTIONS', url: '/v1/rankings', headers: { origin: PAGE } })).headers).not.toHaveProperty(
    'access-control-allow-methods',
  );
});

test('* is any origin, and answers do not differ by it', async () => {
  const { headers } = await smallApp(withOrigins('*')).inject({ url: '/v1/models', headers: { origin: 'https://anything.test' } });
  expect([headers['access-control-allow-origin'], headers.vary]).toEqual(['*', 'Accept']);
});
