import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../../src/http/deps.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { listRevisions } from '../../../src/store/sqlite/revisions.ts';
import { changingApp, KEY, seededFile } from '../../support/processes/changing-app.ts';

const WITH_KEY = { authorization: `Bearer ${KEY}` };

const openrouter = (price: string) =>
  JSON.stringify({
    data: [
      {
        id: 'meta-llama/llama-4-scout',
        canonical_slug: 'meta-llama/llama-4-scout',
        name: 'Meta: Llama 4 Scout',
        created: 1743881519,
        context_length: 327_680,
        architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
        pricing: { prompt: price, completion: '0.0000003' },
        top_provider: { context_length: 327_680, max_completion_tokens: 16_384 },
        supported_parameters: ['tools'],
      },
      {
        id: 'acme/unheard-of',
        canonical_slug: 'acme/unheard-of',
        name: 'Unheard of',
        created: 1743881519,
        context_length: 8192,
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
        pricing: { prompt: '0.000001', completion: '0.000001' },
        top_provider: { context_length: 8192, max_completion_tokens: null },
        supported_parameters: [],
      },
    ],
  });

const post = (app: App, url: string, payload: string | object, type = 'application/json') =>
  app.inject({ method: 'POST', url, headers: { ...WITH_KEY, 'content-type': type }, payload });
const importFeed = (app: App, payload: string | Buffer, query = '') =>
  post(app, `/v1/catalog/imports?format=openrouter&as_of=2026-11-20${query}`, payload);

const priceClaims = async (app: App) => {
  const { items } = (await app.inject('/v1/claims?source=feed-openrouter&attribute=price_input')).json();
  return items.map(({ subject, value, as_of, origin }: Record<string, unknown>) => [subject, value, as_of, origin]);
};

test('an import is a new revision that the next request is served from, under the name of the key', async () => {
  const { app, db } = changingApp(seededFile());
  const answer = await importFeed(app, openrouter('0.00000008'));
  expect(answer.json()).toMatchObject({
    format: 'openrouter',
    rows: 2,
    accepted: 1,
    parked: 1,
    rejected: 0,
    changes: { new: 1 },
    revision: 2,
  });
  expect([answer.statusCode, answer.headers.location]).toEqual([201, '/v1/catalog/revisions/2']);
  expect(await priceClaims(app)).toEqual([['meta/llama-4-scout@openrouter', 0.08, '2026-11-20', 'import']]);
  expect(listRevisions(db)[0]).toMatchObject({ origin: 'import', author: 'alice' });
  const parked = (await app.inject('/v1/catalog/parked?format=openrouter')).json();
  expect(parked.items).toMatchObject([{ format: 'openrouter', name: 'acme/unheard-of', code: 'unknown_model' }]);
  expect((await app.inject('/v1/catalog/parked?format=litellm')).json().items).toEqual([]);

  const again = await importFeed(app, openrouter('0.00000008'));
  expect([again.statusCode, again.headers.location, again.json().revision]).toEqual([200, undefined, null]);

  const dearer = await importFeed(app, openrouter('0.0000001'), '&dry_run=true');
  expect([dearer.statusCode, dearer.json()]).toMatchObject([200, { changes: { changed: 1 }, revision: null }]);
  expect((await importFeed(app, openrouter('0.0000001'))).json()).toMatchObject({ changes: { new: 0, changed: 1, gone: 0 }, revision: 3 });
  expect(await priceClaims(app)).toEqual([['meta/llama-4-scout@openrouter', 0.1, '2026-11-20', 'import']]);
});

