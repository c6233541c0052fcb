import { expect, test } from 'vitest';
import type { ImportOrder, ImportReport } from '../../../src/feeds/import-report.ts';
import { isRefused } from '../../../src/feeds/plan/change-plan.ts';
import type { FeedRow } from '../../../src/feeds/rows/parsed-feed.ts';
import { addAlias, removeAlias } from '../../../src/service/imports/aliases.ts';
import { importMarket } from '../../../src/service/imports/import-feed.ts';
import { applySeed } from '../../../src/service/seeding/seed.ts';
import type { CatalogLog } from '../../../src/store/contract/catalog-log.ts';
import { contentHash } from '../../../src/store/sqlite/revisions.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { FEED_OF_ROWS, manyRows, seedWithFeed } from '../../support/catalogs/feed-of-rows.ts';
import { seedNow } from '../../support/catalogs/in-database.ts';
import { offerRow, states } from '../../support/catalogs/market-catalog.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';
import { NOW, seedOf } from '../seeding/small-seed.ts';

const BY = { author: 'alice', now: NOW };

function seeded() {
  const db = newDatabase();
  seedNow(db, seedOf(seedWithFeed()), NOW);
  return { db, log: storeOn(db).catalog };
}

const orderOf = (text: string, over: Partial<ImportOrder> = {}): ImportOrder => ({
  text,
  asOf: '2026-11-23',
  acceptGone: false,
  dryRun: false,
  ...BY,
  ...over,
});

async function imported(log: CatalogLog, rows: readonly FeedRow[], over: Partial<ImportOrder> = {}): Promise<ImportReport> {
  const outcome = await importMarket(log, FEED_OF_ROWS, orderOf(JSON.stringify(rows), over));
  if (isRefused(outcome)) throw new Error(outcome.refused.detail);
  return outcome;
}

test('an import is one revision that says who and how much, and the catalog holds its claims', async () => {
  const { db, log } = seeded();
  expect(await imported(log, manyRows(3))).toMatchObject({ rows: 3, accepted: 3, changes: { new: 3, changed: 0, gone: 0 }, revision: 2 });
  expect((await log.revisions())[0]).toMatchObject({
    number: 2,
    origin: 'import',
    author: 'alice',
    note: 'models-dev: rows: 3, accepted 3, parked 0, rejected 0; new 3, changed 0, gone 0',
  });
  const catalog = await log.read();
  expect(catalog.claims.filter(({ origin }) => origin === 'import')).toHaveLength(6);
  expect(catalog.offers.map(({ id }) => id)).toContain('meta/llama-4-scout@provider-0');
  expect(contentHash(db, 2)).toBe(catalog.hash);
});

test('the same file twice makes no second revision and has the same counts', async () => {
  const { db, log } = seeded();
  const rows = [...manyRows(3), offerRow('nobody-knows-it')];
  const first = await imported(log, rows);
  const second = await imported(log, rows);
  expect(second).toMatchObject({ revision: null, unchanged: 3, changes: { new: 0, changed: 0, gone: 0 } });
  for (const member of ['rows', 'accepted', 'parked', 'rejected', 'disagreements'] as const) expect(second[member]).toBe(first[member]);
  expect(await log.revisions()).toHaveLength(2);
  expect(db.prepare('SELECT revision, author FROM feeds_applied').all()).toEqual([{ revision: 2, author: 'alice' }]);
});

test('a dry run says what would change and writes nothing, not even what is parked', async () => {
  const { db, log } = seeded();
  const before = db.prepare('SELECT count(*) FROM claims').pluck().get();
  expect(await imported(log, [...manyRows(2), offerRow('x')], { dryRun: true })).toMatchObject({
    changes: { new: 2 },
    parked: 1,
    revision: null,
  });
  expect(db.prepare('SELECT count(*) FROM claims').pluck().get()).toBe(before);
  expect([await log.parked(), db.prepare('SELECT count(*) FROM feeds_applied').pluck().get()]).toEqual([[], 0]);
});

test('gone rows take their claims along, and the offers that imports have made; an earlier revision still has them', async () => {
  const { log } = seeded();
  await imported(log, [...manyRows(3), offerRow('llama-4-scout')]);
  expect(await imported(log, manyRows(3).slice(0, 2))).toMatchObject({ changes: { gone: 2 }, revision: 3 });
  const offers = async (revision: number) => (await log.read(revision)).offers.map(({ id }) => id);
  expect(await offers(3)).not.toContain('meta/llama-4-scout@provider-2');
  expect(await offers(3)).toContain('meta/llama-4-scout@groq');
  expect(await offers(2)).toContain('meta/llama-4-scout@provider-2');
  expect(await imported(log, manyRows(3))).toMatchObject({ changes: { new: 1 }, revision: 4 });
  expect(await offers(4)).toContain('meta/llama-4-scout@provider-2');
});

