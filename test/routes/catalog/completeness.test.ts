import { expect, test } from 'vitest';
import { appOver, seededCatalog, TODAY } from '../../support/catalogs/seeded.ts';

const get = async (url: string) => appOver(seededCatalog()).inject(url);

test('GET /v1/completeness measures the leaders of the revision on today, by floor', async () => {
  const answer = await get('/v1/completeness');
  const catalog = seededCatalog();
  expect(answer.statusCode).toBe(200);
  const { known, fresh, ...about } = answer.json();
  expect(about).toMatchObject({ catalog: { revision: catalog.revision, hash: catalog.hash }, as_of: TODAY });
  expect([about.leaders.models.length, about.leaders.providers.length]).toEqual([40, 15]);
  expect([...known, ...fresh].map(({ id }) => id).sort()).toEqual([...catalog.floors.keys()]);
  for (const { id, known: n, missing, not_found, subjects, share, at_least, met, undeclared, not_found_counted } of known) {
    expect([id, n + missing.length + not_found.length]).toEqual([id, subjects]);
    expect([id, share]).toEqual([id, (n + not_found_counted) / subjects]);
    expect([id, met]).toEqual([id, share >= at_least && undeclared.length === 0]);
  }
  expect(about.met).toBe([...known, ...fresh].every((floor: { met: boolean }) => floor.met));
});

test('prices age with the day that is asked for', async () => {
  const staleOn = async (day: string) => (await get(`/v1/completeness?as_of=${day}`)).json().fresh[0];
  const [early, late] = [await staleOn('2026-06-01'), await staleOn('2030-01-01')];
  expect([early.on, late.on]).toEqual(['2026-06-01', '2030-01-01']);
  // by then all that has a day is older than its 90 days
  expect(late.stale + late.undated).toBe(late.facts);
  expect(early.stale).toBeLessThan(late.stale);
});

test('a day that does not exist is refused, and a filter that is none', async () => {
  expect((await get('/v1/completeness?as_of=2026-02-30')).statusCode).toBe(400);
  expect((await get('/v1/completeness?of=models')).statusCode).toBe(400);
});

test('it changes with the revision and the day alone: it has an ETag', async () => {
  const first = await get('/v1/completeness');
  const { etag } = first.headers;
  expect(etag).toBeDefined();
  const again = await appOver(seededCatalog()).inject({ url: '/v1/completeness', headers: { 'if-none-match': String(etag) } });
  expect(again.statusCode).toBe(304);
});