describe('what can’t be imported changes nothing and says why', () => {
  const whole = openrouter('0.0000001');
  let app: App;
  let db: Database;
  beforeAll(() => {
    ({ app, db } = changingApp(seededFile(afterAll), afterAll));
  });

  test.each([
    ['a file that is cut off', whole.slice(0, 300), 'broken_feed', /no valid JSON/],
    ['a page in place of the file', '<!doctype html><title>502</title>', 'broken_feed', /HTML/],
    ['nothing', '', 'broken_feed', /empty/],
    ['the file of another feed', '{"groq":{"models":{}}}', 'broken_feed', /./],
    ['nesting without end', '['.repeat(100_000), 'broken_feed', /nested/],
  ])('%s', async (_what, payload, code, detail) => {
    const answer = await importFeed(app, payload);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(answer.json().errors).toMatchObject([{ pointer: '#', code, detail: expect.stringMatching(detail) }]);
    expect(listRevisions(db)).toHaveLength(1);
  });

  test('bytes that are no UTF-8', async () => {
    const payload = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect((await importFeed(app, payload)).json().errors).toMatchObject([{ code: 'broken_feed' }]);
  });

  test.each([
    ['an unknown format', '?format=rumours', 400],
    ['no format', '', 400],
    ['a day that does not exist', '?format=openrouter&as_of=2026-02-30', 400],
    ['an unknown parameter', '?format=openrouter&force=true', 400],
    ['a table sent as JSON', '?format=claims-csv', 415],
  ])('%s', async (_what, query, status) => {
    expect((await post(app, `/v1/catalog/imports${query}`, whole)).statusCode).toBe(status);
  });

  test('a file of a feed without its day, which only the caller knows', async () => {
    const answer = await post(app, '/v1/catalog/imports?format=openrouter', whole);
    expect([answer.statusCode, answer.json().errors]).toMatchObject([
      422,
      [{ parameter: 'as_of', code: 'missing', detail: expect.stringContaining('as_of=YYYY-MM-DD') }],
    ]);
    expect(listRevisions(db)).toHaveLength(1);
  });

  test('anything without a key that may', async () => {
    for (const url of ['/v1/catalog/imports?format=openrouter', '/v1/catalog/claims']) {
      const answer = await app.inject({ method: 'POST', url, payload: { claims: [] } });
      expect([url, answer.statusCode]).toEqual([url, 401]);
    }
    expect(listRevisions(db)).toHaveLength(1);
  });
});

