import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Delivery } from '../../src/decisions/drift/watch.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { deliverer } from '../../src/webhooks/deliverer.ts';
import { postMessage } from '../../src/webhooks/post-message.ts';
import { MOST_ATTEMPTS, retryDelay } from '../../src/webhooks/retry-delay.ts';
import { secretText } from '../../src/webhooks/signature.ts';
import { isGenuine, receiver } from '../support/processes/receiver.ts';
import { decide, service } from '../support/requests/decided.ts';

const START = new Date('2026-11-24T06:00:00.000Z');
const POINT = { revision: 2, hash: `sha256:${'0'.repeat(64)}`, as_of: '2026-11-24', engine: '0.1.0' };
const DRIFT = {
  changed: true,
  severity: 'critical' as const,
  from: { ...POINT, revision: 1 },
  to: POINT,
  total: 1,
  changes: [
    {
      code: 'retired',
      severity: 'critical',
      model: 'lab/a',
      offer: null,
      attribute: 'lifecycle',
      before: null,
      after: 'retired',
      claims: [],
    },
  ] as const,
};

/** One message on its way to a URL, a clock that stands, and a deliverer that looks when it is poked. */
async function underWay(url: string, hosts: readonly string[] = [new URL(url).origin]) {
  const { app, db } = service();
  const { watches } = storeOn(db);
  const decision = await decide(app);
  const made = await watches.add({ decision, url, severity: 'critical' }, null, START);
  if ('refused' in made) throw new Error(made.refused);
  await watches.found(decision, 'Longest context', DRIFT, START);
  let now = START;
  const failures: { readonly error: string; readonly givenUp: boolean }[] = [];
  const sender = deliverer({
    watches,
    post: (address, body, headers, stop) => postMessage(address, body, headers, { hosts, timeoutMs: 500 }, stop),
    clock: () => now,
    failed: (failure) => failures.push(failure),
    broken: (error) => {
      throw error;
    },
  });
  onTestFinished(() => sender.close());
  const message = async () => (await watches.deliveries(made.watch.id, 1))[0] as Delivery;
  return {
    secret: secretText(made.secret),
    message,
    failures,
    /** Pokes at a time, and waits until the message was tried once more. */
    async tryAt(time: Date) {
      now = time;
      const { attempts } = await message();
      sender.poke();
      for (let waited = 0; waited < 5000 && (await message()).attempts === attempts; waited += 10) await wait(10);
      return message();
    },
  };
}

test('a message that fails twice arrives the third time: the same id, signed anew each time, never before it is due', async () => {
  const { received, origin } = await receiver((response, count) => void response.writeHead(count < 3 ? 503 : 204).end());
  const { tryAt, message, secret, failures } = await underWay(`${origin}/hook`);
  const { id } = await message();
  const first = await tryAt(START);
  expect(first).toMatchObject({ state: 'pending', attempts: 1, last_status: 503 });
  const due = new Date(START.getTime() + retryDelay(id, 1));
  expect(first.due_at).toBe(due.toISOString());
  await tryAt(due);
  const done = await tryAt(new Date(due.getTime() + retryDelay(id, 2)));
  expect(done).toMatchObject({ state: 'delivered', attempts: 3, last_status: 204, last_error: null });
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id, id]);
  expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
  expect(received.every((one) => isGenuine(one, secret))).toBe(true);
  expect(isGenuine({ ...(received[0] as (typeof received)[0]), body: '{}' }, secret)).toBe(false);
  expect(JSON.parse(received[2]?.body ?? '')).toMatchObject({
    type: 'decision.drifted',
    data: { severity: 'critical', changes: DRIFT.changes },
  });
  expect(failures.map(({ givenUp }) => givenUp)).toEqual([false, false]);
});

test('a message that nobody takes is given up after its last try and stays in sight', async () => {
  const { received, origin } = await receiver((response) => void response.writeHead(500).end('x'.repeat(100_000)));
  const { tryAt, message, failures } = await underWay(origin);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) await tryAt(new Date((await message()).due_at ?? ''));
  expect(await message()).toMatchObject({
    state: 'given_up',
    attempts: MOST_ATTEMPTS,
    due_at: null,
    last_error: 'the receiver answered 500',
  });
  expect(failures.at(-1)).toMatchObject({ givenUp: true });
  expect(received).toHaveLength(MOST_ATTEMPTS);
});

test('410 refuses a message for good', async () => {
  const { origin } = await receiver((response) => void response.writeHead(410).end());
  const { tryAt } = await underWay(origin);
  expect(await tryAt(START)).toMatchObject({ state: 'given_up', attempts: 1, last_status: 410 });
});

test('a redirect is a failure: nothing is sent to where it leads', async () => {
  const target = await receiver();
  const { origin } = await receiver((response) => void response.writeHead(307, { location: target.origin }).end());
  const { tryAt } = await underWay(origin, [origin, target.origin]);
  expect(await tryAt(START)).toMatchObject({ state: 'pending', last_status: 307 });
  expect(target.received).toEqual([]);
});

test('a receiver that never answers holds a message up for its time, no longer', async () => {
  const { origin } = await receiver(() => {});
  const { tryAt } = await underWay(origin);
  expect(await tryAt(START)).toMatchObject({ state: 'pending', last_status: null, last_error: 'no answer in time' });
});

test('a host that was taken off the list gets nothing', async () => {
  const { received, origin } = await receiver();
  const { tryAt } = await underWay(origin, []);
  expect(await tryAt(START)).toMatchObject({ state: 'pending', last_error: 'Messages are posted by https only.' });
  expect(received).toEqual([]);
});

test('a name that leads to this machine is not connected to', async () => {
  const posted = await postMessage('https://localhost/', '{}', {}, { hosts: ['*'] }, new AbortController().signal);
  expect(posted).toEqual({ failed: expect.stringMatching(/localhost leads to (127\.0\.0\.1|::1), not to a public address/) });
});
