import { describe, expect, test } from 'vitest';
import type { Drift, DriftChange } from '../../../src/decisions/drift/drift-answer.ts';
import { watchStore } from '../../../src/store/sqlite/watches.ts';
import { decide, service } from '../../support/requests/decided.ts';

const START = new Date('2026-11-24T06:00:00.000Z');
const later = (ms: number) => new Date(START.getTime() + ms);
const HASH = `sha256:${'0'.repeat(64)}`;

const change = (severity: DriftChange['severity'], attribute: string, value = 1): DriftChange => ({
  code: 'fact_changed',
  severity,
  model: 'lab/a',
  offer: null,
  attribute,
  before: 0,
  after: value,
  claims: ['clm_1'],
});

function driftOn(revision: number, ...changes: DriftChange[]): Drift {
  const point = { revision, hash: HASH, as_of: '2026-11-24', engine: '0.1.0' };
  return {
    changed: changes.length > 0,
    severity: changes[0]?.severity ?? 'none',
    from: { ...point, revision: 1 },
    to: point,
    total: changes.length,
    changes,
  };
}

async function watched(...severities: ('info' | 'warning' | 'critical')[]) {
  const { app, db } = service();
  const decision = await decide(app);
  const watches = watchStore(db);
  const ids: string[] = [];
  for (const severity of severities) {
    const made = await watches.add({ decision, url: `https://hooks.example.com/${severity}`, severity }, 'ci', START);
    if ('refused' in made) throw new Error(made.refused);
    ids.push(made.watch.id);
  }
  const told = () => ids.map((id) => watches.deliveries(id, 50).length);
  const found = (drift: Drift, at = START) => watches.found(decision, 'Longest context', drift, at);
  return { app, db, decision, watches, ids, told, found };
}

describe('a finding', () => {
  test('is told to those who asked for its severity, with what they asked for', async () => {
    const { found, told, watches } = await watched('info', 'warning', 'critical');
    expect(await found(driftOn(2, change('warning', 'price'), change('info', 'window')))).toBe(2);
    expect(told()).toEqual([1, 1, 0]);
    const bodies = (await watches.take(START, 10, later(1000))).map(({ body }) => JSON.parse(body));
    const byTotal = bodies.sort((a, b) => b.data.total - a.data.total);
    expect(byTotal.map(({ type, data }) => [type, data.severity, data.changes.map(({ attribute }: DriftChange) => attribute)])).toEqual([
      ['decision.drifted', 'warning', ['price', 'window']],
      ['decision.drifted', 'warning', ['price']],
    ]);
  });

  test('is told once, however often it is found, on however many revisions', async () => {
    const { found, told, db } = await watched('info');
    for (const revision of [2, 3, 4]) await found(driftOn(revision, change('info', 'price')));
    expect(told()).toEqual([1]);
    expect(db.prepare('SELECT count(*) FROM drift_findings').pluck().get()).toBe(1);
  });

  test('is told again when the changes are others, and once more when none of them is left', async () => {
    const { found, told, watches, ids } = await watched('warning');
    await found(driftOn(2, change('warning', 'price', 1)));
    await found(driftOn(3, change('warning', 'price', 2)));
    // what was not asked for makes no message
    await found(driftOn(4, change('warning', 'price', 2), change('info', 'window')));
    expect(told()).toEqual([2]);
    await found(driftOn(5, change('info', 'window')));
    await found(driftOn(6));
    expect(told()).toEqual([3]);
    const due = await watches.take(START, 10, later(1000));
    expect(due.map(({ body }) => JSON.parse(body).type).sort()).toEqual(['decision.drifted', 'decision.drifted', 'decision.settled']);
    expect(watches.deliveries(ids[0] as string, 50).map(({ revision }) => revision)).toEqual([5, 3, 2]);
  });

  test('of nothing, at first, is no finding', async () => {
    const { found, told, db } = await watched('info');
    expect(await found(driftOn(2))).toBe(0);
    expect([told(), db.prepare('SELECT count(*) FROM drift_findings').pluck().get()]).toEqual([[0], 0]);
  });

  test('on a decision that was withdrawn meanwhile is told nobody', async () => {
    const { app, decision, found, watches } = await watched('info');
    expect(watches.watched()).toEqual([decision]);
    await app.inject({ method: 'POST', url: `/v1/decisions/${decision}/events`, payload: { status: 'withdrawn' } });
    expect(watches.watched()).toEqual([]);
    expect(await found(driftOn(2, change('critical', 'price')))).toBe(0);
  });

  test('and its messages are written together or not at all', async () => {
    const { found, db } = await watched('info', 'warning');
    db.exec(`CREATE TEMP TRIGGER failing BEFORE INSERT ON main.deliveries WHEN NEW.number = 1 AND
      (SELECT count(*) FROM deliveries) = 1 BEGIN SELECT RAISE(ABORT, 'the disk says no'); END`);
    await expect(found(driftOn(2, change('warning', 'price')))).rejects.toThrow('the disk says no');
    expect(db.prepare('SELECT (SELECT count(*) FROM drift_findings) + (SELECT count(*) FROM deliveries)').pluck().get()).toBe(0);
  });
});

