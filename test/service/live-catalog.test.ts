import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { type LiveCatalog, liveCatalog } from '../../src/service/live-catalog.ts';
import { type Database, openDatabase } from '../../src/store/sqlite/open.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { smallApp } from '../app/small-app.ts';
import { catalogIn, seedNow } from '../support/catalogs/in-database.ts';
import { newDatabase, temporaryFolder } from '../support/processes/temporary-database.ts';
import { NOW, seedOf, smallSeed } from './seeding/small-seed.ts';

/** Adds the revision in which Groq asks this much for Scout. */
function priced(db: Database, price: number): void {
  const files = smallSeed();
  files['models/meta/llama-4-scout.json'].offers[0].claims[0].value = price;
  seedNow(db, seedOf(files), NOW);
}

type Watched = { live: LiveCatalog; swaps: number[]; failures: [number, string][] };

function watch(db: Database): Watched {
  const swaps: number[] = [];
  const failures: [number, string][] = [];
  const live = liveCatalog(storeOn(db).catalog, compileCatalog(catalogIn(db)), {
    clock: () => NOW,
    swapped: ({ revision }) => swaps.push(revision),
    failed: (error, revision) => failures.push([revision, String(error)]),
  });
  onTestFinished(() => live.close());
  return { live, swaps, failures };
}

const priceIn = (live: LiveCatalog) => live.current().claimsByAttribute.get('price_input')?.get('meta/llama-4-scout@groq')?.[0]?.value;

test('a revision that another connection adds is taken up within two seconds, and nobody has to ask', async () => {
  const file = join(temporaryFolder(), 'live.sqlite');
  const db = newDatabase(file);
  priced(db, 0.11);
  const { live, swaps } = watch(db);
  const before = live.current();
  const other = openDatabase(file);
  priced(other, 0.2);
  other.close();
  expect(live.current()).toBe(before);
  await wait(2000);
  expect([swaps, live.current().revision, priceIn(live)]).toEqual([[2], 2, 0.2]);
  expect(before.revision).toBe(1);
});

test('who adds a revision can have it taken up at once; several that came together are one swap to the newest', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  const { live, swaps } = watch(db);
  priced(db, 0.2);
  priced(db, 0.3);
  const [one, two] = await Promise.all([live.refresh(), live.refresh()]);
  expect([one, two].map(({ revision }) => revision)).toEqual([3, 3]);
  expect(one).toBe(live.current());
  expect(swaps).toEqual([3]);
});

test('what is taken up in slices is what is loaded at once', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  const { live } = watch(db);
  priced(db, 0.2);
  expect(await live.refresh()).toEqual(compileCatalog(catalogIn(db)));
});

test('any earlier revision can be had, the same value to all who ask at once, and none that never was', async () => {
  const db = newDatabase();
  for (const price of [0.11, 0.2, 0.3]) priced(db, price);
  const { live } = watch(db);
  const [one, again] = await Promise.all([live.at(1), live.at(1)]);
  expect(one).toBe(again);
  expect(one).toEqual(compileCatalog(catalogIn(db, 1)));
  expect(await live.at(3)).toBe(live.current());
  expect([await live.at(4), await live.at(0), await live.at(2 ** 50)]).toEqual([null, null, null]);
});

test('a number that is not known yet is looked for before it is denied', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  const { live } = watch(db);
  priced(db, 0.2);
  expect((await live.at(2))?.revision).toBe(2);
  expect(live.current().revision).toBe(2);
});

test('four old revisions are kept, those asked last', async () => {
  const db = newDatabase();
  for (let price = 1; price <= 7; price++) priced(db, price);
  const { live } = watch(db);
  const first = await live.at(1);
  for (const revision of [2, 3, 4]) await live.at(revision);
  expect(await live.at(1)).toBe(first);
  const second = await live.at(2);
  for (const revision of [3, 4, 5, 6]) await live.at(revision);
  expect(await live.at(1)).not.toBe(first);
  expect(await live.at(1)).toEqual(first);
  expect(await live.at(2)).not.toBe(second);
});

