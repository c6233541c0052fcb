import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '../../../src/engine-version.ts';
import { newDatabase, temporaryFolder } from '../../support/processes/temporary-database.ts';
import { adoptable } from '../../support/requests/adoptable.ts';
import { ACME, type Deciding, deciding, RANKING, SCOUT, saved, send, twoModels } from '../../support/requests/deciding.ts';

const replay = async ({ app }: Deciding, id: string, against: string) => send(app, `/v1/decisions/${id}/replay`, { against });

test('after 20 further revisions, a restart and on a copy of the file a decision replays to the byte', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'one.sqlite');
  const first = deciding({}, newDatabase(file));
  const { id, body } = await saved(first.app);
  const result = /"result":(.*),"sha256":"[^"]*","status"/.exec(body)?.[1] ?? '';
  for (let i = 1; i <= 20; i++) expect(await first.revise(twoModels(1 + i / 4))).toBe(1 + i);
  const restarted = deciding({}, newDatabase(file), twoModels(6));
  first.db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = join(folder, 'copy.sqlite');
  copyFileSync(file, copy);
  for (const service of [first, restarted, deciding({}, newDatabase(copy), twoModels(6))]) {
    expect(service.live.current().revision).toBe(21);
    const then = await replay(service, id, 'recorded');
    expect(then.status).toBe(200);
    expect(JSON.parse(then.body)).toMatchObject({
      identical: true,
      engine_changed: false,
      differences: [],
      faults: [],
      catalog: { revision: 1 },
    });
    expect(then.body.endsWith(`,"result":${result}}`)).toBe(true);
    const now = JSON.parse((await replay(service, id, 'current')).body);
    expect(now).toMatchObject({ identical: false, engine_changed: false, catalog: { revision: 21 } });
    expect(now.result.verdict).toMatchObject({ choose: ACME.model });
    expect(now.differences).toEqual(expect.arrayContaining(['#/catalog/revision', '#/ranking/0/model']));
    expect((await service.app.inject(`/v1/decisions/${id}`)).body).toBe(body);
  }
});

test('the day of the decision counts for the recorded replay, today for the current one unless the request names a day', async () => {
  let now = '2026-11-23T12:00:00Z';
  const service = deciding({ clock: () => new Date(now) });
  const { id } = await saved(service.app);
  const dated = await saved(service.app, { ranking: { ...RANKING, as_of: '2026-06-01' } });
  now = '2027-02-01T00:00:00Z';
  const day = async (of: string, against: string) => JSON.parse((await replay(service, of, against)).body).result.resolved.as_of;
  expect(await day(id, 'recorded')).toBe('2026-11-23');
  expect(await day(id, 'current')).toBe('2027-02-01');
  expect(await day(dated.id, 'recorded')).toBe('2026-06-01');
  expect(await day(dated.id, 'current')).toBe('2026-06-01');
});

test('a request that the newest revision no longer understands has no result, and says why', async () => {
  const service = deciding();
  const { id } = await saved(service.app, { ranking: { ...RANKING, candidates: { models: [SCOUT.model, ACME.model] } } });
  const files = twoModels();
  delete files['models/acme/large.json'];
  await service.revise(files);
  const now = JSON.parse((await replay(service, id, 'current')).body);
  expect(now).toMatchObject({ identical: false, result: null, faults: [{ pointer: '#/candidates/models/1', code: 'unknown_model' }] });
  expect(JSON.parse((await replay(service, id, 'recorded')).body)).toMatchObject({ identical: true });
});

test('a record of another version of the engine says so, and where the results part', async () => {
  const { app } = deciding();
  const ours = JSON.parse((await saved(app)).body);
  const earlier = adoptable({ ...ours, engine: '0.0.9', result: { ...ours.result, engine: '0.0.9', considered: 77 } });
  expect((await send(app, '/v1/decisions/imports', earlier)).status).toBe(201);
  const { body } = await send(app, `/v1/decisions/${earlier.id}/replay`, { against: 'recorded' });
  expect(JSON.parse(body)).toMatchObject({
    identical: false,
    engine_changed: true,
    engine: { recorded: '0.0.9', now: ENGINE_VERSION },
    differences: ['#/engine', '#/considered'],
  });
});

test('a record from a catalog that is not here cannot be replayed against it', async () => {
  const elsewhere = deciding({}, newDatabase(), twoModels(0.5));
  const record = JSON.parse((await saved(elsewhere.app)).body);
  const here = deciding();
  expect((await send(here.app, '/v1/decisions/imports', record)).status).toBe(201);
  const then = await replay(here, record.id, 'recorded');
  expect([then.status, JSON.parse(then.body).errors[0].code]).toEqual([422, 'revision_not_here']);
  expect(JSON.parse((await replay(here, record.id, 'current')).body)).toMatchObject({ identical: false, result: { eligible: 3 } });
  const page = await here.app.inject({ url: `/v1/decisions/${record.id}`, headers: { accept: 'text/markdown' } });
  expect(page.body).toContain('The catalog that the decision was made on (revision 1) is not here');
});

test('a ranking that names a revision is kept as made on that one, and "current" is the newest all the same', async () => {
  const service = deciding();
  await service.revise(twoModels(3));
  const { id, body } = await saved(service.app, { ranking: { ...RANKING, revision: 1 } });
  expect(JSON.parse(body)).toMatchObject({ catalog: { revision: 1 }, request: { revision: 1 }, chosen: SCOUT });
  expect(JSON.parse((await replay(service, id, 'recorded')).body)).toMatchObject({ identical: true, catalog: { revision: 1 } });
  expect(JSON.parse((await replay(service, id, 'current')).body)).toMatchObject({
    catalog: { revision: 2 },
    result: { verdict: { choose: ACME.model } },
  });
  const unknown = await send(service.app, '/v1/decisions', { title: 'x', ranking: { ...RANKING, revision: 9 } });
  expect([unknown.status, JSON.parse(unknown.body).errors[0].pointer]).toEqual([422, '#/ranking/revision']);
});
