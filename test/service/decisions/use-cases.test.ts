import { expect, onTestFinished, test } from 'vitest';
import { assemble } from '../../../src/assembly.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { createService } from '../../../src/service/create-service.ts';
import { appendEvent } from '../../../src/service/decisions/append-event.ts';
import { decisionDrift } from '../../../src/service/decisions/decision-drift.ts';
import { exportDecision } from '../../../src/service/decisions/export-decision.ts';
import { importDecision } from '../../../src/service/decisions/import-decision.ts';
import { listDecisions } from '../../../src/service/decisions/list-decisions.ts';
import { replayDecision } from '../../../src/service/decisions/replay-decision.ts';
import { saveDecision } from '../../../src/service/decisions/save-decision.ts';
import { watchDecision } from '../../../src/service/decisions/watch-decision.ts';
import type { Service } from '../../../src/service/deps.ts';
import { isRefused, type Refused } from '../../../src/service/refused.ts';
import { withoutDatabase } from '../../../src/service/without-database.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { smallCatalog } from '../../app/small-catalog.ts';
import { catalogIn, seedNow } from '../../support/catalogs/in-database.ts';
import { newDatabase } from '../../support/processes/temporary-database.ts';
import { decision, SCOUT, twoModels } from '../../support/requests/deciding.ts';
import { NOW, seedOf } from '../seeding/small-seed.ts';

/** Decisions as a face other than HTTP has them. */

const never = () => new AbortController().signal;
const alice = { by: 'alice', once: null };

function deciding(): Service {
  const db = newDatabase();
  seedNow(db, seedOf(twoModels()), NOW);
  const { deps, close } = assemble(storeOn(db), compileCatalog(catalogIn(db)), { database: db.name, clock: () => NOW });
  const service = createService(deps);
  onTestFinished(async () => {
    await service.analyses.close();
    await close();
  });
  return service;
}

function done<Outcome extends object>(outcome: Outcome | Refused): Outcome {
  if (isRefused(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome as Outcome;
}

test('a decision is saved, found, replayed to the byte, held against today, accepted and exported', async () => {
  const service = deciding();
  const saved = done(await saveDecision(service, decision(), alice, never));
  expect(saved).toMatchObject({ made: true, replayed: false, decision: { head: { created_by: 'alice', chosen: SCOUT } } });
  const { id } = saved.decision.head;
  const { items, next } = await listDecisions(service, {}, { limit: 10, after: null });
  expect([items.map((item) => item.id), next]).toEqual([[id], null]);
  const replay = done(await replayDecision(service, id, 'recorded', never));
  expect(JSON.parse(replay.json)).toMatchObject({ identical: true, engine_changed: false });
  expect(done(await decisionDrift(service, id, {})).drift).toMatchObject({ changed: false });
  expect(done(await appendEvent(service, id, { status: 'accepted' }, alice)).decision.events).toHaveLength(2);
  expect(await appendEvent(service, id, { status: 'accepted' }, alice)).toMatchObject({ refused: 'conflict' });
  const { text } = done(await exportDecision(service, id, 'json'));
  expect(done(await importDecision(service, JSON.parse(text), alice))).toMatchObject({ made: false });
  expect(done(await importDecision(deciding(), JSON.parse(text), alice))).toMatchObject({ made: true });
});

test('the same request sent again gets the first record, with another body it is refused', async () => {
  const service = deciding();
  const once = { caller: 'alice', operation: 'save', key: 'k1', fingerprint: 'a'.repeat(64) };
  const first = done(await saveDecision(service, decision(), { by: 'alice', once }, never));
  const second = done(await saveDecision(service, decision(), { by: 'alice', once }, never));
  expect([second.replayed, second.decision.head.id]).toEqual([true, first.decision.head.id]);
  const other = { by: 'alice', once: { ...once, fingerprint: 'b'.repeat(64) } };
  expect(await saveDecision(service, decision(), other, never)).toEqual({ refused: 'key_reused' });
  const twice = { by: 'alice', once: { ...once, key: 'k2' } };
  const both = await Promise.all([saveDecision(service, decision(), twice, never), saveDecision(service, decision(), twice, never)]);
  expect(both).toMatchObject([{ made: true }, { refused: 'in_progress' }]);
});

test('what is not there is not found, and a URL that may not be posted to is a fault of the watch', async () => {
  const service = deciding();
  expect(await replayDecision(service, 'dec_none', 'current', never)).toMatchObject({ refused: 'not_found' });
  expect(await decisionDrift(service, 'dec_none', {})).toMatchObject({ refused: 'not_found' });
  const { id } = done(await saveDecision(service, decision(), alice, never)).decision.head;
  expect(await decisionDrift(service, id, { against: 99 })).toMatchObject({
    meaning: [{ parameter: 'against', code: 'unknown_revision' }],
  });
  expect(await watchDecision(service, id, { url: 'https://hooks.example.com/' }, null)).toMatchObject({
    meaning: [{ pointer: '#/url', code: 'url_not_allowed' }],
  });
});

test('without a database nothing is kept, and the caller is told so', async () => {
  const service = createService(withoutDatabase(smallCatalog(), () => NOW));
  await expect(appendEvent(service, 'dec_1', { status: 'accepted' }, alice)).rejects.toMatchObject({ lacks: 'storage' });
  await expect(service.changes.addClaims({ claims: [], retire: [] }, { author: '', now: NOW })).rejects.toMatchObject({ lacks: 'busy' });
});
