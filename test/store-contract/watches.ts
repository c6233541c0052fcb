import { describe, expect, test } from 'vitest';
import type { Drift, DriftChange } from '../../src/decisions/drift/drift-answer.ts';
import { MOST_WATCHES } from '../../src/decisions/drift/watch.ts';
import { handles, type Open } from './opening.ts';
import { later, START, saved, writing } from './saving.ts';

const HASH = `sha256:${'0'.repeat(64)}`;

export const change = (severity: DriftChange['severity'], attribute: string, value = 1): DriftChange => ({
  code: 'fact_changed',
  severity,
  model: 'lab/a',
  offer: null,
  attribute,
  before: 0,
  after: value,
  claims: ['clm_1'],
});

export function driftOn(revision: number, ...changes: DriftChange[]): Drift {
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

/** A decision with a watch of each severity. */
async function watched(open: Open, ...severities: ('info' | 'warning' | 'critical')[]) {
  const [store, other] = handles(open);
  const { watches } = store;
  const decision = (await saved(store)).head.id;
  const ids: string[] = [];
  for (const severity of severities) {
    const made = await watches.add({ decision, url: `https://hooks.example.com/${severity}`, severity }, 'ci', START);
    if ('refused' in made) throw new Error(made.refused);
    ids.push(made.watch.id);
  }
  const told = async () => (await Promise.all(ids.map((id) => watches.deliveries(id, 50)))).map(({ length }) => length);
  const found = (drift: Drift, at = START) => watches.found(decision, 'Longest context', drift, at);
  return { store, other, decision, watches, ids, told, found };
}

/** What any store has to do with watches, findings and messages. */
export function watchContract(open: Open): void {
  describe('a watch', () => {
    test('is added with a secret of its own, and listed with the decision by id', async () => {
      const { watches, decision, ids } = await watched(open, 'info', 'warning');
      const made = await watches.add({ decision, url: 'https://hooks.example.com/', severity: 'critical' }, null, later(1));
      if ('refused' in made) throw new Error(made.refused);
      expect(made.secret).toHaveLength(32);
      expect(made.watch).toEqual({
        id: expect.stringMatching(/^wat_[0-9a-f]{32}$/),
        decision,
        url: 'https://hooks.example.com/',
        severity: 'critical',
        created_at: later(1).toISOString(),
        created_by: null,
        ended_at: null,
      });
      expect((await watches.of(decision)).map(({ id }) => id)).toEqual([...ids, made.watch.id].toSorted());
      expect(await watches.of('dec_none')).toEqual([]);
    });

    test('is refused for a decision that is not there or closed, for a URL that is watched, and beyond the most', async () => {
      const { store, watches, decision, ids } = await watched(open, 'info');
      const add = (to: string, url: string) => watches.add({ decision: to, url, severity: 'info' }, 'ci', START);
      expect(await add('dec_none', 'https://a.example')).toEqual({ refused: 'unknown' });
      expect(await add(decision, 'https://hooks.example.com/info')).toEqual({ refused: 'twice' });
      for (let i = 1; i < MOST_WATCHES; i++) expect(await add(decision, `https://${i}.example`)).toHaveProperty('watch');
      expect(await add(decision, 'https://one-more.example')).toEqual({ refused: 'too_many' });
      await watches.end(decision, ids[0] as string, START);
      expect(await add(decision, 'https://hooks.example.com/info')).toHaveProperty('watch');
      await store.decisions.append(decision, { status: 'withdrawn', note: null }, writing());
      expect(await add(decision, 'https://other.example')).toEqual({ refused: 'closed' });
    });

    test('is ended once, and only with its own decision', async () => {
      const { store, watches, decision, ids } = await watched(open, 'info');
      const [id = ''] = ids;
      expect(await watches.end((await saved(store)).head.id, id, START)).toBeNull();
      expect(await watches.end(decision, id, later(1))).toMatchObject({ id, ended_at: later(1).toISOString() });
      expect(await watches.end(decision, id, later(2))).toBeNull();
      expect(await watches.of(decision)).toMatchObject([{ id, ended_at: later(1).toISOString() }]);
      expect(await watches.watched()).toEqual([]);
    });

    test('makes its decision one of those watched, in order of the revision that they rest on', async () => {
      const { store, watches, decision } = await watched(open, 'info', 'warning');
      const watch = async (revision: number) => {
        const { id } = (await saved(store, { catalog: { revision, hash: HASH } })).head;
        await watches.add({ decision: id, url: 'https://hooks.example.com/', severity: 'info' }, null, START);
        return id;
      };
      const [third, second] = [await watch(3), await watch(2)];
      expect(await watches.watched()).toEqual([decision, second, third]);
    });
  });

  describe('a finding', () => {
    test('is told to those who asked for its severity, with what they asked for', async () => {
      const { found, told, watches } = await watched(open, 'info', 'warning', 'critical');
      expect(await found(driftOn(2, change('warning', 'price'), change('info', 'window')))).toBe(2);
      expect(await told()).toEqual([1, 1, 0]);
      const bodies = (await watches.take(START, 10, later(1000))).map(({ body }) => JSON.parse(body));
      const byTotal = bodies.sort((a, b) => b.data.total - a.data.total);
      expect(byTotal.map(({ type, data }) => [type, data.severity, data.changes.map(({ attribute }: DriftChange) => attribute)])).toEqual([
        ['decision.drifted', 'warning', ['price', 'window']],
        ['decision.drifted', 'warning', ['price']],
      ]);
    });

    test('is told once, however often it is found, on however many revisions', async () => {
      const { found, told } = await watched(open, 'info');
      for (const revision of [2, 3, 4]) await found(driftOn(revision, change('info', 'price')));
      expect(await told()).toEqual([1]);
    });

    test('is told again when the changes are others, and once more when none of them is left', async () => {
      const { found, told, watches, ids } = await watched(open, 'warning');
      await found(driftOn(2, change('warning', 'price', 1)));
      await found(driftOn(3, change('warning', 'price', 2)));
      // what was not asked for makes no message
      await found(driftOn(4, change('warning', 'price', 2), change('info', 'window')));
      expect(await told()).toEqual([2]);
      await found(driftOn(5, change('info', 'window')));
      await found(driftOn(6));
      expect(await told()).toEqual([3]);
      const due = await watches.take(START, 10, later(1000));
      expect(due.map(({ body }) => JSON.parse(body).type).sort()).toEqual(['decision.drifted', 'decision.drifted', 'decision.settled']);
      expect((await watches.deliveries(ids[0] as string, 50)).map(({ revision }) => revision)).toEqual([5, 3, 2]);
    });

    test('of nothing, at first, is no finding', async () => {
      const { found, told } = await watched(open, 'info');
      expect(await found(driftOn(2))).toBe(0);
      expect(await told()).toEqual([0]);
    });

    test('on a decision that was withdrawn meanwhile is told nobody', async () => {
      const { store, decision, found, watches } = await watched(open, 'info');
      expect(await watches.watched()).toEqual([decision]);
      await store.decisions.append(decision, { status: 'withdrawn', note: null }, writing());
      expect(await watches.watched()).toEqual([]);
      expect(await found(driftOn(2, change('critical', 'price')))).toBe(0);
    });
  });

  describe('a message', () => {
    test('that was taken is nobody else’s until its time is over', async () => {
      const { found, watches } = await watched(open, 'info');
      await found(driftOn(2, change('info', 'price')));
      const [first] = await watches.take(START, 10, later(15_000));
      expect(await watches.hasDue(later(14_999))).toBe(false);
      expect(await watches.take(later(14_999), 10, later(30_000))).toEqual([]);
      // whoever took it died
      const [again] = await watches.take(later(15_000), 10, later(30_000));
      expect([again?.id, again?.attempts]).toEqual([first?.id, 0]);
    });

    test('counts as waiting until it was taken, and as given up only where somebody still waited for it', async () => {
      const { found, watches, ids, decision } = await watched(open, 'info', 'warning', 'critical');
      await found(driftOn(2, change('critical', 'price')));
      expect(await watches.outbox()).toEqual({ waiting: 3, givenUp: 0 });
      const [taken, refused] = await watches.take(START, 2, later(15_000));
      await watches.tried(taken?.id ?? '', { delivered: true, status: 204 }, START);
      await watches.tried(refused?.id ?? '', { delivered: false, status: 410, error: 'the receiver answered 410', retryAt: null }, START);
      expect(await watches.outbox()).toEqual({ waiting: 1, givenUp: 1 });
      for (const id of ids) await watches.end(decision, id, START);
      expect(await watches.outbox()).toEqual({ waiting: 0, givenUp: 1 });
    });

    test('is tried again when it was not taken, and given up in the end, in sight', async () => {
      const { found, watches, ids } = await watched(open, 'info');
      await found(driftOn(2, change('info', 'price')));
      const [{ id } = { id: '' }] = await watches.take(START, 10, later(15_000));
      await watches.tried(id, { delivered: false, status: 503, error: 'the receiver answered 503', retryAt: later(60_000) }, START);
      const shown = async () => (await watches.deliveries(ids[0] as string, 1))[0];
      expect(await shown()).toMatchObject({
        state: 'pending',
        attempts: 1,
        due_at: later(60_000).toISOString(),
        last_status: 503,
        done_at: null,
      });
      expect(await watches.take(later(59_999), 10, later(90_000))).toEqual([]);
      expect((await watches.take(later(60_000), 10, later(90_000))).map((one) => [one.id, one.attempts])).toEqual([[id, 1]]);
      await watches.tried(id, { delivered: false, status: null, error: 'no answer in time', retryAt: null }, later(61_000));
      expect(await shown()).toMatchObject({ state: 'given_up', attempts: 2, due_at: null, last_error: 'no answer in time' });
      // a late answer of another process changes nothing
      await watches.tried(id, { delivered: true, status: 204 }, later(62_000));
      expect(await shown()).toMatchObject({ state: 'given_up', attempts: 2 });
    });

    test('under way to a watch that ends is given up', async () => {
      const { found, watches, ids, decision } = await watched(open, 'info');
      await found(driftOn(2, change('info', 'price')));
      await watches.end(decision, ids[0] as string, later(5000));
      expect(await watches.deliveries(ids[0] as string, 1)).toMatchObject([{ state: 'given_up', last_error: 'the watch was ended' }]);
      expect(await watches.take(later(10_000), 10, later(20_000))).toEqual([]);
    });
  });

  test('messages that two take at once go to one of them each', async () => {
    const { store, other, watches, found } = await watched(open, 'info');
    for (let i = 0; i < 12; i++) await found(driftOn(2, change('info', 'price', i)));
    const taken = await Promise.all([0, 1, 2, 3].map((i) => (i % 2 === 0 ? store : other).watches.take(later(1), 3, later(15_000))));
    const ids = taken.flat().map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([12, 12]);
    expect(await watches.hasDue(later(1))).toBe(false);
    expect(await watches.outbox()).toEqual({ waiting: 12, givenUp: 0 });
  });

  test('a message carries what it takes to send it, and an error is kept up to 500 characters', async () => {
    const { watches, found, ids } = await watched(open, 'info');
    await found(driftOn(2, change('info', 'price')));
    const [message] = await watches.take(START, 10, later(1000));
    expect(message).toMatchObject({ watch: ids[0], url: 'https://hooks.example.com/info', attempts: 0 });
    expect(message?.id).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(message?.secret).toHaveLength(32);
    const outcome = { delivered: false, status: null, error: 'x'.repeat(600), retryAt: null } as const;
    await watches.tried(message?.id ?? '', outcome, START);
    expect((await watches.deliveries(ids[0] as string, 1))[0]?.last_error).toHaveLength(500);
    await watches.tried('msg_none', outcome, START);
  });
}
