import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { applySeed } from '../../../src/service/seeding/seed.ts';
import { sha256 } from '../../../src/sha256.ts';
import { contentHash, newestRevision } from '../../../src/store/sqlite/revisions.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { NOW, type SeedFiles, seedOf } from '../../service/seeding/small-seed.ts';
import { seedNow } from '../../support/catalogs/in-database.ts';
import { portOf, type Run, run } from '../../support/processes/service-process.ts';
import { newDatabase, temporaryFolder } from '../../support/processes/temporary-database.ts';
import { decision, twoModels } from '../../support/requests/deciding.ts';

const start = (file: string): Run => run('../test/support/processes/deciding-service.ts', { DATABASE_FILE: file });

type Answer = { readonly status: number; readonly body: string };

async function save(port: number, title: string, key: string): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(decision({ title })),
  });
  return { status: answer.status, body: await answer.text() };
}

/** Two thousand prices more: a revision that takes a while to write. */
function large(): SeedFiles {
  const files = twoModels(0.5);
  for (let i = 0; i < 2000; i++)
    files['models/acme/large.json'].claims.push({
      attribute: 'context_window',
      value: 1000 + i,
      source: 'meta-card',
      as_of: null,
      confidence: 'low',
      ref: `vf-1${i}`,
    });
  return files;
}

test('SIGKILL during saves: every 201 that was answered is there, whole, and no half record', async () => {
  const file = join(temporaryFolder(), 'test.sqlite');
  const db = newDatabase(file);
  seedNow(db, seedOf(twoModels()), NOW);
  const answered: string[] = [];
  for (const [round, delay] of [150, 400, 700].entries()) {
    const service = start(file);
    const port = await portOf(service);
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      try {
        for (let i = 0; ; i++) {
          const { status, body } = await save(port, `Round ${round}`, `${round}-${writer}-${i}`);
          if (status === 201) answered.push(body);
        }
      } catch {
        // the service is gone
      }
    });
    await pause(delay);
    service.child.kill('SIGKILL');
    await Promise.all(writers);
    await service.ended;
  }
  expect(answered.length).toBeGreaterThan(20);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const port = await portOf(start(file));
  for (const body of answered) {
    const { id } = JSON.parse(body);
    expect(await (await fetch(`http://127.0.0.1:${port}/v1/decisions/${id}`)).text()).toBe(body);
  }
  const rows = db.prepare<[], { head: string; result: string; sha256: string }>('SELECT head, result, sha256 FROM decisions').all();
  for (const { head, result, sha256: hash } of rows) expect(sha256(`${head.slice(0, -1)},"result":${result}}`)).toBe(hash);
  const counts = db.prepare<[], number>('SELECT count(*) FROM decision_events GROUP BY decision').pluck().all();
  expect(counts).toEqual(rows.map(() => 1));
  expect(db.prepare('SELECT count(*) FROM idempotency_keys').pluck().get()).toBe(rows.length);
  // At most the one that each of 8 writers waited for in each of 3 rounds was saved and not answered.
  expect(rows.length - answered.length).toBeLessThanOrEqual(24);
});

test('ten writers in two processes, each sending everything twice, and an import at once: nothing is lost or there twice', async () => {
  const file = join(temporaryFolder(), 'test.sqlite');
  const db = newDatabase(file);
  seedNow(db, seedOf(twoModels()), NOW);
  const ports = await Promise.all([portOf(start(file)), portOf(start(file))]);
  const EACH = 10;
  const sent = new Map<string, Set<string>>();
  const once = async (port: number, key: string): Promise<void> => {
    for (;;) {
      const { status, body } = await save(port, key, key);
      if (status === 201) return void sent.set(key, (sent.get(key) ?? new Set()).add(body));
      // the same request is being worked on, or the import has held the database for longer than a request waits
      expect([409, 503]).toContain(status);
      await pause(20);
    }
  };
  const writers = Array.from({ length: 10 }, async (_, writer) => {
    for (let i = 0; i < EACH; i++) {
      const [one = 0, other = 0] = ports;
      await Promise.all([once(one, `${writer}-${i}`), once(other, `${writer}-${i}`)]);
    }
  });
  await pause(30);
  const imported = (await applySeed(storeOn(db).catalog, seedOf(large()), NOW)).revision;
  await Promise.all(writers);
  expect(imported.number).toBe(2);
  expect(newestRevision(db)).toEqual(imported);
  expect(contentHash(db, 2)).toBe(imported.hash);
  expect(sent.size).toBe(10 * EACH);
  // Whichever process answered, and however often: one body for each key.
  for (const bodies of sent.values()) expect(bodies.size).toBe(1);
  const ids = db.prepare<[], string>('SELECT id FROM decisions ORDER BY id').pluck().all();
  expect(ids).toEqual([...sent.values()].flatMap((bodies) => [...bodies].map((body) => JSON.parse(body).id)).sort());
  for (const body of [...sent.values()].flatMap((bodies) => [...bodies]).slice(0, 20)) {
    const answer = await fetch(`http://127.0.0.1:${ports[0]}/v1/decisions/${JSON.parse(body).id}/replay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"against":"recorded"}',
    });
    expect(await answer.json()).toMatchObject({ identical: true });
  }
});
