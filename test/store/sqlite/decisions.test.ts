import { beforeEach, describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/decisions/decision.ts';
import type { DecisionStore } from '../../../src/store/contract/decisions.ts';
import { type Database, openWriter } from '../../../src/store/sqlite/open.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { NOW } from '../../service/seeding/small-seed.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';
import { ACME, deciding, decision, RANKING, saved, send } from '../../support/requests/deciding.ts';

const HEAD = {
  title: 'Model for contracts',
  owner: null,
  context: null,
  tags: [],
  supersedes: null,
  catalog: { revision: 1, hash: `sha256:${'0'.repeat(64)}` },
  engine: '0.1.0',
  request: { prefer: { weights: { price_input: 1 } } },
  chosen: { ...ACME, rank: 1, score: 0.1 + 0.2, why: null },
};
const writing = { by: 'ci', now: NOW, once: null };

let db: Database;
let store: DecisionStore;
let kept: Decision;
beforeEach(async () => {
  db = newDatabase();
  store = storeOn(db).decisions;
  const done = await store.save(HEAD, '{"ranking":[]}', writing);
  if ('refused' in done) throw new Error(done.refused);
  kept = done.decision;
});

describe('SQLite itself keeps a record as it is', () => {
  test.each([
    ['changed', "UPDATE decisions SET result = '{}'", /never changed/],
    ['deleted', 'DELETE FROM decisions', /never deleted/],
    [
      'replaced',
      'INSERT OR REPLACE INTO decisions (id, sha256, head, result) SELECT id, sha256, head, result FROM decisions',
      /never replaced/,
    ],
    [
      'kept under an id that it does not have',
      "INSERT INTO decisions (id, sha256, head, result) SELECT 'dec_' || lower(hex(randomblob(16))), sha256, head, result FROM decisions",
      /CHECK constraint failed/,
    ],
  ])('a record cannot be %s', async (_what, sql, reason) => {
    expect(() => db.exec(sql)).toThrow(reason);
    expect(await store.find(kept.head.id)).toEqual(kept);
  });

  const event = (number: number, status: string, successor: string | null = null) =>
    db
      .prepare("INSERT OR REPLACE INTO decision_events (decision, number, status, at, superseded_by, sha256) VALUES (?, ?, ?, 'now', ?, ?)")
      .run(kept.head.id, number, status, successor, `sha256:${'0'.repeat(64)}`);

  test('an event cannot be changed, deleted, replaced, left out or put after the end', () => {
    expect(() => db.exec("UPDATE decision_events SET note = 'x'")).toThrow(/never changed/);
    expect(() => db.exec('DELETE FROM decision_events')).toThrow(/never deleted/);
    expect(() => event(1, 'proposed')).toThrow(/follows the last/);
    expect(() => event(3, 'accepted')).toThrow(/follows the last/);
    expect(() => event(2, 'proposed')).toThrow(/proposed first/);
    expect(() => event(2, 'superseded')).toThrow(/CHECK constraint failed/);
    event(2, 'withdrawn');
    expect(() => event(3, 'accepted')).toThrow(/nothing follows/);
  });
});

test('while another writes, a save waits without holding up the event loop, and gives up in the end', async () => {
  const other = newDatabase(db.name);
  const writer = openWriter(db.name);
  const patient = storeOn(db, writer).decisions;
  other.exec('BEGIN IMMEDIATE');
  let turns = 0;
  const ticking = setInterval(() => turns++, 5);
  const save = patient.save(HEAD, '{}', writing);
  await new Promise((resume) => setTimeout(resume, 300));
  expect(turns).toBeGreaterThan(15);
  expect(await store.list({}, 10, null)).toHaveLength(1);
  other.exec('COMMIT');
  expect(await save).toMatchObject({ status: 201 });
  clearInterval(ticking);
  writer.close();
});

/** The app over a database with three records, then with something wrong with its disk. */
async function ailing(ail: (db: Database) => void) {
  const { app, db: file } = deciding();
  const { id } = await saved(app);
  await send(app, '/v1/decisions', decision(), { 'idempotency-key': 'k' });
  ail(file);
  return { app, id, file };
}

const fill = (file: Database) => {
  // As many pages as there are, and no free one among them: what SQLite then says is what it says of a full disk.
  file.pragma('wal_checkpoint(TRUNCATE)');
  const pages = file.pragma('page_count', { simple: true }) as number;
  file.pragma(`max_page_count = ${pages}`);
};

test.each([
  ['a full disk', fill, 507, 'insufficient-storage', undefined],
  ['a read-only database', (file: Database) => file.pragma('query_only = ON'), 503, 'storage-unavailable', '5'],
] as const)('%s: saving is refused clearly, reading and ranking go on, nothing half is left', async (_what, ail, status, slug, retry) => {
  const { app, id, file } = await ailing(ail);
  const before = file.prepare('SELECT count(*) FROM decisions').pluck().get();
  for (let i = 0; i < 5; i++) {
    const large = decision({ context: 'x'.repeat(9000), ranking: { ...RANKING, excluded_limit: 100 } });
    const answer = await send(app, '/v1/decisions', large, { 'idempotency-key': `new-${i}` });
    expect([answer.status, JSON.parse(answer.body).type, answer.headers['retry-after']]).toEqual([status, `/problems/${slug}`, retry]);
    expect(answer.body).not.toMatch(/SQLITE|disk image|readonly/);
  }
  expect((await send(app, '/v1/rankings', RANKING)).status).toBe(200);
  expect((await app.inject(`/v1/decisions/${id}`)).statusCode).toBe(200);
  expect((await app.inject('/v1/decisions')).json().items).toHaveLength(2);
  expect((await send(app, `/v1/decisions/${id}/replay`, { against: 'recorded' })).status).toBe(200);
  expect((await send(app, '/v1/decisions', decision(), { 'idempotency-key': 'k' })).headers['idempotency-replayed']).toBe('true');
  expect(file.prepare('SELECT count(*) FROM decisions').pluck().get()).toBe(before);
  expect(file.prepare('SELECT count(*) FROM idempotency_keys').pluck().get()).toBe(1);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  file.pragma('query_only = OFF');
  file.pragma('max_page_count = 1073741823');
  expect((await send(app, '/v1/decisions', decision(), { 'idempotency-key': 'new-0' })).status).toBe(201);
});
