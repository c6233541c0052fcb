import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '../../../src/engine-version.ts';
import { Problem } from '../../../src/problems.ts';
import { DecisionAnswer } from '../../../src/service/decisions/decision-answer.ts';
import { ACME, type Answer, deciding, decision, RANKING, SCOUT, saved, send, twoModels } from '../../support/requests/deciding.ts';

const problemOf = ({ status, body }: Answer) => {
  const { type, errors } = Problem.parse(JSON.parse(body));
  return {
    status,
    type: type.replace('/problems/', ''),
    errors: (errors ?? []).map((one) => `${'pointer' in one ? one.pointer : one.parameter} ${one.code}`),
  };
};

test('a decision is the ranking as POST /v1/rankings answers it, kept with what it is for', async () => {
  const { app, live } = deciding();
  const ranked = await send(app, '/v1/rankings', RANKING);
  const answer = await send(app, '/v1/decisions', decision({ context: 'Line one.\nLine two.', tags: ['contracts', 'eu'] }));
  expect(answer.status).toBe(201);
  const record = DecisionAnswer.parse(JSON.parse(answer.body));
  expect(answer.headers.location).toBe(`/v1/decisions/${record.id}`);
  expect(answer.body).toContain(`"result":${ranked.body},"sha256"`);
  expect(record).toMatchObject({
    id: expect.stringMatching(/^dec_[0-9a-f]{32}$/),
    created_at: '2026-11-23T12:00:00.000Z',
    created_by: null,
    title: 'Model for contracts',
    owner: 'Platform',
    context: 'Line one.\nLine two.',
    tags: ['contracts', 'eu'],
    catalog: { revision: 1, hash: live.current().hash },
    engine: ENGINE_VERSION,
    request: RANKING,
    chosen: { ...SCOUT, rank: 1, why: null },
    supersedes: null,
    status: 'proposed',
    imported: null,
  });
  expect(record.events).toHaveLength(1);
  const got = await app.inject(`/v1/decisions/${record.id}`);
  expect(got.body).toBe(answer.body);
});

test('another than the first can be chosen, by its model or its offer, with a reason', async () => {
  const { app } = deciding();
  for (const chosen of [{ model: ACME.model }, { offer: ACME.offer }, ACME]) {
    expect(problemOf(await send(app, '/v1/decisions', decision({ chosen })))).toEqual({
      status: 422,
      type: 'impossible-request',
      errors: ['#/chosen/why why_needed'],
    });
    const { body } = await saved(app, { chosen: { ...chosen, why: 'We have a contract.' } });
    expect(JSON.parse(body).chosen).toMatchObject({ ...ACME, rank: 2, why: 'We have a contract.' });
  }
});

test.each([
  ['what the catalog does not have', { chosen: { model: 'acme/none' } }, '#/chosen not_ranked'],
  ['an offer that the ranking does not show', { chosen: { offer: 'meta/llama-4-scout@self-hosted:int4' } }, '#/chosen not_ranked'],
  ['an offer of another model', { chosen: { model: ACME.model, offer: SCOUT.offer } }, '#/chosen not_ranked'],
  ['nobody out of several', { ranking: { require: RANKING.require } }, '#/chosen choice_needed'],
  [
    'anybody where nobody is eligible',
    { ranking: { require: { context_window: { at_least: 1e9 } } }, chosen: SCOUT },
    '#/ranking nothing_eligible',
  ],
  ['a decision that is not there as the one before', { supersedes: `dec_${'0'.repeat(32)}` }, '#/supersedes unknown_decision'],
])('%s cannot be chosen', async (_what, over, fault) => {
  expect(problemOf(await send(deciding().app, '/v1/decisions', decision(over)))).toEqual({
    status: 422,
    type: 'impossible-request',
    errors: [fault],
  });
});

test('the ranking is checked exactly as POST /v1/rankings checks it, its pointers under #/ranking, beside the faults of the rest', async () => {
  const { app } = deciding();
  for (const ranking of [
    {},
    { require: { context_windo: { at_least: 1 } } },
    { prefer: { weights: { price_input: -1 } }, limit: 0, wants: 1 },
    { require: { context_window: { at_least: 2, at_most: 1 } }, robustness: {} },
    7,
  ]) {
    const bare = JSON.parse((await send(app, '/v1/rankings', ranking as object)).body);
    const within = JSON.parse((await send(app, '/v1/decisions', decision({ ranking }))).body);
    if (typeof ranking === 'object') {
      expect([within.status, within.type]).toEqual([bare.status, bare.type]);
      const moved = bare.errors.map((one: { pointer: string }) => ({ ...one, pointer: `#/ranking${one.pointer.slice(1)}` }));
      expect(within.errors).toEqual(moved);
    } else expect(within.errors.map((one: { pointer: string }) => one.pointer)).toEqual(['#/ranking']);
  }
  const several = await send(app, '/v1/decisions', { ...decision({ titel: 'x', tags: ['Not A Tag'] }), title: '', ranking: { limit: 0 } });
  expect(problemOf(several)).toEqual({
    status: 400,
    type: 'invalid-request',
    errors: expect.arrayContaining(['#/title too_small', '#/titel unknown_field', '#/tags/0 bad_format', '#/ranking/limit too_small']),
  });
});

