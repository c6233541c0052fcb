import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { driftWatch } from '../../src/webhooks/drift-watch.ts';
import { NOW } from '../service/seeding/small-seed.ts';
import { newClaim } from '../support/catalogs/new-claim.ts';
import { decide, SCOUT, service } from '../support/requests/decided.ts';

afterEach(() => vi.useRealTimers());

/** A watched decision for each title, and a check that is asked for by hand, on a day that the test sets. */
async function watching(titles: readonly string[], isBroken: (id: string) => boolean = () => false) {
  const { app, db, live } = service();
  const { decisions, watches } = storeOn(db);
  const ids: string[] = [];
  const made: string[] = [];
  for (const title of titles) {
    const decision = await decide(app, title);
    const added = await watches.add({ decision, url: 'https://hooks.example.com/', severity: 'warning' }, null, NOW);
    if ('refused' in added) throw new Error(added.refused);
    ids.push(decision);
    made.push(added.watch.id);
  }
  const today = { day: '2026-11-23' };
  const failures: string[] = [];
  const watch = driftWatch({
    watches,
    find: async (id) => {
      if (isBroken(id)) throw new Error('the disk says no');
      return decisions.find(id);
    },
    current: live.current,
    at: live.at,
    warm: async () => {},
    clock: () => new Date(`${today.day}T12:00:00Z`),
    told: () => {},
    failed: (_error, id) => failures.push(id),
  });
  onTestFinished(() => watch.close());
  const revise = async (subject: string, attribute: string, value: string | number, from?: string) => {
    newClaim(db, { subject, attribute, value, source: 'meta-card', ...(from !== undefined && { when: { from } }) }, NOW);
    await live.refresh();
  };
  /** How many messages each watch has, once that is no longer what it was, or after a while. */
  const told = async (before: readonly number[]) => {
    const counts = async () => (await Promise.all(made.map((id) => watches.deliveries(id, 50)))).map(({ length }) => length);
    for (let waited = 0; waited < 1000 && (await counts()).join() === before.join(); waited += 10) await wait(10);
    return counts();
  };
  return { watch, ids, told, failures, revise, today };
}

test('each revision is checked, and what it changes is told once', async () => {
  const { watch, told, revise } = await watching(['one', 'two']);
  watch.check();
  expect(await told([0, 0])).toEqual([0, 0]);
  await revise(SCOUT, 'context_window', 100_000);
  for (let i = 0; i < 5; i++) watch.check();
  // the two are told one after the other, and counted one after the other
  await vi.waitFor(async () => expect(await told([])).toEqual([1, 1]), { timeout: 5000 });
  await revise(SCOUT, 'homepage', 'https://example.org/');
  watch.check();
  expect(await told([1, 1])).toEqual([1, 1]);
});

test('one that can’t be checked keeps no other from it, and is tried again by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const broken = new Set<string>();
  const { watch, told, revise, ids, failures } = await watching(['one', 'two'], (id) => broken.has(id));
  await revise(SCOUT, 'context_window', 100_000);
  broken.add(ids[0] as string);
  watch.check();
  expect(await told([0, 0])).toEqual([0, 1]);
  expect(failures).toEqual([ids[0]]);
  broken.clear();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await told([0, 1])).toEqual([1, 1]);
});

test('a new day is checked although no revision came', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { watch, told, revise, today } = await watching(['one']);
  await revise(`${SCOUT}@self-hosted:int4`, 'context_window', 100_000, '2026-11-24');
  watch.check();
  expect(await told([0])).toEqual([0]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await told([0])).toEqual([0]);
  today.day = '2026-11-24';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await told([0])).toEqual([1]);
});
