import { expect, test } from 'vitest';
import { appOver, seededCatalog } from '../support/catalogs/seeded.ts';

const app = appOver(seededCatalog());

test('GET /v1/calibrations shows the parameters, how wrong they were, and what they were fitted to', async () => {
  const answer = await app.inject('/v1/calibrations');
  expect(answer.statusCode).toBe(200);
  const { items, catalog } = answer.json();
  expect(catalog.revision).toBeGreaterThan(0);
  expect(answer.json()).not.toHaveProperty('next');
  const newest = items.at(-1);
  expect(newest).toMatchObject({ method: 'factor-logit-1', eps: 0.02, abilities: { coding: { reference: 'swe_bench_pro' } } });
  expect(newest.fit.folds.mae).toBeLessThan(newest.fit.folds.mae_mean);
  expect(newest.items.hle).toMatchObject({ attribute: 'hle', ability: 'math_reasoning', link: 'logit', chance: 0 });
  expect(newest.items.swe_bench_verified_openhands.harness).toEqual(['OpenHands']);
  for (const { source } of newest.inputs.slice(0, 10)) expect((await app.inject(`/v1/sources/${source}`)).statusCode).toBe(200);
  expect((await app.inject('/v1/attributes/swe_bench_pro')).statusCode).toBe(200);
});

test('pages begin behind a day, and take no other parameter', async () => {
  const first = (await app.inject('/v1/calibrations?limit=1')).json();
  expect(first.items).toHaveLength(1);
  expect((await app.inject('/v1/calibrations?ability=coding')).statusCode).toBe(400);
});