describe('an operator’s claims', () => {
  const OFFER = 'meta/llama-4-scout@groq';
  const ranking = {
    candidates: { models: ['meta/llama-4-scout', 'meta/llama-4-maverick'] },
    prefer: { weights: { price_input: 1 } },
    if_unknown: 'exclude',
    fold: 'none',
    as_of: '2026-11-23',
  };
  const contract = { title: 'Order form 117', locator: 'contracts/117.pdf' };
  const claim = (value: unknown, over: object = {}) => ({
    subject: OFFER,
    attribute: 'price_input',
    value,
    as_of: '2026-11-20',
    source: contract,
    ...over,
  });

  test('win over the vendor’s, are marked, and stay until they are taken back', async () => {
    const { app, db } = changingApp(seededFile());
    const priceFact = async () => {
      const offers = (await app.inject('/v1/offers?model=meta/llama-4-scout&limit=100')).json().items;
      return offers.find(({ id }: { id: string }) => id === OFFER)?.facts.price_input;
    };
    const before = await priceFact();
    expect(before.value).toBeGreaterThan(0.01);
    const answer = await post(app, '/v1/catalog/claims', { claims: [claim(0.01)] });
    expect(answer.json()).toEqual({ revision: 2, claims: [expect.stringMatching(/^clm_[0-9a-f]{16}$/)] });
    expect([answer.statusCode, answer.headers.location]).toEqual([201, '/v1/catalog/revisions/2']);
    const [id] = answer.json().claims;
    expect(await priceFact()).toMatchObject({ value: 0.01, claim: id });
    expect((await app.inject(`/v1/claims/${id}`)).json()).toMatchObject({
      origin: 'operator',
      source: { kind: 'operator', ...contract },
      wins: { verified: true },
    });
    expect(listRevisions(db)[0]).toMatchObject({ origin: 'operator', author: 'alice', note: 'claims: 1 new, 0 changed, 0 retired' });

    const again = await post(app, '/v1/catalog/claims', { claims: [claim(0.01)] });
    expect([again.statusCode, again.json()]).toEqual([200, { revision: null, claims: [id] }]);

    expect((await post(app, '/v1/catalog/claims', { retire: [id] })).json()).toEqual({ revision: 3, claims: [] });
    expect(await priceFact()).toEqual(before);
  });

  test('flip the winner of a ranking by price', async () => {
    const { app } = changingApp(seededFile());
    const winner = async () => (await app.inject({ method: 'POST', url: '/v1/rankings', payload: ranking })).json();
    const first = await winner();
    const loser = first.ranking.at(-1).offer;
    expect(loser).not.toBe(first.ranking[0].offer);
    await post(app, '/v1/catalog/claims', { claims: [claim(0.001, { subject: loser })] });
    expect([(await winner()).ranking[0].offer, (await winner()).catalog.revision]).toEqual([loser, 2]);
  });

  test('bring what they speak of along: a private model, its offer, an own evaluation', async () => {
    const { app } = changingApp(seededFile());
    const body = {
      attributes: {
        contract_score: {
          category: 'own',
          title: 'Contract score',
          description: 'Our own evaluation on contracts.',
          type: 'number',
          unit: 'percent',
          better: 'higher',
          nature: 'measured',
          scope: 'model',
          scale: { kind: 'linear', worst: 0, best: 100 },
          scale_reason: 'All of it.',
          stale_after_days: null,
        },
      },
      providers: { inhouse: { name: 'In-house' } },
      models: { 'acme/private': { name: 'Private' } },
      offers: [{ model: 'acme/private', provider: 'inhouse' }],
      claims: [
        claim(88, { subject: 'acme/private', attribute: 'contract_score', unit: 'percent' }),
        claim('self_hosted', { subject: 'inhouse', attribute: 'provider_kind' }),
      ],
    };
    expect((await post(app, '/v1/catalog/claims', body)).statusCode).toBe(201);
    // what the operator runs is known to nobody else
    const payload = { prefer: { weights: { contract_score: 1 } }, if_unknown: 'exclude', candidates: { unvetted: true } };
    const { verdict } = (await app.inject({ method: 'POST', url: '/v1/rankings', payload })).json();
    expect(verdict).toMatchObject({ choose: 'acme/private', offer: 'acme/private@inhouse' });
  });

  test('say how a result came about, and are read with it', async () => {
    const { app } = changingApp(seededFile());
    const result = { mode: { thinking: true, effort: 'max', harness: 'our own' }, items: 150, se: 2.5 };
    const subject = 'meta/llama-4-scout';
    const answer = await post(app, '/v1/catalog/claims', { claims: [claim(81, { subject, attribute: 'gpqa_diamond', ...result })] });
    expect(answer.statusCode).toBe(201);
    const [id] = answer.json().claims;
    expect((await app.inject(`/v1/claims/${id}`)).json()).toMatchObject({ value: 81, ...result });
    const { claims } = (await app.inject(`/v1/models/${subject}`)).json();
    expect(claims.find((one: { id: string }) => one.id === id)).toMatchObject(result);
    const price = await post(app, '/v1/catalog/claims', { claims: [claim(1, { mode: { thinking: true } })] });
    expect(price.json().errors).toMatchObject([{ pointer: '#/claims/0/mode', detail: expect.stringMatching(/is no benchmark/) }]);
  });

  test('are taken all or none, and every fault is named', async () => {
    const { app, db } = changingApp(seededFile());
    const bad = [
      claim('cheap'),
      claim(0.01),
      claim(1, { subject: 'acme/none@groq' }),
      claim(1, { attribute: 'charm' }),
      claim(1, { attribute: 'price_output', unit: 'EUR per 1M tokens' }),
    ];
    const answer = await post(app, '/v1/catalog/claims', { claims: bad, retire: ['clm_none'] });
    expect(answer.statusCode).toBe(422);
    expect(
      answer
        .json()
        .errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])
        .sort(),
    ).toEqual([
      ['#/claims/0/value', 'bad_value'],
      ['#/claims/2/subject', 'unknown_subject'],
      ['#/claims/3/attribute', 'unknown_attribute'],
      ['#/claims/4/unit', 'bad_unit'],
      ['#/retire/0', 'unknown_claim'],
    ]);
    expect(listRevisions(db)).toHaveLength(1);
  });

  test('of another shape than documented are a 400 that says where', async () => {
    const { app } = changingApp(seededFile());
    const answer = await post(app, '/v1/catalog/claims', { claims: [{ ...claim(1), as_of: '2026-02-30', extra: 1 }], retires: [] });
    expect(answer.statusCode).toBe(400);
    expect(
      answer
        .json()
        .errors.map(({ pointer }: { pointer: string }) => pointer)
        .sort(),
    ).toEqual(['#/claims/0/as_of', '#/claims/0/extra', '#/retires']);
  });

  test('come as a file too, in JSON and as a table', async () => {
    const { app } = changingApp(seededFile());
    const csv = [
      'subject,attribute,value,unit,as_of,source_title,source_locator,source_kind,confidence,conditions,note',
      `${OFFER},price_input,0.02,USD per 1M tokens,2026-11-20,Order form 117,contracts/117.pdf,operator,high,,`,
      'acme/none@groq,price_input,1,USD per 1M tokens,2026-11-20,Order form 117,contracts/117.pdf,operator,high,,',
      `${OFFER},price_output,cheap,USD per 1M tokens,2026-11-20,Order form 117,contracts/117.pdf,operator,high,,`,
    ].join('\r\n');
    const table = await post(app, '/v1/catalog/imports?format=claims-csv', csv, 'text/csv');
    expect([table.statusCode, table.json()]).toMatchObject([201, { rows: 3, accepted: 1, parked: 1, rejected: 1, revision: 2 }]);
    const json = await post(app, '/v1/catalog/imports?format=claims-json', { claims: [claim(0.03)] });
    expect(json.json()).toMatchObject({ rows: 1, changes: { new: 0, changed: 1, gone: 0 }, revision: 3 });
    const { errors } = (
      await post(app, '/v1/catalog/imports?format=claims-json', { providers: { groq: { name: 'X' } }, claims: [] })
    ).json();
    expect(errors).toMatchObject([{ code: 'faulty_declarations' }]);
  });
});

