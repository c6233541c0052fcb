import { expect, test } from 'vitest';
import { decide, service } from '../../support/requests/decided.ts';

const HOOK = 'https://hooks.example.com/services/T0KEN?x=1';

async function watching() {
  const made = service();
  const id = await decide(made.app);
  const path = `/v1/decisions/${id}/watches`;
  const post = (payload: object, to = path) => made.app.inject({ method: 'POST', url: to, payload });
  return { ...made, id, path, post };
}

test('a watch is made with a secret that is shown once, and of its URL only the host is ever shown again', async () => {
  const { app, path, post, checks, id } = await watching();
  const made = await post({ url: HOOK });
  expect(made.statusCode).toBe(201);
  const watch = made.json();
  expect(watch).toEqual({
    id: expect.stringMatching(/^wat_[0-9a-f]{32}$/),
    decision: id,
    host: 'hooks.example.com',
    severity: 'warning',
    created_at: '2026-11-23T12:00:00.000Z',
    created_by: null,
    ended_at: null,
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
  });
  expect(made.headers.location).toBe(`${path}/${watch.id}`);
  // what has drifted already is to be told at once
  expect(checks()).toBe(1);

  const { secret, ...shown } = watch;
  expect((await app.inject(path)).json()).toEqual({ items: [shown] });
  const one = await app.inject(String(made.headers.location));
  expect(one.json()).toEqual({ ...shown, deliveries: [] });
  for (const { body } of [one, await app.inject(path), await app.inject(`/v1/decisions/${id}`)]) {
    expect(body).not.toContain(secret.slice(6));
    expect(body).not.toContain('T0KEN');
  }
});

test('a watch that ended forgets its secret and is told nothing; the URL can be watched anew', async () => {
  const { app, db, path, post } = await watching();
  const { id } = (await post({ url: HOOK, severity: 'critical' })).json();
  expect(db.prepare('SELECT count(*) FROM watch_secrets').pluck().get()).toBe(1);
  const ended = await app.inject({ method: 'DELETE', url: `${path}/${id}` });
  expect([ended.statusCode, ended.json().ended_at]).toEqual([200, '2026-11-23T12:00:00.000Z']);
  expect(db.prepare('SELECT count(*) FROM watch_secrets').pluck().get()).toBe(0);
  expect((await app.inject({ method: 'DELETE', url: `${path}/${id}` })).statusCode).toBe(409);
  expect((await post({ url: HOOK })).statusCode).toBe(201);
  expect((await app.inject(path)).json().items).toHaveLength(2);
});

test('what can’t be watched is refused', async () => {
  const { app, path, post, id } = await watching();
  const code = async (answer: ReturnType<typeof post>) => [(await answer).statusCode, (await answer).json().errors?.[0]?.code];
  expect(await code(post({ url: 'https://elsewhere.example/' }))).toEqual([422, 'url_not_allowed']);
  expect((await code(post({ url: 'no url' })))[0]).toBe(400);
  expect((await code(post({ url: HOOK, severity: 'none' })))[0]).toBe(400);
  expect((await code(post({ url: HOOK, secret: 'mine' })))[0]).toBe(400);
  expect((await code(post({ url: HOOK }, '/v1/decisions/dec_00000000000000000000000000000000/watches')))[0]).toBe(404);
  expect((await app.inject(`${path}/wat_00000000000000000000000000000000`)).statusCode).toBe(404);

  expect((await code(post({ url: HOOK })))[0]).toBe(201);
  expect((await code(post({ url: HOOK, severity: 'info' })))[0]).toBe(409);
  for (let i = 2; i <= 10; i++) expect((await post({ url: `${HOOK}&n=${i}` })).statusCode).toBe(201);
  expect((await code(post({ url: `${HOOK}&n=11` })))[0]).toBe(409);

  await app.inject({ method: 'POST', url: `/v1/decisions/${id}/events`, payload: { status: 'withdrawn' } });
  expect((await code(post({ url: `${HOOK}&n=12` })))[0]).toBe(409);
});
