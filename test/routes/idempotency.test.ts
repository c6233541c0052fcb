import { expect, test } from 'vitest';
import { deciding, decision, RANKING, saved, send } from '../support/requests/deciding.ts';

const count = async (app: Parameters<typeof send>[0]) => (await app.inject('/v1/decisions?limit=100')).json().items.length;

test('the same key with the same body gives the first answer again, byte for byte, and saves nothing more', async () => {
  const { app } = deciding();
  const once = (key: string) => send(app, '/v1/decisions', decision(), { 'idempotency-key': key });
  const first = await once('"8e03978e-40d5"');
  await send(app, `/v1/decisions/${JSON.parse(first.body).id}/events`, { status: 'accepted' });
  for (const key of ['"8e03978e-40d5"', '8e03978e-40d5']) {
    const again = await once(key);
    expect([again.status, again.body, again.headers.location]).toEqual([201, first.body, first.headers.location]);
    expect(again.headers['idempotency-replayed']).toBe('true');
  }
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  expect(await count(app)).toBe(1);
});

test('the same key with another body is refused, with another key or to another address it is another request', async () => {
  const { app } = deciding();
  const headers = { 'idempotency-key': 'k' };
  const { body } = await send(app, '/v1/decisions', decision(), headers);
  const other = await send(app, '/v1/decisions', decision({ title: 'Other' }), headers);
  expect([other.status, JSON.parse(other.body).type]).toEqual([422, '/problems/idempotency-key-reused']);
  const { id } = JSON.parse(body);
  const event = () => send(app, `/v1/decisions/${id}/events`, { status: 'accepted' }, headers);
  const first = await event();
  expect(first.status).toBe(201);
  expect(await event()).toMatchObject({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } });
  expect((await send(app, '/v1/decisions', decision(), { 'idempotency-key': 'k2' })).status).toBe(201);
  expect(await count(app)).toBe(2);
});

test('a key belongs to its caller', async () => {
  const names: Record<string, string> = { one: 'ci', two: 'desk' };
  const callerOf = (key: string) => (names[key] ? { name: names[key], scopes: ['decisions:write' as const, 'read' as const] } : null);
  const { app } = deciding({ access: { auth: 'open', callerOf } });
  for (const headers of [{ authorization: 'Bearer one' }, { authorization: 'Bearer two' }, {}])
    expect(
      (await send(app, '/v1/decisions', decision(), { ...headers, 'idempotency-key': 'k' })).headers['idempotency-replayed'],
    ).toBeUndefined();
  expect(await count(app)).toBe(3);
});

test('twenty concurrent retries make one record, whoever of them gets its answer at once', async () => {
  const { app } = deciding();
  const ask = () => send(app, '/v1/decisions', decision(), { 'idempotency-key': 'k' });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  answers.push(await ask());
  const answered = answers.filter(({ status }) => status === 201);
  expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
  expect(answered.length).toBeGreaterThan(1);
  expect(new Set(answered.map(({ body }) => body)).size).toBe(1);
  expect(await count(app)).toBe(1);
});

test('a retry while the first is still being worked on is a conflict, and one after it is answered', async () => {
  const { app } = deciding();
  const slow = decision({ ranking: { ...RANKING, robustness: { samples: 20_000 } } });
  const ask = () => send(app, '/v1/decisions', slow, { 'idempotency-key': 'k' });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect([first.status, second.status].toSorted()).toEqual([201, 409]);
  const conflict = first.status === 409 ? first : second;
  expect([JSON.parse(conflict.body).type, conflict.headers['retry-after']]).toEqual(['/problems/conflict', '1']);
  expect((await ask()).headers['idempotency-replayed']).toBe('true');
  expect(await count(app)).toBe(1);
});

test('what was refused is not kept: the corrected request can have the key', async () => {
  const { app } = deciding();
  const headers = { 'idempotency-key': 'k' };
  expect((await send(app, '/v1/decisions', decision({ title: '' }), headers)).status).toBe(400);
  expect((await send(app, '/v1/decisions', decision(), headers)).status).toBe(201);
});

test('a key is kept for 24 hours, then it is a new one', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const { app, db } = deciding({ clock: () => new Date(now) });
  const ask = async () => (await send(app, '/v1/decisions', decision(), { 'idempotency-key': 'k' })).headers['idempotency-replayed'];
  expect(await ask()).toBeUndefined();
  now += 24 * 3_600_000 - 1;
  expect(await ask()).toBe('true');
  now += 1;
  expect(await ask()).toBeUndefined();
  expect(await ask()).toBe('true');
  now += 48 * 3_600_000;
  await send(app, '/v1/decisions', decision(), { 'idempotency-key': 'other' });
  expect(db.prepare('SELECT key FROM idempotency_keys').pluck().all()).toEqual(['other']);
});

test.each([
  ['empty', ''],
  ['an empty string', '""'],
  ['an open quote', '"abc'],
  ['two keys', 'a, b'],
  ['a parameter', '"a";b=1'],
  ['256 characters', 'x'.repeat(256)],
  ['beyond ASCII', 'clé'],
])('a key that is %s is refused', async (_what, key) => {
  const answer = await send(deciding().app, '/v1/decisions', decision(), { 'idempotency-key': key });
  expect([answer.status, JSON.parse(answer.body).errors]).toEqual([400, [expect.objectContaining({ parameter: 'Idempotency-Key' })]]);
});

test('an import is taken once too', async () => {
  const one = deciding();
  const record = JSON.parse((await saved(one.app)).body);
  const { app } = deciding();
  const take = () => send(app, '/v1/decisions/imports', record, { 'idempotency-key': 'k' });
  const first = await take();
  expect(first.status).toBe(201);
  expect(await take()).toMatchObject({ status: 201, body: first.body });
});
