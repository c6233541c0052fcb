import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { staleClaims } from '../../src/catalog/facts/stale-claims.ts';
import type { Refreshing } from '../../src/service/deps.ts';
import { NO_WATCHING } from '../../src/service/without-database.ts';
import { smallApp } from '../app/small-app.ts';
import { smallCatalog } from '../app/small-catalog.ts';
import { dataOf } from '../support/catalogs/fixture.ts';

/** The samples of one metric, labels and all. */
async function samples(app: ReturnType<typeof smallApp>, name: string): Promise<string[]> {
  const { body } = await app.inject('/metrics');
  return body.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

test('requests are counted by method, route template and status, with the buckets of the convention', async () => {
  const app = smallApp();
  await app.inject('/v1/models/acme/large');
  await app.inject('/v1/models/acme/small');
  await app.inject('/v1/models/acme/none');
  await app.inject({ method: 'POST', url: '/v1/rankings', payload: { require: {} } });
  const counts = await samples(app, 'http_server_request_duration_seconds_count');
  expect(counts).toContain(
    'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/v1/models/:vendor/:slug",http_response_status_code="200"} 2',
  );
  expect(counts).toContain(
    'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/v1/models/:vendor/:slug",http_response_status_code="404"} 1',
  );
  const bounds = (await samples(app, 'http_server_request_duration_seconds_bucket'))
    .filter((line) => line.includes('"404"'))
    .map((line) => /le="([^"]+)"/.exec(line)?.[1]);
  expect(bounds).toEqual(['0.005', '0.01', '0.025', '0.05', '0.075', '0.1', '0.25', '0.5', '0.75', '1', '2.5', '5', '7.5', '10', '+Inf']);
});

test('nothing that a caller makes up becomes a label', async () => {
  const app = smallApp();
  await app.inject('/v1/nothing');
  const before = (await samples(app, 'http_server_request_duration_seconds_count')).length;
  for (let i = 0; i < 30; i++) {
    await app.inject(`/made-up/${i}?x=${i}`);
    await app.inject(`/v1/models/acme/none-${i}`);
    await app.inject({ method: 'PROPFIND' as 'GET', url: `/made-up/${i}` });
    await app.inject({ url: '/v1/nothing', headers: { 'x-request-id': `made-up-${i}-12345` } });
  }
  const after = await samples(app, 'http_server_request_duration_seconds_count');
  // the 404 of a model, the other method, and /metrics itself
  expect(after.length).toBeLessThanOrEqual(before + 3);
  expect(after.join()).not.toContain('made-up');
  expect(after.join()).toContain('http_request_method="_OTHER"');
});

test('requests are active until they are answered, or until the client has hung up', async () => {
  const app = smallApp();
  onTestFinished(() => app.close());
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const active = async () => Number((await samples(app, 'http_server_active_requests'))[0]?.split(' ').at(-1));
  await app.inject('/v1/models');
  // of those that are active, /metrics is one
  await expect.poll(active).toBe(1);
  const sockets = [1, 2, 3].map(() => connect(Number(new URL(address).port), '127.0.0.1'));
  for (const socket of sockets) {
    await once(socket, 'connect');
    socket.write('POST /v1/rankings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"req');
  }
  await expect.poll(active).toBe(4);
  for (const socket of sockets) socket.destroy();
  await expect.poll(active).toBe(1);
  expect(await samples(app, 'choose_if_requests_abandoned_total')).toEqual(['choose_if_requests_abandoned_total 3']);
});

test('decisions are counted by how they came out', async () => {
  const app = smallApp();
  const rank = (payload: object) => app.inject({ method: 'POST', url: '/v1/rankings', payload });
  await rank({ prefer: { weights: { context_window: 1 } } });
  await rank({ require: { context_window: { at_least: 1e12 } } });
  await rank({ require: { nonsense: { is: true } } });
  const decided = await samples(app, 'choose_if_decisions_total');
  expect(decided).toContain('choose_if_decisions_total{kind="ranking",outcome="nothing_eligible"} 1');
  expect(decided.map((line) => Number(line.split(' ').at(-1))).reduce((sum, count) => sum + count, 0)).toBe(2);
});

test('the catalog’s revision, age and stale claims are those of the clock', async () => {
  const app = smallApp();
  const { revision, createdAt } = smallCatalog();
  expect(await samples(app, 'choose_if_catalog_revision')).toEqual([`choose_if_catalog_revision ${revision}`]);
  const age = (Date.parse('2026-11-23T12:00:00Z') - Date.parse(createdAt)) / 1000;
  expect(await samples(app, 'choose_if_catalog_age_seconds')).toEqual([`choose_if_catalog_age_seconds ${age}`]);
  expect(await samples(app, 'choose_if_catalog_stale_claims')).toEqual([
    `choose_if_catalog_stale_claims ${staleClaims(smallCatalog(), '2026-11-23')}`,
  ]);
});