test('imports and claims at once come one after the other, each whole', async () => {
  const { app, db } = changingApp(seededFile());
  const claimOf = (value: number) => ({
    claims: [
      { subject: 'groq', attribute: 'hosting', value: ['cloud'], as_of: null, source: { title: `Contract ${value}`, locator: 'x' } },
    ],
  });
  const answers = await Promise.all([
    importFeed(app, openrouter('0.0000001')),
    ...[1, 2, 3].map((value) => post(app, '/v1/catalog/claims', claimOf(value))),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
  expect(answers.map((answer) => answer.json().revision).sort()).toEqual([2, 3, 4, 5]);
  expect(listRevisions(db)).toHaveLength(5);
});

test('parked rows are paged', async () => {
  const { app } = changingApp(seededFile());
  const models = JSON.parse(openrouter('0.0000001')).data;
  const data = Array.from({ length: 7 }, (_, i) => ({ ...models[1], id: `acme/m${i}`, canonical_slug: `acme/m${i}` }));
  await importFeed(app, JSON.stringify({ data }));
  const names: string[] = [];
  for (let url: string | undefined = '/v1/catalog/parked?limit=3'; url; ) {
    const page: { items: { name: string }[]; next?: string } = (await app.inject(url)).json();
    names.push(...page.items.map(({ name }) => name));
    url = page.next && `/v1/catalog/parked?limit=3&cursor=${page.next}`;
  }
  expect(names).toEqual(['acme/m0', 'acme/m1', 'acme/m2', 'acme/m3', 'acme/m4', 'acme/m5', 'acme/m6']);
});

const MODELS_DEV = new URL('../../../../shared/data/models-dev-api.json', import.meta.url);
test.skipIf(!hasFile(MODELS_DEV))('other requests are answered while 5,276 rows are imported', { timeout: 120_000 }, async () => {
  const { app } = changingApp(seededFile());
  let done = false;
  const importing = post(app, '/v1/catalog/imports?format=models-dev&as_of=2026-07-01', readFileSync(MODELS_DEV, 'utf8')).finally(() => {
    done = true;
  });
  let answered = 0;
  while (!done) {
    expect((await app.inject('/v1/providers/groq')).statusCode).toBe(200);
    answered += 1;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const report = (await importing).json();
  expect(report).toMatchObject({ rows: 5276, revision: 2 });
  expect(report.accepted + report.parked + report.rejected).toBe(5276);
  expect(answered).toBeGreaterThan(20);
});

function hasFile(url: URL): boolean {
  try {
    return readFileSync(url).length > 0;
  } catch {
    return false;
  }
}
