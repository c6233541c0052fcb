import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { FetchRules } from '../../../src/feed-io/fetch-feed.ts';
import type { PublishedFormat } from '../../../src/feeds/formats/market-feeds.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { httpsServer } from '../../feed-io/https-server.ts';
import { seededFile } from '../../support/processes/changing-app.ts';
import { HOUR_MS, refreshingService, sample } from './refreshing.ts';

const START = Date.parse('2026-11-28T12:00:00Z');
const MINUTE_MS = 60_000;

type Answer = (feed: string, response: ServerResponse, request: IncomingMessage) => void;
const good: Answer = (feed, response) => response.end(sample(feed));

/** A service that refreshes the feeds of a real server, with a clock that the test turns. */
async function service(feeds: readonly PublishedFormat[], first: Answer, rules: Partial<FetchRules> = {}) {
  const asked: string[] = [];
  const world = { answer: first, now: START };
  const server = await httpsServer((request, response) => {
    const feed = request.url?.slice(1) ?? '';
    asked.push(feed);
    world.answer(feed, response, request);
  });
  const database = seededFile();
  const refreshing = await refreshingService({ database, server, feeds, clock: () => new Date(world.now), rules });
  onTestFinished(refreshing.close);
  const state = async (feed: PublishedFormat) => (await refreshing.store.refreshes.states()).find((one) => one.feed === feed);
  const revision = async () => (await refreshing.store.catalog.newest())?.number;
  return { ...refreshing, asked, world, database, state, revision };
}

test('feeds are refreshed one after the other in the order of the setting, and not again before they are due', async () => {
  let [now, most] = [0, 0];
  const { check, asked, refreshed, world, revision } = await service(['models-dev-models', 'litellm'], (feed, response) => {
    most = Math.max(most, ++now);
    response.on('close', () => now--);
    setTimeout(() => response.end(sample(feed)), 50);
  });
  await check();
  expect(asked).toEqual(['models-dev-models', 'litellm']);
  expect(most).toBe(1);
  expect(refreshed).toEqual([
    { feed: 'models-dev-models', revision: 2 },
    { feed: 'litellm', revision: 3 },
  ]);
  world.now += 23 * HOUR_MS;
  await check();
  expect(asked).toHaveLength(2);
  // what says the same makes no revision
  world.now += 2 * HOUR_MS;
  await check();
  expect(asked).toHaveLength(4);
  expect(await revision()).toBe(3);
  expect(refreshed.slice(2)).toEqual([
    { feed: 'models-dev-models', revision: null },
    { feed: 'litellm', revision: null },
  ]);
}, 60_000);

test('what is imported is as of the day, by the author `feeds`', async () => {
  const { check, store } = await service(['models-dev-models'], good);
  await check();
  expect(await store.catalog.newest()).toMatchObject({ author: 'feeds', origin: 'import' });
  const { claims } = await store.catalog.read();
  const imported = claims.filter(({ origin }) => origin === 'import');
  expect(imported.length).toBeGreaterThan(0);
  expect(new Set(imported.map(({ as_of }) => as_of))).toEqual(new Set(['2026-11-28']));
}, 60_000);