test('a file that is broken or has shrunk changes nothing and says why', async () => {
  const { db, log } = seeded();
  await imported(log, manyRows(5));
  const state = async () => [await log.revisions(), await log.parked(), db.prepare('SELECT * FROM feeds_applied').all()];
  const before = await state();
  const whole = JSON.stringify(manyRows(5, 9));
  for (let i = 0; i < 20; i++) {
    const cut = whole.slice(0, Math.floor((whole.length * i) / 20));
    expect(await importMarket(log, FEED_OF_ROWS, orderOf(cut))).toEqual({
      refused: { code: 'broken_feed', detail: 'the file is cut off' },
    });
  }
  expect(await importMarket(log, FEED_OF_ROWS, orderOf(JSON.stringify(manyRows(2))))).toMatchObject({ refused: { code: 'shrunk' } });
  expect(await state()).toEqual(before);
});

test('an alias places a parked row with the next import, and taking it back parks it again', async () => {
  const { log } = seeded();
  const rows = [...manyRows(2), offerRow('scout-17b', { provider: 'acme' })];
  await imported(log, rows);
  expect(await log.parked()).toMatchObject([{ format: 'models-dev', code: 'unknown_model', name: 'scout-17b', provider: 'acme' }]);
  expect(await addAlias(log, { feed: 'models-dev', kind: 'model', spelling: 'Scout 17B' }, 'meta/llama-4-scout:fast', BY)).toEqual({
    revision: 3,
  });
  expect(await addAlias(log, { feed: 'models-dev', kind: 'model', spelling: 'Scout 17B' }, 'meta/llama-4-scout:fast', BY)).toEqual({
    revision: null,
  });
  expect((await imported(log, rows)).details.new).toMatchObject([{ subject: 'meta/llama-4-scout@acme:fast' }]);
  expect(await log.parked()).toEqual([]);
  expect(await removeAlias(log, { feed: 'models-dev', kind: 'model', spelling: 'scout-17b' }, BY)).toEqual({ revision: 5 });
  expect(await imported(log, rows)).toMatchObject({ parked: 1, changes: { gone: 1 } });
});

test.each([
  ['nothing known', { kind: 'model', spelling: 'x' }, 'acme/none', /no model acme\/none/],
  ['a provider with an edition', { kind: 'provider', spelling: 'x' }, 'groq:fast', /no provider/],
  ['by a name that nothing can have', { kind: 'model', spelling: 'gрt' }, 'meta/llama-4-scout', /plain ASCII/],
] as const)('an alias for %s is refused', async (_what, which, target, reason) => {
  const { log } = seeded();
  expect(await addAlias(log, { feed: 'any', ...which }, target, BY)).toEqual({ refused: expect.stringMatching(reason) });
  expect(await log.revisions()).toHaveLength(1);
});

test('a seed without what an operator’s alias names keeps it', async () => {
  const { log } = seeded();
  await addAlias(log, { feed: 'any', kind: 'provider', spelling: 'my-own' }, 'self-hosted', BY);
  const files = seedWithFeed();
  delete files['providers/self-hosted.json'];
  files['models/meta/llama-4-scout.json'].offers.pop();
  expect((await applySeed(log, seedOf(files), NOW)).kept).toContainEqual({
    table: 'providers',
    id: 'self-hosted',
    why: 'needed_by_another_origin',
  });
});

test('a change that was worked out on an older revision is not written', async () => {
  const { log } = seeded();
  await imported(log, manyRows(2));
  const record = { origin: 'operator', ...BY, note: 'late', basis: 1 } as const;
  expect(await log.apply({ add: { providers: [{ id: 'late', name: 'Late' }] }, retire: {} }, record)).toEqual({ stale: true });
  expect(await log.revisions()).toHaveLength(2);
});

test('hostile names never become ids: they are parked or rejected as they can be shown', async () => {
  const { log } = seeded();
  const rows = ['llama-4-scоut', 'llama-4-scout\u0000', '\u202ellama-4-scout', '<script>alert(1)</script>', 'g'.repeat(1_000_000)].map(
    (name, index) => offerRow(name, { row: `/${index}\u202e` }),
  );
  const unseen = offerRow('llama-4-scout', { row: '/5', statements: [{ ...states('price_input', 1), conditions: 'cheap\u202e' }] });
  expect(await imported(log, [...rows, unseen])).toMatchObject({ accepted: 0, parked: 5, rejected: 1, revision: null });
  const shown = JSON.stringify(await log.parked());
  expect(shown).not.toMatch(/\\u0000|\u202e|<script>/);
  expect(shown.length).toBeLessThan(5000);
});
