import { expect, test } from 'vitest';
import { NOW, smallSeed } from '../../service/seeding/small-seed.ts';
import { newClaim } from '../../support/catalogs/new-claim.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';
import { decide, SCOUT, service } from '../../support/requests/decided.ts';

const SELF_HOSTED = `${SCOUT}@self-hosted:int4`;
const GROQ = `${SCOUT}@groq`;

test('a decision has not drifted until the catalog changes, and each change stands with its claims', async () => {
  const { app, db, live } = service();
  const id = await decide(app);
  const drift = async (query = '') => (await app.inject(`/v1/decisions/${id}/drift${query}`)).json();
  expect(await drift()).toMatchObject({
    changed: false,
    severity: 'none',
    total: 0,
    changes: [],
    from: { revision: 1 },
    to: { revision: 1 },
  });

  // what runs on own hardware holds less than what Groq serves (131,072) from now on
  newClaim(db, { subject: SELF_HOSTED, attribute: 'context_window', value: 100_000, source: 'meta-card' }, NOW);
  await live.refresh();
  const changed = await drift();
  expect(changed).toMatchObject({ changed: true, severity: 'warning', from: { revision: 1 }, to: { revision: 2 } });
  const codes = changed.changes.map(({ severity, code, offer }: Record<string, string>) => [severity, code, offer]);
  expect(codes).toEqual([
    ['warning', 'best_offer_changed', GROQ],
    ['info', 'fact_changed', SELF_HOSTED],
    ['info', 'score_changed', GROQ],
  ]);
  const [, fact] = changed.changes;
  expect(fact).toMatchObject({ attribute: 'context_window', before: 10_000_000, after: 100_000 });
  for (const claim of fact.claims) expect((await app.inject(`/v1/claims/${claim}`)).statusCode).toBe(200);
  expect(await drift('?against=1')).toMatchObject({ changed: false, to: { revision: 1 } });
  expect(await drift('?as_of=2026-12-31')).toMatchObject({ from: { as_of: '2026-11-23' }, to: { as_of: '2026-12-31' } });
});

test('what is not there is said to be so', async () => {
  const { app } = service();
  const id = await decide(app);
  const refused = async (path: string) => {
    const answer = await app.inject(`/v1/decisions/${path}`);
    return [answer.statusCode, answer.json().errors?.[0]?.code];
  };
  expect(await refused(`${id}/drift?against=7`)).toEqual([422, 'unknown_revision']);
  expect(await refused('dec_00000000000000000000000000000000/drift')).toEqual([404, undefined]);
  expect((await refused(`${id}/drift?since=1`))[0]).toBe(400);
  expect((await refused(`${id}/drift?as_of=2026-02-30`))[0]).toBe(400);
  expect((await app.inject('/v1/decisions?drift=weather_changed')).statusCode).toBe(400);
});

test('a record that was made on another catalog can’t be held against this one', async () => {
  const here = service();
  const files = smallSeed();
  files['families/meta/llama-4.json'].name = 'Another name';
  const elsewhere = service(newDatabase(), files);
  const id = await decide(elsewhere.app);
  const record = (await elsewhere.app.inject(`/v1/decisions/${id}`)).json();
  const taken = await here.app.inject({ method: 'POST', url: '/v1/decisions/imports', payload: record });
  expect([taken.statusCode, taken.body]).toEqual([201, expect.any(String)]);
  const answer = await here.app.inject(`/v1/decisions/${id}/drift`);
  expect([answer.statusCode, answer.json().errors[0].code]).toEqual([422, 'revision_not_here']);
  expect((await here.app.inject('/v1/decisions?drift=winner_changed')).json()).toEqual({ items: [] });
});

test('a list of those of which one thing has changed, a bounded number looked at for each page', async () => {
  const { app, db, live } = service();
  await decide(app, 'By window');
  const byPrice = await decide(app, 'By price', { prefer: { weights: { price_input: 1 } } });
  await decide(app, 'By window again');
  newClaim(db, { subject: GROQ, attribute: 'price_input', value: 5, source: 'groq-prices' }, NOW);
  await live.refresh();
  const list = async (query: string) => (await app.inject(`/v1/decisions?${query}`)).json();
  const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
  expect(idsOf(await list('drift=price_changed'))).toEqual([byPrice]);
  expect(idsOf(await list('drift=winner_changed'))).toEqual([]);

  const found: string[] = [];
  let pages = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; pages++) {
    const page: { items: { id: string }[]; next?: string } = await list(`drift=price_changed&limit=1${cursor && `&cursor=${cursor}`}`);
    found.push(...idsOf(page));
    cursor = page.next;
  }
  expect([found, pages]).toEqual([[byPrice], 3]);
});