test('a claim is stale on the first day that it is older than its attribute allows, and not before', () => {
  const catalog = smallCatalog();
  const [attribute, claim] =
    [...catalog.claims.values()].flatMap((one) => {
      const found = catalog.attributes.get(one.attribute);
      return found?.stale_after_days && one.as_of && one.retired_in === null ? [[found, one] as const] : [];
    })[0] ?? [];
  if (!attribute || !claim?.as_of || !attribute.stale_after_days) throw new Error('the small catalog has no claim that can be stale');
  const alone = compileCatalog(dataOf({ attributes: [attribute], sources: [...catalog.sources.values()], claims: [claim] }));
  const day = (after: number) => new Date(Date.parse(claim.as_of as string) + 86_400_000 * after).toISOString().slice(0, 10);
  expect(staleClaims(alone, day(attribute.stale_after_days))).toBe(0);
  expect(staleClaims(alone, day(attribute.stale_after_days + 1))).toBe(1);
});

test('what cannot be read of the database is no number, and keeps nothing else from being said', async () => {
  const outbox = () => {
    throw new Error('the database disk image is malformed');
  };
  const app = smallApp({ watching: { ...NO_WATCHING, watches: { ...NO_WATCHING.watches, outbox } } });
  expect(await samples(app, 'choose_if_messages_waiting')).toEqual(['choose_if_messages_waiting Nan']);
  expect(await samples(app, 'choose_if_ready')).toEqual(['choose_if_ready 1']);
});

test('a late event loop turns requests away at once, but neither health nor metrics', async () => {
  let late = true;
  const app = smallApp({ edge: { perMinute: 0, origins: [], proxies: [], isLate: () => late } });
  const refused = await app.inject('/v1/models');
  expect([refused.statusCode, refused.headers['retry-after'], refused.json().type]).toEqual([503, '1', '/problems/overloaded']);
  for (const url of ['/livez', '/readyz', '/metrics', '/openapi.json']) expect((await app.inject(url)).statusCode).toBe(200);
  expect(await samples(app, 'choose_if_requests_shed_total')).toEqual(['choose_if_requests_shed_total 1']);
  late = false;
  expect((await app.inject('/v1/models')).statusCode).toBe(200);
});

test('of each feed that the service refreshes it says how old it is, what failed and whether it is at work', async () => {
  // the app's clock stands at 2026-11-23T12:00:00Z
  const states: Refreshing['states'] = async () => [
    {
      feed: 'litellm',
      attempts: 7,
      attempted_at: '2026-11-23T11:59:00.000Z',
      succeeded_at: '2026-11-23T11:00:00.000Z',
      failed_at: '2026-11-23T11:30:00.000Z',
      failures: 2,
      last_error: 'the answer has the status 500',
      leased_until: '2026-11-23T12:01:00.000Z',
    },
    {
      feed: 'openrouter',
      attempts: 1,
      attempted_at: '2026-11-22T00:00:00.000Z',
      succeeded_at: null,
      failed_at: null,
      failures: 0,
      last_error: null,
      leased_until: '2026-11-22T00:02:00.000Z',
    },
  ];
  const app = smallApp({ refreshing: { feeds: ['litellm', 'openrouter', 'models-dev'], states } });
  const valuesOf = async (name: string) =>
    Object.fromEntries((await samples(app, name)).map((line) => /feed="([^"]+)"\} (\S+)$/.exec(line)?.slice(1) as [string, string]));
  expect(await valuesOf('choose_if_feed_age_seconds')).toEqual({ litellm: '3600', openrouter: 'Nan', 'models-dev': 'Nan' });
  expect(await valuesOf('choose_if_feed_failures')).toEqual({ litellm: '2', openrouter: '0', 'models-dev': '0' });
  // the lease of openrouter has lapsed
  expect(await valuesOf('choose_if_feed_running')).toEqual({ litellm: '1', openrouter: '0', 'models-dev': '0' });
  const second = (at: string) => String(Date.parse(at) / 1000);
  expect((await valuesOf('choose_if_feed_last_success_timestamp_seconds')).litellm).toBe(second('2026-11-23T11:00:00Z'));
  expect((await valuesOf('choose_if_feed_last_error_timestamp_seconds')).litellm).toBe(second('2026-11-23T11:30:00Z'));
  expect((await app.inject('/metrics')).body).not.toContain('status 500');
});

test('where what became of feeds cannot be read the other metrics are there all the same', async () => {
  const app = smallApp({ refreshing: { feeds: ['litellm'], states: () => Promise.reject(new Error('disk')) } });
  expect(await samples(app, 'choose_if_feed_failures')).toEqual(['choose_if_feed_failures{feed="litellm"} Nan']);
  expect(await samples(app, 'choose_if_ready')).toEqual(['choose_if_ready 1']);
});
