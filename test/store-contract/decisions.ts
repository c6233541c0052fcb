import { describe, expect, test } from 'vitest';
import { isChain, recordHash } from '../../src/decisions/record-hash.ts';
import { statusOf } from '../../src/decisions/status.ts';
import { sha256 } from '../../src/sha256.ts';
import { type DecisionFilter, type Done, KEY_HOURS } from '../../src/store/contract/decisions.ts';
import { handles, type Open, opened } from './opening.ts';
import { contentOf, done, keyOf, later, START, saved, writing } from './saving.ts';

const HOUR_MS = 3_600_000;

/** What any store has to do with decision records. */
export function decisionContract(open: Open): void {
  describe('a record', () => {
    test('that is found is what was saved, to the last digit and in the order of its members', async () => {
      const store = opened(open);
      const kept = await saved(store);
      const found = await store.decisions.find(kept.head.id);
      expect(found).toEqual(kept);
      expect(JSON.stringify(found?.head)).toBe(JSON.stringify(kept.head));
      expect(kept.head.chosen.score).toBe(0.30000000000000004);
      expect(kept.sha256).toBe(recordHash(sha256, kept.head, kept.result));
      expect(await store.decisions.find('dec_none')).toBeNull();
    });

    test('is proposed by whom and when it was saved', async () => {
      const kept = await saved(opened(open));
      expect(kept).toMatchObject({ imported: null, head: { created_at: START.toISOString(), created_by: 'ci' } });
      expect(kept.head.id).toMatch(/^dec_[0-9a-f]{32}$/);
      expect(kept.events).toMatchObject([{ status: 'proposed', at: START.toISOString(), by: 'ci', note: null, superseded_by: null }]);
    });

    test('keeps every text as it is', async () => {
      const store = opened(open);
      const context = 'tab\t, "quotes", \\, 😀, ﷽, é and é, \u2028';
      const { head } = await saved(store, { context, request: { z: 1, a: [0.1, -1e-7, 1e21], nested: { '10': 1, '9': null } } });
      expect((await store.decisions.find(head.id))?.head).toEqual(head);
      expect(JSON.stringify((await store.decisions.find(head.id))?.head)).toBe(JSON.stringify(head));
    });

    test('from elsewhere is kept as it is, once, and no other under its id', async () => {
      const [made, store] = [opened(open), opened(open)];
      const { imported: _, ...record } = await saved(made);
      const taken = done(await store.decisions.adopt(record, writing({ by: 'archive', now: later(5) })));
      expect(taken).toMatchObject({ status: 201, replayed: false });
      expect(await store.decisions.find(record.head.id)).toEqual({ ...record, imported: { at: later(5).toISOString(), by: 'archive' } });
      expect(done(await store.decisions.adopt(record, writing()))).toMatchObject({
        status: 200,
        decision: { imported: { by: 'archive' } },
      });
      const other = { ...record, sha256: `sha256:${'1'.repeat(64)}` };
      expect(await store.decisions.adopt(other, writing())).toEqual({ refused: 'differs' });
    });
  });

  describe('events', () => {
    test('are appended in their order, each hashed over the one before', async () => {
      const store = opened(open);
      const { head, sha256: hash } = await saved(store);
      const event = { status: 'accepted', note: 'by the board' } as const;
      const accepted = done(await store.decisions.append(head.id, event, writing({ by: 'ann', now: later(1) })));
      expect(accepted.status).toBe(201);
      const withdrawn = done(
        await store.decisions.append(head.id, { status: 'withdrawn', note: null }, writing({ now: later(2) })),
      ).decision;
      expect(withdrawn.events.map(({ status, at, by }) => [status, at, by])).toEqual([
        ['proposed', START.toISOString(), 'ci'],
        ['accepted', later(1).toISOString(), 'ann'],
        ['withdrawn', later(2).toISOString(), 'ci'],
      ]);
      expect(isChain(sha256, hash, withdrawn.events)).toBe(true);
      expect(await store.decisions.find(head.id)).toEqual(withdrawn);
    });

    test('that nothing allows are refused and leave everything as it was', async () => {
      const store = opened(open);
      const { head } = await saved(store);
      await store.decisions.append(head.id, { status: 'withdrawn', note: null }, writing());
      const before = await store.decisions.find(head.id);
      expect(await store.decisions.append(head.id, { status: 'accepted', note: null }, writing())).toEqual({ refused: 'closed' });
      expect(await store.decisions.append('dec_none', { status: 'accepted', note: null }, writing())).toEqual({ refused: 'unknown' });
      expect(await store.decisions.find(head.id)).toEqual(before);
    });

    test('a decision that supersedes another is saved with the end of that, or not at all', async () => {
      const store = opened(open);
      const older = await saved(store);
      const newer = await saved(store, { supersedes: older.head.id }, { now: later(1) });
      const superseded = await store.decisions.find(older.head.id);
      expect(superseded?.events.at(-1)).toMatchObject({ status: 'superseded', superseded_by: newer.head.id, at: later(1).toISOString() });
      const again = (supersedes: string) => store.decisions.save(contentOf({ supersedes }), '{}', writing());
      expect(await again(older.head.id)).toEqual({ refused: 'closed' });
      expect(await again('dec_none')).toEqual({ refused: 'unknown' });
      expect(await store.decisions.list({}, 10, null)).toHaveLength(2);
    });
  });

  describe('a list', () => {
    test('has the newest first and those of one instant by id, page by page without a gap', async () => {
      const store = opened(open);
      const ids: string[] = [];
      for (const ms of [0, 2, 1, 1, 1, 3]) ids.push((await saved(store, {}, { now: later(ms) })).head.id);
      const inOrder = (await store.decisions.list({}, 10, null)).map(({ head }) => head);
      const sorted = inOrder.toSorted((a, b) => (`${a.created_at} ${a.id}` < `${b.created_at} ${b.id}` ? 1 : -1));
      expect(inOrder.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
      expect(inOrder.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      const paged: string[] = [];
      for (let after = null as (typeof inOrder)[0] | null; ; ) {
        const page = await store.decisions.list({}, 2, after);
        paged.push(...page.map(({ head }) => head.id));
        const last = page.at(-1);
        if (!last) break;
        after = last.head;
      }
      expect(paged).toEqual(inOrder.map(({ id }) => id));
    });

    test('holds what fits every filter, without results', async () => {
      const store = opened(open);
      const one = await saved(store, { owner: 'Platform', tags: ['eu', 'chat'] });
      const chosen = { ...contentOf().chosen, model: 'lab/b' };
      const two = await saved(store, { owner: 'Search', chosen, catalog: { ...contentOf().catalog, revision: 2 } }, { now: later(1) });
      await store.decisions.append(two.head.id, { status: 'accepted', note: null }, writing({ now: later(2) }));
      const listed = async (filter: DecisionFilter) => (await store.decisions.list(filter, 10, null)).map(({ head }) => head.id);
      expect(await listed({ status: 'proposed' })).toEqual([one.head.id]);
      expect(await listed({ status: 'accepted' })).toEqual([two.head.id]);
      expect(await listed({ tag: 'chat' })).toEqual([one.head.id]);
      expect(await listed({ owner: 'Search' })).toEqual([two.head.id]);
      expect(await listed({ model: 'lab/b' })).toEqual([two.head.id]);
      expect(await listed({ catalog_revision: 2 })).toEqual([two.head.id]);
      expect(await listed({ created_before: later(1).toISOString() })).toEqual([one.head.id]);
      expect(await listed({ created_after: START.toISOString() })).toEqual([two.head.id]);
      expect(await listed({ owner: 'Search', tag: 'chat' })).toEqual([]);
      expect(await listed({ owner: undefined })).toHaveLength(2);
      expect((await store.decisions.list({}, 1, null))[0]).not.toHaveProperty('result');
      const [summary] = await store.decisions.list({ owner: 'Platform' }, 1, null);
      expect(summary).toEqual({ head: one.head, sha256: one.sha256, imported: null, events: one.events });
    });
  });

  idempotencyContract(open);

  test('what two handles save at once is all kept, each record with one chain', async () => {
    const [a, b] = handles(open);
    const older = await saved(a);
    const titles = Array.from({ length: 20 }, (_, i) => `Number ${i}`);
    const all = await Promise.all(titles.map((title, i) => saved(i % 2 === 0 ? a : b, { title })));
    expect((await b.decisions.list({}, 100, null)).map(({ head }) => head.title).toSorted()).toEqual(
      [...titles, older.head.title].toSorted(),
    );
    expect(new Set(all.map(({ head }) => head.id)).size).toBe(20);
    const ends = await Promise.all([a, b].map((store) => store.decisions.save(contentOf({ supersedes: older.head.id }), '{}', writing())));
    expect(ends.filter((end) => 'refused' in end)).toEqual([{ refused: 'closed' }]);
    expect((await a.decisions.find(older.head.id))?.events.map(({ status }) => status)).toEqual(['proposed', 'superseded']);
  });
}

function idempotencyContract(open: Open): void {
  describe('an idempotency key', () => {
    const once = keyOf('k');

    test('is answered what its request did, with the events of then', async () => {
      const store = opened(open);
      const first = done(await store.decisions.save(contentOf(), '{}', writing({ once })));
      expect(first.replayed).toBe(false);
      await store.decisions.append(first.decision.head.id, { status: 'accepted', note: null }, writing());
      const again = await store.decisions.save(contentOf(), '{}', writing({ once, now: later(1000) }));
      expect(again).toEqual({ status: 201, decision: first.decision, replayed: true });
      expect(await store.decisions.before(once, later(1000))).toEqual(again);
      expect(await store.decisions.list({}, 10, null)).toHaveLength(1);
      expect(statusOf((await store.decisions.find(first.decision.head.id)) ?? { events: [] })).toBe('accepted');
    });

    test('is one of its caller and its operation', async () => {
      const store = opened(open);
      await store.decisions.save(contentOf(), '{}', writing({ once }));
      expect(await store.decisions.before(keyOf('other'), START)).toBeNull();
      expect(await store.decisions.before({ ...once, caller: 'ann' }, START)).toBeNull();
      expect(await store.decisions.before({ ...once, operation: 'POST /v1/decisions/imports' }, START)).toBeNull();
    });

    test('of another body is refused, and nothing is done', async () => {
      const store = opened(open);
      await store.decisions.save(contentOf(), '{}', writing({ once }));
      const other = { ...once, fingerprint: 'b'.repeat(64) };
      expect(await store.decisions.before(other, START)).toEqual({ refused: 'other_payload' });
      expect(await store.decisions.save(contentOf(), '{}', writing({ once: other }))).toEqual({ refused: 'other_payload' });
      expect(await store.decisions.list({}, 10, null)).toHaveLength(1);
    });

    test('is new again after a day, to the instant', async () => {
      const store = opened(open);
      await store.decisions.save(contentOf(), '{}', writing({ once }));
      expect(await store.decisions.before(once, later(KEY_HOURS * HOUR_MS - 1))).toMatchObject({ replayed: true });
      expect(await store.decisions.before(once, later(KEY_HOURS * HOUR_MS))).toBeNull();
      expect(done(await store.decisions.save(contentOf(), '{}', writing({ once, now: later(KEY_HOURS * HOUR_MS) }))).replayed).toBe(false);
    });

    test('of what was refused can be had for the corrected request', async () => {
      const store = opened(open);
      expect(await store.decisions.save(contentOf({ supersedes: 'dec_none' }), '{}', writing({ once }))).toEqual({ refused: 'unknown' });
      expect(await store.decisions.before(once, START)).toBeNull();
      expect(done(await store.decisions.save(contentOf(), '{}', writing({ once: { ...once, fingerprint: 'c'.repeat(64) } }))).status).toBe(
        201,
      );
    });

    test('holds for events and records from elsewhere too', async () => {
      const store = opened(open);
      const { head } = await saved(store);
      const append = () => store.decisions.append(head.id, { status: 'accepted', note: null }, writing({ once }));
      expect([done(await append()).replayed, done(await append()).replayed]).toEqual([false, true]);
      const { imported: _, ...record } = await saved(opened(open));
      const adopt = () => store.decisions.adopt(record, writing({ once: keyOf('adopt') }));
      expect([done(await adopt()), done(await adopt())]).toMatchObject([
        { status: 201, replayed: false },
        { status: 201, replayed: true },
      ]);
    });

    test('that two handles come with at once is done once, and both get the same', async () => {
      const [a, b] = handles(open);
      const both = await Promise.all([a, b, a, b].map((store) => store.decisions.save(contentOf(), '{}', writing({ once }))));
      expect(both.map((one) => done(one).replayed).filter((replayed) => !replayed)).toHaveLength(1);
      for (const one of both) expect(done(one).decision).toEqual(done(both[0] as Done).decision);
      expect(await a.decisions.list({}, 10, null)).toHaveLength(1);
    });
  });
}