describe('a message', () => {
  test('that was taken is nobody else’s until its time is over', async () => {
    const { found, watches } = await watched('info');
    await found(driftOn(2, change('info', 'price')));
    const [first] = await watches.take(START, 10, later(15_000));
    expect(watches.hasDue(later(14_999))).toBe(false);
    expect(await watches.take(later(14_999), 10, later(30_000))).toEqual([]);
    // whoever took it died
    const [again] = await watches.take(later(15_000), 10, later(30_000));
    expect([again?.id, again?.attempts]).toEqual([first?.id, 0]);
  });

  test('counts as waiting until it was taken, and as given up only where somebody still waited for it', async () => {
    const { found, watches, ids, decision } = await watched('info', 'warning', 'critical');
    await found(driftOn(2, change('critical', 'price')));
    expect(watches.outbox()).toEqual({ waiting: 3, givenUp: 0 });
    const [taken, refused] = await watches.take(START, 2, later(15_000));
    await watches.tried(taken?.id ?? '', { delivered: true, status: 204 }, START);
    await watches.tried(refused?.id ?? '', { delivered: false, status: 410, error: 'the receiver answered 410', retryAt: null }, START);
    expect(watches.outbox()).toEqual({ waiting: 1, givenUp: 1 });
    for (const id of ids) await watches.end(decision, id, START);
    expect(watches.outbox()).toEqual({ waiting: 0, givenUp: 1 });
  });

  test('is tried again when it was not taken, and given up in the end, in sight', async () => {
    const { found, watches, ids } = await watched('info');
    await found(driftOn(2, change('info', 'price')));
    const [{ id } = { id: '' }] = await watches.take(START, 10, later(15_000));
    await watches.tried(id, { delivered: false, status: 503, error: 'the receiver answered 503', retryAt: later(60_000) }, START);
    const shown = () => watches.deliveries(ids[0] as string, 1)[0];
    expect(shown()).toMatchObject({ state: 'pending', attempts: 1, due_at: later(60_000).toISOString(), last_status: 503, done_at: null });
    expect(await watches.take(later(59_999), 10, later(90_000))).toEqual([]);
    expect((await watches.take(later(60_000), 10, later(90_000))).map((one) => [one.id, one.attempts])).toEqual([[id, 1]]);
    await watches.tried(id, { delivered: false, status: null, error: 'no answer in time', retryAt: null }, later(61_000));
    expect(shown()).toMatchObject({ state: 'given_up', attempts: 2, due_at: null, last_error: 'no answer in time' });
    // a late answer of another process changes nothing
    await watches.tried(id, { delivered: true, status: 204 }, later(62_000));
    expect(shown()).toMatchObject({ state: 'given_up', attempts: 2 });
  });

  test('under way to a watch that ends is given up', async () => {
    const { found, watches, ids, decision } = await watched('info');
    await found(driftOn(2, change('info', 'price')));
    await watches.end(decision, ids[0] as string, later(5000));
    expect(watches.deliveries(ids[0] as string, 1)).toMatchObject([{ state: 'given_up', last_error: 'the watch was ended' }]);
    expect(await watches.take(later(10_000), 10, later(20_000))).toEqual([]);
  });
});

test('nothing that was written is changed or deleted, and a secret only goes', async () => {
  const { db, found } = await watched('info');
  await found(driftOn(2, change('info', 'price')));
  for (const [statement, why] of [
    ["UPDATE watches SET url = 'https://evil.example'", 'a watch can only be ended'],
    ['DELETE FROM watches', 'ended, not deleted'],
    ["UPDATE watch_secrets SET secret = x'00'", 'never changed'],
    ["UPDATE drift_findings SET severity = 'none'", 'never changed'],
    ['DELETE FROM drift_findings', 'never deleted'],
    ["UPDATE deliveries SET body = '{}'", 'never changed'],
    ['DELETE FROM deliveries', 'never deleted'],
    ['UPDATE deliveries SET due_at = NULL', 'CHECK'],
  ] as const)
    expect(() => db.exec(statement), statement).toThrow(why);
});
