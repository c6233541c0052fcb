import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import type { App } from '../../src/http/deps.ts';
import { smallApp } from '../app/small-app.ts';
import { SMALL } from '../app/small-catalog.ts';

type Page = { items: { id: string }[]; next?: string };

async function walk(app: App, url: string): Promise<string[]> {
  const ids: string[] = [];
  let address: string | undefined = url;
  while (address !== undefined) {
    const answer: { json: () => Page; headers: Record<string, unknown> } = await app.inject(address);
    const page = answer.json();
    ids.push(...page.items.map((item) => item.id));
    const link = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
    expect(link === undefined).toBe(page.next === undefined);
    address = link;
  }
  return ids;
}

test('whatever the limit, the pages together are the whole, in order of id', async () => {
  const app = smallApp();
  const whole = SMALL.claims.filter((claim) => claim.retired_in === null).map((claim) => claim.id);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async (limit) => {
      expect(await walk(app, `/v1/claims?limit=${limit}`)).toEqual(whole);
      expect(await walk(app, `/v1/claims?limit=${limit}&attribute=open_weights`)).toEqual(['clm_03', 'clm_04']);
    }),
    { numRuns: 12 },
  );
});

test('the last page has no next, also when it is full', async () => {
  const page = (await smallApp().inject('/v1/providers?limit=2')).json();
  expect(page.items).toHaveLength(2);
  expect(page).not.toHaveProperty('next');
});

test('a cursor goes on where it stood after the catalog has changed', async () => {
  const first: Page = (await smallApp().inject('/v1/providers?limit=1')).json();
  const providers = [{ id: 'before', name: 'B' }, { id: 'later', name: 'L' }, ...SMALL.providers.filter(({ id }) => id !== 'cloudy')];
  const changed = compileCatalog({ ...SMALL, revision: 4, providers });
  const rest: Page = (await smallApp({}, changed).inject(`/v1/providers?cursor=${first.next}`)).json();
  expect(first.items.map(({ id }) => id)).toEqual(['cloudy']);
  expect(rest.items.map(({ id }) => id)).toEqual(['later', 'self-hosted']);
});

test('a cursor of other filters, of another collection, or changed, is refused', async () => {
  const app = smallApp();
  const { next = '' }: Page = (await app.inject('/v1/models?limit=1')).json();
  expect((await app.inject(`/v1/models?limit=2&cursor=${next}`)).statusCode).toBe(200);
  const forged = Buffer.from(Buffer.from(next, 'base64url').toString().replace('large', 'small')).toString('base64url');
  for (const url of [
    `/v1/models?vendor=acme&cursor=${next}`,
    `/v1/claims?cursor=${next}`,
    `/v1/models?cursor=${next}x`,
    `/v1/models?cursor=${next.slice(1)}`,
    `/v1/models?cursor=${forged}`,
    '/v1/models?cursor=%00',
  ]) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode, answer.json().errors]).toMatchObject([url, 400, [{ parameter: 'cursor', code: 'invalid_cursor' }]]);
  }
});
