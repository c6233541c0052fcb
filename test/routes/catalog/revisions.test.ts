import { expect, test } from 'vitest';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import type { App } from '../../../src/http/service.ts';
import { catalogHistory } from '../../../src/service/catalog-history.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { smallApp } from '../../app/small-app.ts';
import { seedOf, smallSeed } from '../../service/seeding/small-seed.ts';
import { catalogIn, seedNow } from '../../support/catalogs/in-database.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';
import { collectAnswerSchemas } from '../answer-schemas.ts';

const DAYS = ['2026-11-01', '2026-11-02', '2026-11-03'] as const;

/** Three revisions, one a day: the seed, a price that rose, a provider that came. */
function threeDays(): App {
  const db = newDatabase();
  DAYS.forEach((day, i) => {
    const files = smallSeed();
    if (i > 0) files['models/meta/llama-4-scout.json'].offers[0].claims[0].value = 0.2;
    if (i > 1) files['providers/acme.json'] = { name: 'Acme', claims: [] };
    seedNow(db, seedOf(files), new Date(`${day}T08:00:00Z`));
  });
  return smallApp({ history: catalogHistory(storeOn(db).catalog) }, compileCatalog(catalogIn(db)));
}

const BASE = '/v1/catalog/revisions';

test('revisions are listed, the newest first, with who and when, page by page', async () => {
  const app = threeDays();
  const all = (await app.inject(BASE)).json();
  expect(all.items.map(({ number, created_at, origin, author }: Record<string, unknown>) => [number, created_at, origin, author])).toEqual([
    [3, '2026-11-03T08:00:00.000Z', 'seed', 'seed'],
    [2, '2026-11-02T08:00:00.000Z', 'seed', 'seed'],
    [1, '2026-11-01T08:00:00.000Z', 'seed', 'seed'],
  ]);
  expect(all.items[0].hash).toBe(all.catalog.hash);
  expect(all).not.toHaveProperty('next');
  const seen: number[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const page: { items: { number: number }[]; next?: string } = (await app.inject(`${BASE}?limit=1${cursor}`)).json();
    seen.push(...page.items.map(({ number }) => number));
    next = page.next;
  }
  expect(seen).toEqual([3, 2, 1]);
});

test('one revision says who and when; its changes are those since the one before', async () => {
  const app = threeDays();
  expect((await app.inject(`${BASE}/2`)).json()).toMatchObject({ number: 2, created_at: '2026-11-02T08:00:00.000Z', author: 'seed' });
  const changes = (await app.inject(`${BASE}/2/changes`)).json();
  expect(changes).toMatchObject({ since: 1, revision: { number: 2 }, counts: { claims: { added: 0, changed: 1, retired: 0 } } });
  expect(changes.items).toEqual([
    expect.objectContaining({
      attribute: 'price_input',
      before: expect.objectContaining({ value: 0.11 }),
      after: expect.objectContaining({ value: 0.2 }),
    }),
  ]);
  expect((await app.inject(`${BASE}/3/changes?since=1`)).json().counts).toEqual({
    claims: { added: 0, changed: 1, retired: 0 },
    providers: { added: 1, changed: 0, retired: 0 },
  });
});

test('changes are paged, and the counts stand on every page', async () => {
  const app = threeDays();
  const whole = (await app.inject(`${BASE}/3/changes?since=0&limit=100`)).json();
  const seen: unknown[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const page = (await app.inject(`${BASE}/3/changes?since=0&limit=7${cursor}`)).json();
    expect(page.counts).toEqual(whole.counts);
    seen.push(...page.items);
    next = page.next;
  }
  expect(seen).toEqual(whole.items);
  const counted = Object.values(whole.counts as Record<string, { added: number }>).reduce((sum, { added }) => sum + added, 0);
  expect(seen).toHaveLength(counted);
});

test.each([
  [`${BASE}/4`, 404],
  [`${BASE}/4/changes`, 404],
  [`${BASE}/0`, 400],
  [`${BASE}/one`, 400],
  [`${BASE}/2/changes?since=2`, 400],
  [`${BASE}/2/changes?since=3`, 400],
  [`${BASE}/2/changes?since=-1`, 400],
  [`${BASE}?author=me`, 400],
])('%s is %i', async (url, status) => {
  expect((await threeDays().inject(url)).statusCode).toBe(status);
});

test('every answer fits the schema that its route promises', async () => {
  const app = threeDays();
  const schemas = collectAnswerSchemas(app);
  for (const [route, url] of [
    [BASE, BASE],
    [`${BASE}/:number`, `${BASE}/1`],
    [`${BASE}/:number/changes`, `${BASE}/3/changes?since=0&limit=100`],
    [`${BASE}/:number/changes`, `${BASE}/3/changes?since=1`],
  ] as const) {
    const answer = (await app.inject(url)).json();
    expect([url, schemas.get(route)?.safeParse(answer).error?.issues ?? []]).toEqual([url, []]);
    expect(schemas.has(route)).toBe(true);
  }
});