test.each([
  ['a line feed in the title', { title: 'a\nb' }],
  ['an escape in the owner', { owner: 'a\u001b[31m' }],
  ['a direction override in the title', { title: 'safe \u202e gnp.exe' }],
  ['a carriage return in the context', { context: 'a\rb' }],
  ['a null in the reason', { chosen: { ...SCOUT, why: 'a\u0000b' } }],
  ['a title of 201 characters', { title: 'x'.repeat(201) }],
  ['21 tags', { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }],
])('%s is refused', async (_what, over) => {
  expect((await send(deciding().app, '/v1/decisions', decision(over))).status).toBe(400);
});

test('events are appended, only those that may follow, and the record stays as it is', async () => {
  const { app } = deciding();
  const { id, body } = await saved(app);
  const event = (of: string, status: string, note?: string) => send(app, `/v1/decisions/${of}/events`, { status, ...(note && { note }) });
  const accepted = await event(id, 'accepted', 'Agreed.');
  expect([accepted.status, accepted.headers.location]).toEqual([201, `/v1/decisions/${id}`]);
  expect(problemOf(await event(id, 'accepted'))).toMatchObject({ status: 409, type: 'conflict' });
  expect((await event(id, 'withdrawn')).status).toBe(201);
  for (const status of ['accepted', 'withdrawn']) expect((await event(id, status)).status).toBe(409);
  expect((await event(id, 'superseded')).status).toBe(400);
  expect((await event(`dec_${'0'.repeat(32)}`, 'accepted')).status).toBe(404);
  const now = (await app.inject(`/v1/decisions/${id}`)).json();
  expect([now.status, now.events.map((one: { status: string }) => one.status)]).toEqual([
    'withdrawn',
    ['proposed', 'accepted', 'withdrawn'],
  ]);
  expect(now.events[1]).toEqual(JSON.parse(accepted.body));
  expect(now.sha256).toBe(JSON.parse(body).sha256);
  expect(problemOf(await send(app, '/v1/decisions', decision({ supersedes: id })))).toMatchObject({ status: 409, type: 'conflict' });
});

test('a decision takes the place of an earlier one, once', async () => {
  const { app } = deciding();
  const { id } = await saved(app);
  const later = await saved(app, { supersedes: id });
  const older = (await app.inject(`/v1/decisions/${id}`)).json();
  expect(older).toMatchObject({ status: 'superseded', superseded_by: later.id });
  expect(JSON.parse(later.body)).toMatchObject({ supersedes: id, status: 'proposed' });
  expect((await send(app, '/v1/decisions', decision({ supersedes: id }))).status).toBe(409);
  expect((await app.inject('/v1/decisions')).json().items).toHaveLength(2);
});

test('lists have the newest first, page without gaps or repeats, and narrow by every filter', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const { app, revise } = deciding({ clock: () => new Date(now) });
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) {
    // Two at the same instant each time, so that the order has to fall back on the id.
    if (i % 2 === 0) now += 60_000;
    ids.push((await saved(app, { title: `Number ${i}`, owner: i < 3 ? 'A' : 'B', tags: i % 2 === 0 ? ['even'] : ['odd', 'eve'] })).id);
  }
  now += 60_000;
  await revise(twoModels(0.12));
  ids.push((await saved(app, { chosen: { ...ACME, why: 'x' } })).id);
  await send(app, `/v1/decisions/${ids[4]}/events`, { status: 'accepted' });
  const list = async (query: string) => (await app.inject(`/v1/decisions?${query}`)).json();
  const found: string[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const answer = await app.inject(`/v1/decisions?limit=3${next && `&cursor=${next}`}`);
    const page: { items: { id: string }[]; next?: string } = answer.json();
    expect(answer.headers.link === undefined).toBe(page.next === undefined);
    found.push(...page.items.map((item) => item.id));
    next = page.next;
  }
  expect(found.toSorted()).toEqual(ids.toSorted());
  const times = await Promise.all(found.map(async (id) => (await app.inject(`/v1/decisions/${id}`)).json().created_at));
  expect(times).toEqual(times.toSorted().reverse());
  const count = async (query: string) => (await list(query)).items.length;
  expect(await count('status=accepted')).toBe(1);
  expect(await count('status=proposed')).toBe(7);
  expect(await count('owner=A')).toBe(3);
  expect(await count('tag=even')).toBe(4);
  expect(await count('tag=eve')).toBe(3);
  expect(await count('model=acme/large')).toBe(1);
  expect(await count('catalog_revision=1')).toBe(7);
  expect(await count('created_after=2026-11-23T12:02:00Z&created_before=2026-11-23T12:04:00Z')).toBe(2);
  expect(await count('created_before=2026-11-23T13:02:00%2B01:00')).toBe(2);
  const { next: cursor } = await list('limit=2&owner=B');
  expect((await app.inject(`/v1/decisions?limit=2&owner=A&cursor=${cursor}`)).statusCode).toBe(400);
  expect((await app.inject('/v1/decisions?colour=red')).statusCode).toBe(400);
});