test.each<[string, Answer, RegExp]>([
  ['is down', (_feed, response) => response.socket?.destroy(), /can't be fetched/],
  ['has a fault', (_feed, response) => response.writeHead(503).end(), /status 503/],
  ['answers a page in its place', (_feed, response) => response.end('<html>moved</html>'), /broken_feed/],
  ['answers bytes that are no text', (_feed, response) => response.end(Buffer.from([0xc3, 0x28])), /broken_feed: the content is no UTF-8/],
  [
    'is cut off',
    (feed, response) => response.writeHead(200, { 'content-length': sample(feed).length + 1 }).end(sample(feed), () => response.destroy()),
    /can't be fetched: aborted/,
  ],
  ['sends more than may be', (_feed, response) => response.end(Buffer.alloc(3_000_000, 32)), /larger than 2000000 bytes/],
  ['has nothing in it', (_feed, response) => response.end('{}'), /broken_feed|shrunk/],
])(
  'a feed that %s changes nothing, is tried again later and later, and recovers',
  async (_what, bad, why) => {
    const { check, asked, failed, world, state, revision } = await service(['models-dev-models'], good, { largestBytes: 2_000_000 });
    await check();
    expect(await revision()).toBe(2);
    world.now += 25 * HOUR_MS;
    world.answer = bad;
    await check();
    expect(failed).toEqual([{ feed: 'models-dev-models', error: expect.stringMatching(why), failures: 1 }]);
    expect(await state('models-dev-models')).toMatchObject({ failures: 1, last_error: failed[0]?.error, leased_until: null });
    // 1 minute and a fifth at most, but not at once
    await check();
    world.now += 0.7 * MINUTE_MS;
    await check();
    expect(asked).toHaveLength(2);
    world.now += 0.6 * MINUTE_MS;
    await check();
    expect([asked.length, failed.at(-1)?.failures]).toEqual([3, 2]);
    // then 4 minutes
    world.now += 2 * MINUTE_MS;
    await check();
    expect(asked).toHaveLength(3);
    world.answer = good;
    world.now += 3 * MINUTE_MS;
    await check();
    expect(await state('models-dev-models')).toMatchObject({ failures: 0, succeeded_at: new Date(world.now).toISOString() });
    expect(await revision()).toBe(2);
  },
  60_000,
);

test('a feed that fails holds up no other', async () => {
  const { check, failed, refreshed } = await service(['litellm', 'models-dev-models'], (feed, response, request) =>
    feed === 'litellm' ? response.writeHead(500).end() : good(feed, response, request),
  );
  await check();
  expect(failed.map(({ feed }) => feed)).toEqual(['litellm']);
  expect(refreshed).toEqual([{ feed: 'models-dev-models', revision: 2 }]);
}, 60_000);

test('a feed that never ends is given up in time, and the event loop is free meanwhile', async () => {
  const { check, failed } = await service(['models-dev-models'], (_feed, response) => response.write('{'), { timeoutMs: 500 });
  let turns = 0;
  const counting = setInterval(() => turns++, 10);
  await check();
  clearInterval(counting);
  expect(failed).toMatchObject([{ error: 'no complete answer within 500 ms' }]);
  expect(turns).toBeGreaterThan(10);
}, 60_000);

test('what is broken off by the end of the service is no failure, and is due for the next', async () => {
  let begun = () => {};
  const asking = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { refresher, failed, database } = await service(['models-dev-models'], (_feed, response) => {
    response.write('{');
    begun();
  });
  refresher.check();
  await asking;
  const closing = performance.now();
  await refresher.close();
  expect(performance.now() - closing).toBeLessThan(5000);
  expect(failed).toEqual([]);
  const next = openStore(database, new Date(START));
  onTestFinished(() => next.close());
  expect(await next.refreshes.states()).toMatchObject([{ attempts: 1, failures: 0, leased_until: null }]);
}, 60_000);

test('what was refreshed before a restart is not refreshed again', async () => {
  const { check, asked, refresher, database, store } = await service(['models-dev-models'], good);
  await check();
  await refresher.close();
  const server = await httpsServer((_request, response) => response.writeHead(500).end());
  const next = await refreshingService({ database, server, feeds: ['models-dev-models'], clock: () => new Date(START + HOUR_MS) });
  onTestFinished(next.close);
  await next.check();
  expect([asked.length, next.failed.length]).toEqual([1, 0]);
  expect(await store.refreshes.states()).toMatchObject([{ attempts: 1 }]);
}, 60_000);

test('while another holds the lease nothing is begun, and nothing is broken', async () => {
  const { check, asked, broken, store, world } = await service(['models-dev-models'], good);
  const token = await store.refreshes.take('litellm', 0, new Date(world.now), new Date(world.now + MINUTE_MS));
  await check();
  expect([asked, broken]).toEqual([[], []]);
  await store.refreshes.end(token as string, { succeeded: true }, new Date(world.now));
  await check();
  expect(asked).toEqual(['models-dev-models']);
}, 60_000);
