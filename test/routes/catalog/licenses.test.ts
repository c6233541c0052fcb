import { expect, test } from 'vitest';
import { appOver, seededCatalog } from '../../support/catalogs/seeded.ts';

const get = async (url: string) => (await appOver(seededCatalog()).inject(url)).json();

test('a model names the terms that it is under, and the licence names its models', async () => {
  const { license_terms } = await get('/v1/models/meta/llama-4-scout');
  expect(license_terms).toEqual({ id: 'LicenseRef-Llama-4-Community', title: 'Llama 4 Community License Agreement' });
  const license = await get(`/v1/licenses/${license_terms.id}`);
  expect(license.models).toEqual(['meta/llama-4-maverick', 'meta/llama-4-scout']);
  expect(license.terms.thresholds).toMatchObject([
    { metric: 'monthly_active_users', comparison: 'more_than', value: 700_000_000, clause: '2', source: 'llama-4-license' },
  ]);
});

test('a model whose licence is not known has no terms', async () => {
  expect((await get('/v1/models/meta/llama-4-behemoth')).license_terms).toBeNull();
});

test('what was not read is null, what a text does not have is an empty list', async () => {
  const { terms: closed } = await get('/v1/licenses/LicenseRef-Proprietary');
  expect([closed.kind, closed.permissions, closed.thresholds, closed.regions_excluded]).toEqual(['service_terms', null, null, null]);
  const { terms: open } = await get('/v1/licenses/MIT');
  expect([open.kind, open.thresholds, open.regions_excluded]).toEqual(['license_of_weights', [], []]);
});

test('every source that a term cites can be looked up', async () => {
  const { items } = await get('/v1/licenses?limit=100');
  const cited = new Set(JSON.stringify(items).match(/(?<="source":")[^"]+/g));
  expect(cited.size).toBeGreaterThan(10);
  for (const source of cited) expect([source, (await get(`/v1/sources/${source}`)).id]).toEqual([source, source]);
});
