import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edge } from '../../src/http/deps.ts';
import { requestQuota } from '../../src/http/rate-limit.ts';
import { createLogger } from '../../src/logging.ts';
import { smallApp } from '../app/small-app.ts';

const edge = (over: Partial<Edge>): { edge: Edge } => ({ edge: { perMinute: 0, origins: [], proxies: [], isLate: () => false, ...over } });
const KEYS: Record<string, string> = { 'cif_one-key-of-many': 'one', 'cif_another-key': 'other' };
const access = {
  auth: 'open' as const,
  callerOf: (secret: string) => (KEYS[secret] ? { name: KEYS[secret], scopes: ['read' as const] } : null),
};

test('every answer says what is left, and the one too many says when to come back', async () => {
  const app = smallApp(edge({ perMinute: 2 }));
  const [first, second, third] = [await app.inject('/v1/models'), await app.inject('/v1/nothing'), await app.inject('/v1/models')];
  expect(first.headers).toMatchObject({ 'ratelimit-policy': '"default";q=2;w=60', ratelimit: '"default";r=1;t=60' });
  expect([second.statusCode, second.headers.ratelimit]).toEqual([404, '"default";r=0;t=60']);
  expect([third.statusCode, third.headers.ratelimit, third.headers['retry-after']]).toEqual([429, '"default";r=0;t=60', '60']);
  expect(third.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(third.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429, 'violated-policies': ['default'] });
});

test('without a limit nothing is counted and nothing is said', async () => {
  const { headers } = await smallApp().inject('/v1/models');
  expect(headers).not.toHaveProperty('ratelimit');
  expect(headers).not.toHaveProperty('ratelimit-policy');
});

test('health, metrics and documents stand outside', async () => {
  const app = smallApp(edge({ perMinute: 1 }));
  await app.inject('/v1/models');
  for (const url of ['/livez', '/readyz', '/metrics', '/openapi.json', '/docs/', '/problems/not-found']) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    expect(answer.headers).not.toHaveProperty('ratelimit');
  }
  expect((await app.inject('/v1/models')).statusCode).toBe(429);
});

test('a key has a quota of its own, wherever it is sent from; guesses count against the address', async () => {
  const app = smallApp({ ...edge({ perMinute: 2 }), access });
  const ask = async (secret: string, remoteAddress = '192.0.2.1') =>
    (await app.inject({ url: '/v1/models', headers: { authorization: `Bearer ${secret}` }, remoteAddress })).statusCode;
  expect([await ask('cif_a-guess'), await ask('cif_b-guess'), await ask('cif_c-guess')]).toEqual([401, 401, 429]);
  expect([await ask('cif_one-key-of-many'), await ask('cif_one-key-of-many', '192.0.2.2'), await ask('cif_one-key-of-many')]).toEqual([
    200, 200, 429,
  ]);
  expect(await ask('cif_another-key')).toBe(200);
});

test('an address is its own caller, an IPv6 network of 64 bits is one', async () => {
  const app = smallApp(edge({ perMinute: 1 }));
  const from = async (remoteAddress: string) => (await app.inject({ url: '/v1/models', remoteAddress })).statusCode;
  expect([await from('192.0.2.1'), await from('192.0.2.2'), await from('::ffff:192.0.2.1')]).toEqual([200, 200, 429]);
  expect([await from('2001:db8:1:2:3::1'), await from('2001:db8:1:2::ffff'), await from('2001:0db8:0001:0002:9:9:9:9')]).toEqual([
    200, 429, 429,
  ]);
  expect([await from('2001:db8:1:3::1'), await from('::1')]).toEqual([200, 200]);
});

test('who is behind a proxy is believed of trusted proxies alone', async () => {
  const app = smallApp(edge({ perMinute: 1, proxies: ['10.0.0.0/8'] }));
  const from = async (remoteAddress: string, client: string) =>
    (await app.inject({ url: '/v1/models', remoteAddress, headers: { 'x-forwarded-for': client } })).statusCode;
  expect([await from('10.0.0.1', '198.51.100.1'), await from('10.0.0.1', '198.51.100.2'), await from('10.0.0.1', '198.51.100.1')]).toEqual([
    200, 200, 429,
  ]);
  expect([await from('203.0.113.9', '198.51.100.7'), await from('203.0.113.9', '198.51.100.8')]).toEqual([200, 429]);
});

test('a caller never gets more than its quota within a window, and all of it again after one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.record({ caller: fc.constantFrom('a', 'b'), after: fc.integer({ min: 0, max: 40_000 }) }), { maxLength: 60 }),
      (perMinute, requests) => {
        let time = 0;
        const take = requestQuota(perMinute, () => time);
        const windows = new Map<string, { began: number; allowed: number }>();
        for (const { caller, after } of requests) {
          time += after;
          const known = windows.get(caller);
          const window = known && time < known.began + 60_000 ? known : { began: time, allowed: 0 };
          windows.set(caller, window);
          const { allowed, remaining, resetSeconds } = take(caller);
          expect(allowed).toBe(window.allowed < perMinute);
          if (allowed) window.allowed++;
          expect(remaining).toBe(perMinute - window.allowed);
          expect(resetSeconds).toBe(Math.max(1, Math.ceil((window.began + 60_000 - time) / 1000)));
        }
      },
    ),
  );
});

test('a flood of addresses does not fill the memory: those counted first are forgotten first', () => {
  const take = requestQuota(1, () => 0);
  for (let i = 0; i < 50_001; i++) take(`address ${i}`);
  expect(take('address 50000').allowed).toBe(false);
  expect(take('address 0').allowed).toBe(true);
});

test('who is turned away is not logged as a fault of ours', async () => {
  const lines: string[] = [];
  const app = smallApp({ ...edge({ perMinute: 1 }), logger: createLogger('warn', { write: (line: string) => lines.push(line) }) });
  await app.inject('/v1/models');
  await app.inject('/v1/models');
  expect(lines).toEqual([]);
});
