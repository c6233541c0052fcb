import { expect, test } from 'vitest';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { START } from '../../store-contract/saving.ts';
import { change, driftOn } from '../../store-contract/watches.ts';
import { decide, service } from '../../support/requests/decided.ts';

async function watched(...severities: ('info' | 'warning')[]) {
  const { app, db } = service();
  const decision = await decide(app);
  const { watches } = storeOn(db);
  for (const severity of severities) await watches.add({ decision, url: `https://hooks.example.com/${severity}`, severity }, 'ci', START);
  const findings = () => db.prepare('SELECT count(*) FROM drift_findings').pluck().get();
  return { db, findings, found: (drift: ReturnType<typeof driftOn>) => watches.found(decision, 'Longest context', drift, START) };
}

test('a finding that says the same as the last one is not kept again, nor one of nothing at first', async () => {
  const { found, findings } = await watched('info');
  await found(driftOn(2));
  expect(findings()).toBe(0);
  for (const revision of [2, 3, 4]) await found(driftOn(revision, change('info', 'price')));
  expect(findings()).toBe(1);
});

test('a finding and its messages are written together or not at all', async () => {
  const { found, db } = await watched('info', 'warning');
  db.exec(`CREATE TEMP TRIGGER failing BEFORE INSERT ON main.deliveries WHEN NEW.number = 1 AND
    (SELECT count(*) FROM deliveries) = 1 BEGIN SELECT RAISE(ABORT, 'the disk says no'); END`);
  await expect(found(driftOn(2, change('warning', 'price')))).rejects.toThrow('the disk says no');
  expect(db.prepare('SELECT (SELECT count(*) FROM drift_findings) + (SELECT count(*) FROM deliveries)').pluck().get()).toBe(0);
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
