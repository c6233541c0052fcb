import { expect, test } from 'vitest';
import { smallApp } from '../../app/small-app.ts';
import { SMALL } from '../../app/small-catalog.ts';

const get = async (url: string) => (await smallApp().inject(url)).json();
const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id);

test.each([
  ['/v1/offers', ['acme/large@cloudy', 'acme/large@cloudy:eu', 'acme/small@self-hosted']],
  ['/v1/offers?model=acme/large', ['acme/large@cloudy', 'acme/large@cloudy:eu']],
  ['/v1/offers?provider=self-hosted', ['acme/small@self-hosted']],
  ['/v1/providers', ['cloudy', 'self-hosted']],
  ['/v1/sources', ['article', 'vendor-page']],
  ['/v1/sources?kind=article', ['article']],
  ['/v1/claims?subject=acme/large@cloudy', ['clm_06']],
  ['/v1/claims?subject=acme/large@cloudy&status=any', ['clm_06', 'clm_07']],
  ['/v1/claims?status=retired', ['clm_07']],
  ['/v1/claims?attribute=context_window&source_kind=article', ['clm_02', 'clm_10']],
  ['/v1/claims?source=vendor-page&attribute=open_weights', ['clm_03', 'clm_04']],
  ['/v1/attributes?category=licence', ['open_weights']],
  ['/v1/attributes?type=boolean', ['open_weights', 'soc_2']],
  ['/v1/criteria?kind=group', ['reach']],
  [
    '/v1/criteria',
    [
      'context_window',
      'fits_deployment',
      'gpus_needed',
      'lifecycle',
      'monthly_cost',
      'open_weights',
      'permitted_use',
      'price_input',
      'reach',
      'soc_2',
    ],
  ],
  ['/v1/licenses', ['LicenseRef-Acme']],
  ['/v1/profiles', ['long-context']],
])('GET %s lists %j', async (url, expected) => {
  expect(ids(await get(url))).toEqual(expected);
});

test('every answer names the revision it rests on', async () => {
  const stamp = { revision: SMALL.revision, hash: SMALL.hash, claims: 9 };
  const single = [
    'models/acme/large',
    'providers/cloudy',
    'sources/article',
    'claims/clm_01',
    'attributes/context_window',
    'licenses/LicenseRef-Acme',
    'profiles/long-context',
  ];
  const lists = ['models', 'offers', 'providers', 'sources', 'claims', 'attributes', 'criteria', 'licenses', 'profiles'];
  for (const path of [...single, ...lists]) expect([path, (await get(`/v1/${path}`)).catalog]).toEqual([path, stamp]);
});

test('one claim: its source in full, what came of checking it, and where it stands', async () => {
  expect(await get('/v1/claims/clm_02')).toMatchObject({
    subject: 'acme/line',
    as_of: null,
    source: { id: 'article', kind: 'article', locator: 'https://example.com/article' },
    check: { verdict: 'contradicted', facts: ['clm_01'] },
    wins: { verified: false, article: true, all: true },
  });
  expect(await get('/v1/claims/clm_01')).toMatchObject({ check: null, wins: { verified: true, article: false, all: true } });
  expect(await get('/v1/claims/clm_06')).toMatchObject({ subject: 'acme/large@cloudy', wins: { verified: true, all: true } });
  expect(await get('/v1/claims/clm_08')).toMatchObject({ subject: 'cloudy', wins: { verified: true, all: true } });
  expect(await get('/v1/claims/clm_07')).toMatchObject({ retired_in: 2, wins: { verified: false, article: false, all: false } });
});

test('one provider, source, attribute, licence and profile', async () => {
  expect(await get('/v1/providers/cloudy')).toMatchObject({
    facts: { soc_2: { value: true, claim: 'clm_08' } },
    offers: ['acme/large@cloudy', 'acme/large@cloudy:eu'],
  });
  expect(await get('/v1/sources/article')).toMatchObject({ kind: 'article', claims: 2 });
  expect(await get('/v1/attributes/context_window')).toMatchObject({ coverage: { claims: 4, subjects: 3 } });
  expect(await get('/v1/licenses/LicenseRef-Acme')).toMatchObject({ title: 'Acme License', terms: { thresholds: null }, models: [] });
  expect(await get('/v1/profiles/long-context')).toMatchObject({ request: { prefer: { weights: { context_window: 1 } } } });
});

test.each(['providers/nobody', 'sources/none', 'claims/clm_99', 'attributes/none', 'licenses/none', 'profiles/none'])(
  'GET /v1/%s is 404',
  async (path) => {
    const answer = await smallApp().inject(`/v1/${path}`);
    expect([answer.statusCode, answer.json().type]).toEqual([404, '/problems/not-found']);
  },
);

test.each([
  ['/v1/claims?subjct=x', { parameter: 'subjct', code: 'unknown_parameter', nearest: ['subject'] }],
  ['/v1/claims?source_kind=vender', { parameter: 'source_kind', code: 'not_one_of', nearest: ['vendor'] }],
  ['/v1/claims?limit=0', { parameter: 'limit', code: 'too_small' }],
  ['/v1/claims?limit=101', { parameter: 'limit', code: 'too_big' }],
  ['/v1/claims?limit=1.5', { parameter: 'limit', code: 'wrong_type' }],
  ['/v1/claims?limit=', { parameter: 'limit', code: 'wrong_type' }],
  ['/v1/claims?limit=5&limit=6', { parameter: 'limit', code: 'wrong_type' }],
  ['/v1/models?open_weights=yes', { parameter: 'open_weights', code: 'wrong_type' }],
  ['/v1/providers?q=x', { parameter: 'q', code: 'unknown_parameter' }],
])('GET %s is 400 and says why', async (url, fault) => {
  const answer = await smallApp().inject(url);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors).toMatchObject([fault]);
});