test('a revision that can’t be loaded leaves the one before in place, is reported once, and is taken up when it can be', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  const { live, failures, swaps } = watch(db);
  priced(db, 0.2);
  // What a damaged page would be like: rows that are there and can't be read.
  db.exec('ALTER TABLE claims RENAME COLUMN as_of TO lost');
  await wait(2500);
  expect(live.current().revision).toBe(1);
  expect(failures).toEqual([[2, expect.stringContaining('as_of')]]);
  expect(await live.at(99)).toBeNull();
  db.exec('ALTER TABLE claims RENAME COLUMN lost TO as_of');
  await wait(1500);
  expect([live.current().revision, swaps]).toEqual([2, [2]]);
});

test('a database in memory is followed too', async () => {
  const db = newDatabase(':memory:');
  priced(db, 0.11);
  const { live } = watch(db);
  priced(db, 0.2);
  expect((await live.refresh()).revision).toBe(2);
  expect(await live.at(1)).toEqual(compileCatalog(catalogIn(db, 1)));
});

test('a revision is not loaded to its end for a service that is stopping', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  const { live } = watch(db);
  priced(db, 0.2);
  const refreshed = live.refresh();
  await live.close();
  await expect(refreshed).rejects.toThrow(/abort/i);
  expect(live.current().revision).toBe(1);
});

/** The app over a live catalog, with the body of a ranking and of a comparison as it answers them. */
function asking(live: LiveCatalog) {
  const app = smallApp({ catalog: live.current, catalogAt: live.at });
  const post = async (url: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url, payload });
    return { status: answer.statusCode, body: answer.body, json: answer.json() };
  };
  const ranking = { prefer: { weights: { price_input: 1, openness: 1 } }, as_of: '2026-11-23' };
  const comparison = { offers: ['meta/llama-4-scout@groq', 'meta/llama-4-scout@self-hosted:int4'], as_of: '2026-11-23' };
  return {
    rank: (revision?: number) => post('/v1/rankings', { ...ranking, ...(revision !== undefined && { revision }) }),
    compare: (revision?: number) => post('/v1/comparisons', { ...comparison, ...(revision !== undefined && { revision }) }),
    post,
  };
}

test('a revision answers with the same bytes through later revisions and a restart', async () => {
  const file = join(temporaryFolder(), 'bytes.sqlite');
  const db = newDatabase(file);
  priced(db, 0.11);
  const first = watch(db);
  const { rank, compare } = asking(first.live);
  const unasked = await rank();
  const [ranked, compared] = [await rank(1), await compare(1)];
  expect([ranked.status, compared.status]).toEqual([200, 200]);
  expect(ranked.body).toBe(unasked.body);
  for (const price of [0.2, 0.3, 0.11]) {
    priced(db, price);
    await first.live.refresh();
    expect((await rank()).json.catalog.revision).toBe(first.live.current().revision);
    expect((await rank(1)).body).toBe(ranked.body);
    expect((await compare(1)).body).toBe(compared.body);
  }
  const restarted = asking(watch(openDatabase(file)).live);
  expect((await restarted.rank()).json.catalog.revision).toBe(4);
  expect((await restarted.rank(1)).body).toBe(ranked.body);
  expect((await restarted.compare(1)).body).toBe(compared.body);
});

test('a rule of a comparison of an old revision is proved by a request to that revision', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  priced(db, 0.2);
  const { compare, post } = asking(watch(db).live);
  const { rules } = (await compare(1)).json;
  const requests = rules.flatMap(({ request }: { request?: object }) => request ?? []);
  expect(requests.length).toBeGreaterThan(0);
  for (const request of requests) {
    expect(request).toHaveProperty('revision', 1);
    expect((await post('/v1/rankings', request)).json.catalog.revision).toBe(1);
  }
});

test('a revision that never was is 422 with the newest named, beside every other fault', async () => {
  const db = newDatabase();
  priced(db, 0.11);
  const { rank, compare, post } = asking(watch(db).live);
  const fault = { pointer: '#/revision', code: 'unknown_revision', detail: 'There is no such revision; the newest is 1.' };
  for (const answer of [await rank(7), await compare(7)]) expect([answer.status, answer.json.errors]).toEqual([422, [fault]]);
  const both = await post('/v1/rankings', { require: { nonesuch: { known: true } }, revision: 7 });
  expect(both.json.errors).toEqual([expect.objectContaining({ code: 'unknown_attribute' }), fault]);
  for (const revision of [0, -1, 1.5, '1', null])
    expect([revision, (await post('/v1/rankings', { require: {}, revision })).status]).toEqual([revision, 400]);
});