test('a record has a strong ETag that an event changes', async () => {
  const { app } = deciding();
  const { id } = await saved(app);
  const first = await app.inject(`/v1/decisions/${id}`);
  expect(first.headers).toMatchObject({
    etag: expect.stringMatching(/^"[\w-]{27}"$/),
    'cache-control': 'private, no-cache',
    vary: 'Accept',
  });
  const again = () => app.inject({ url: `/v1/decisions/${id}`, headers: { 'if-none-match': String(first.headers.etag) } });
  expect((await again()).statusCode).toBe(304);
  await send(app, `/v1/decisions/${id}/events`, { status: 'accepted' });
  expect((await again()).statusCode).toBe(200);
});

test('as Markdown it names what was asked, chosen and cited; as CSV it has a line for every option', async () => {
  const { app } = deciding();
  const { id } = await saved(app, { context: '# Not a heading\n<b>', title: 'A | B', chosen: { ...ACME, why: 'Under *contract*.' } });
  const as = (accept: string) => app.inject({ url: `/v1/decisions/${id}`, headers: { accept } });
  const page = await as('text/markdown');
  expect(page.headers['content-type']).toBe('text/markdown; charset=utf-8');
  for (const part of [
    '# A \\| B',
    '> \\# Not a heading\n> &lt;b>',
    '| `context_window` | `at_least` | 100000 |',
    '**`acme/large`**, as `acme/large@groq`: rank 2',
    '> Under \\*contract\\*.',
    '| `acme/large@groq` | `price_input` | 2 | Prices (vendor) | 2026-10-01 | <https://example.org/prices> |',
    '## What would change it',
    'Choose acme/large',
  ])
    expect(page.body).toContain(part);
  const csv = await as('text/csv');
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
  const lines = csv.body.split('\r\n');
  expect(lines[0]).toBe(
    'rank,model,offer,chosen,score,failed,context_window,context_window contribution,price_input,price_input contribution',
  );
  expect(lines[1]).toMatch(/^1,meta\/llama-4-scout,meta\/llama-4-scout@groq,false,0\.\d+,,131072,0\.\d+,0\.11,0\.\d+$/);
  expect(lines[2]).toMatch(/^2,acme\/large,acme\/large@groq,true,0\.\d+,,200000,0\.\d+,2,0\.\d+$/);
  expect((await as('image/png')).statusCode).toBe(406);
});

test('what is saved with a key bears its name, never the key', async () => {
  const access = {
    auth: 'required' as const,
    callerOf: (key: string) => (key === 'top-secret' ? { name: 'ci', scopes: ['decisions:write' as const, 'read' as const] } : null),
  };
  const { app, db } = deciding({ access });
  const headers = { authorization: 'Bearer top-secret' };
  const { status, body } = await send(app, '/v1/decisions', decision(), { ...headers, 'idempotency-key': 'k' });
  expect([status, JSON.parse(body).created_by, JSON.parse(body).events[0].by]).toEqual([201, 'ci', 'ci']);
  for (const table of ['decisions', 'decision_events', 'idempotency_keys'])
    expect(JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all())).not.toContain('top-secret');
  expect((await send(app, '/v1/decisions', decision())).status).toBe(401);
});

test('ids tell nothing of one another: no two share their beginning, and they do not come in order', async () => {
  const { app } = deciding();
  const ids: string[] = [];
  for (let i = 0; i < 60; i++) ids.push((await saved(app)).id);
  expect(new Set(ids.map((id) => id.slice(4, 12))).size).toBe(60);
  expect(ids).not.toEqual(ids.toSorted());
  expect(ids).not.toEqual(ids.toSorted().reverse());
});

test('robustness is worked out in other threads and kept', async () => {
  const { app } = deciding();
  const ranking = { ...RANKING, robustness: { samples: 500, seed: 7 } };
  const { id, body } = await saved(app, { ranking });
  expect(JSON.parse(body).result).toEqual(JSON.parse((await send(app, '/v1/rankings', ranking)).body));
  expect(JSON.parse((await send(app, `/v1/decisions/${id}/replay`, { against: 'recorded' })).body)).toMatchObject({ identical: true });
});
