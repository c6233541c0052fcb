import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { newClaim } from '../support/catalogs/new-claim.ts';
import { isGenuine, receiver } from '../support/processes/receiver.ts';
import { portOf, run } from '../support/processes/service-process.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 40_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await wait(50)) if (Date.now() > end) throw new Error(`not ${what} within ${ms} ms`);
}

test('what a revision changes is told, though the service is killed before it can look, and again before it can write that it told', async () => {
  const file = join(temporaryFolder(), 'watched.sqlite');
  let killAtOnce = () => {};
  const { received, origin } = await receiver((response, count) => {
    // the first time the sender dies before it has the answer
    if (count === 1) killAtOnce();
    else response.writeHead(204).end();
  });
  const start = async () => {
    const process = run('main.ts', { DATABASE_FILE: file, PORT: '0', WEBHOOK_HOSTS: origin, LOG_LEVEL: 'trace' });
    const base = `http://127.0.0.1:${await portOf(process)}`;
    const ask = async (path: string, body?: object) => {
      const json = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      return JSON.parse(await (await fetch(`${base}${path}`, body && json)).text());
    };
    return { ...process, ask };
  };

  const first = await start();
  const { id, chosen } = await first.ask('/v1/decisions', { title: 'Coding agent', ranking: { prefer: { profile: 'coding-agent' } } });
  const watch = await first.ask(`/v1/decisions/${id}/watches`, { url: `${origin}/hook`, severity: 'critical' });
  expect(watch.secret).toMatch(/^whsec_/);
  first.child.kill('SIGKILL');
  await first.ended;

  const db = openDatabase(file);
  // the vendor's own word stands before a registry's
  const { source } = db.prepare("SELECT id AS source FROM sources WHERE kind = 'vendor' LIMIT 1").get() as { source: string };
  newClaim(db, { subject: chosen.model, attribute: 'lifecycle', value: 'retired', source }, new Date());
  db.close();

  const second = await start();
  killAtOnce = () => second.child.kill('SIGKILL');
  await until('told', () => received.length === 1);
  await second.ended;

  const third = await start();
  await until('told again', () => received.length === 2);
  const deliveries = async () => (await third.ask(`/v1/decisions/${id}/watches/${watch.id}`)).deliveries;
  await until('written down', async () => (await deliveries())[0].state === 'delivered');
  // what was told is told no more, although the check at the start finds it again
  await wait(3000);
  expect(received).toHaveLength(2);
  expect(await deliveries()).toHaveLength(1);
  expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
  expect(received[1]?.body).toBe(received[0]?.body);
  expect(received.every((one) => isGenuine(one, watch.secret))).toBe(true);
  const message = JSON.parse(received[1]?.body ?? '');
  expect(message).toMatchObject({ type: 'decision.drifted', data: { decision: { id, title: 'Coding agent' }, severity: 'critical' } });
  expect(message.data.changes.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['winner_changed', 'retired']));
  expect((await third.ask(message.data.drift)).changes).toEqual(expect.arrayContaining(message.data.changes));

  // another revision while it runs: another winner, told within seconds
  const next = message.data.changes.find(({ code }: { code: string }) => code === 'winner_changed').after;
  const again = openDatabase(file);
  newClaim(again, { subject: next, attribute: 'lifecycle', value: 'retired', source }, new Date());
  again.close();
  await until('told of the next', () => received.length === 3);
  expect(received[2]?.headers['webhook-id']).not.toBe(received[1]?.headers['webhook-id']);

  third.child.kill('SIGTERM');
  expect(await third.ended).toBe(0);
  const logs = [first, second, third].map((one) => one.out() + one.err()).join('');
  expect(logs).not.toContain(watch.secret.slice(6));
  expect(logs).not.toContain('/hook');
}, 120_000);
