import { expect, test } from 'vitest';
import { smallApp } from '../../app/small-app.ts';

const get = async (url: string) => (await smallApp().inject(url)).json();
const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id);

test.each([
  ['', ['acme/large', 'acme/small', 'zeta/solo-1.5']],
  ['kind=family', ['acme/line']],
  ['vendor=acme', ['acme/large', 'acme/small']],
  ['family=acme/line', ['acme/large', 'acme/small']],
  ['provider=cloudy', ['acme/large']],
  ['open_weights=true', ['acme/large']],
  ['open_weights=false', ['zeta/solo-1.5']],
  ['lifecycle=current', ['acme/large']],
  ['q=SOLO', ['zeta/solo-1.5']],
  ['q=acme%20s', ['acme/small']],
  ['vendor=acme&provider=self-hosted', ['acme/small']],
  ['vendor=nobody', []],
])('GET /v1/models?%s lists %j', async (query, expected) => {
  expect(ids(await get(`/v1/models?${query}`))).toEqual(expected);
});

test('a model that the catalog knows nothing of has null, not false', async () => {
  const { items } = await get('/v1/models?q=small');
  expect(items).toMatchObject([{ id: 'acme/small', open_weights: null, lifecycle: null }]);
});

test('one model: facts by view, with the claim that stands and those that do not', async () => {
  const model = await get('/v1/models/acme/large');
  expect(model).toMatchObject({ kind: 'model', family: 'acme/line', members: [], as_of: '2026-11-23' });
  expect(model.facts.verified.context_window).toMatchObject({ value: 200_000, claim: 'clm_01', conflicts: [] });
  expect(model.facts.article.context_window).toMatchObject({ value: 400_000, claim: 'clm_10', conflicts: ['clm_02'] });
  expect(model.facts.all.context_window).toMatchObject({ value: 200_000, claim: 'clm_01', conflicts: ['clm_02', 'clm_10'] });
  expect(model.facts.verified).not.toHaveProperty('soc_2');
  expect(model.conflicts).toEqual([
    { attribute: 'context_window', views: ['article'], stands: 'clm_10', against: ['clm_02'] },
    { attribute: 'context_window', views: ['all'], stands: 'clm_01', against: ['clm_02', 'clm_10'] },
  ]);
  expect(ids({ items: model.claims }).sort()).toEqual(['clm_01', 'clm_02', 'clm_03', 'clm_05', 'clm_06', 'clm_10']);
  expect(model.claim_checks).toMatchObject([{ claim: 'clm_02', verdict: 'contradicted' }]);
  expect(model.contradictions).toMatchObject([{ id: 'ctr_1' }]);
});

test('one model: what an offer adds to it, and nothing that it only inherits', async () => {
  const { offers } = await get('/v1/models/acme/large');
  expect(offers).toMatchObject([
    { id: 'acme/large@cloudy', provider: 'cloudy', variant: null },
    { id: 'acme/large@cloudy:eu', provider: 'cloudy', variant: 'eu' },
  ]);
  expect(Object.keys(offers[0].facts).sort()).toEqual(['price_input', 'soc_2']);
  expect(Object.keys(offers[1].facts)).toEqual(['soc_2']);
});

test('a family has members and the claims on itself', async () => {
  const family = await get('/v1/models/acme/line');
  expect(family).toMatchObject({ kind: 'family', family: null, members: ['acme/large', 'acme/small'], offers: [] });
  expect(ids({ items: family.claims })).toEqual(['clm_02']);
  expect(family.facts.verified).toEqual({});
});

test('a search that found nothing is unknown, with the claim that says so', async () => {
  const { facts } = await get('/v1/models/acme/small');
  expect(facts.verified.context_window).toMatchObject({ status: 'unknown', value: null, claim: 'clm_09' });
});

test('400 for a day that does not exist, 404 for a model that does not', async () => {
  const app = smallApp();
  const bad = await app.inject('/v1/models/acme/large?as_of=2026-02-30');
  expect([bad.statusCode, bad.json().errors]).toMatchObject([400, [{ parameter: 'as_of', code: 'not_a_date' }]]);
  expect((await app.inject('/v1/models/acme/huge')).statusCode).toBe(404);
  expect((await app.inject('/v1/models/acme')).statusCode).toBe(404);
});
