import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { httpsServer } from '../../feed-io/https-server.ts';
import { seededFile } from '../../support/processes/changing-app.ts';
import { temporaryFolder } from '../../support/processes/temporary-database.ts';
import { sample } from './refreshing.ts';

type Said = {
  readonly refreshed: { readonly feed: string; readonly revision: number | null }[];
  readonly failed: object[];
  readonly broken: string[];
};

/** A process on the database that waits to be told to refresh. `later` is how far its clock is ahead, in ms. */
async function waiting(database: string, server: { readonly host: string; readonly ca: string }, later: number, feeds: readonly string[]) {
  const ca = join(temporaryFolder(), 'ca.pem');
  writeFileSync(ca, server.ca);
  const script = join(import.meta.dirname, 'refresh-once.ts');
  const args = [script, database, server.host, ca, String(later), ...feeds];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  await once(child.stdout as NodeJS.EventEmitter, 'data');
  return {
    child,
    begin: () => void child.stdin?.write('go\n'),
    said: async (): Promise<Said> => {
      expect(await once(child, 'close')).toEqual([0, null]);
      return JSON.parse(out.split('\n')[1] ?? '');
    },
  };
}

const FEEDS = ['models-dev-models', 'litellm'];

test('three processes on one database file refresh each feed once, one at a time', async () => {
  const asked: string[] = [];
  let [now, most] = [0, 0];
  const server = await httpsServer((request, response) => {
    const feed = request.url?.slice(1) ?? '';
    asked.push(feed);
    most = Math.max(most, ++now);
    response.on('close', () => now--);
    setTimeout(() => response.end(sample(feed)), 200);
  });
  const database = seededFile();
  const processes = await Promise.all([0, 0, 0].map((later) => waiting(database, server, later, FEEDS)));
  for (const { begin } of processes) begin();
  const said = await Promise.all(processes.map((one) => one.said()));
  expect(said.flatMap(({ failed, broken }) => [...failed, ...broken])).toEqual([]);
  // who found the lease taken looks again ten seconds later, and has ended by then
  expect(asked.toSorted()).toEqual(FEEDS.toSorted());
  expect(most).toBe(1);
  expect(said.flatMap(({ refreshed }) => refreshed.map(({ revision }) => revision)).toSorted()).toEqual([2, 3]);
}, 120_000);

test('a process that is killed at work is followed by another when its lease has lapsed, and counts as a failure', async () => {
  let asked = () => {};
  const begun = new Promise<void>((resolve) => {
    asked = resolve;
  });
  let hangs = true;
  const server = await httpsServer((request, response) => {
    if (hangs) asked();
    else response.end(sample(request.url?.slice(1) ?? ''));
  });
  const database = seededFile();
  const feeds = ['models-dev-models'];
  const first = await waiting(database, server, 0, feeds);
  first.begin();
  await begun;
  first.child.kill('SIGKILL');
  await once(first.child, 'close');
  hangs = false;
  const run = async (later: number) => {
    const next = await waiting(database, server, later, feeds);
    next.begin();
    return next.said();
  };
  const states = async () => {
    const store = openStore(database, new Date());
    try {
      return await store.refreshes.states();
    } finally {
      await store.close();
    }
  };
  // the lease of two minutes stands; then it has lapsed, which is a failure; then the minute of waiting for that is over
  expect((await run(0)).refreshed).toEqual([]);
  expect((await run(3 * 60_000)).refreshed).toEqual([]);
  expect(await states()).toMatchObject([{ attempts: 1, failures: 1, last_error: expect.stringContaining('ended before') }]);
  expect((await run(5 * 60_000)).refreshed).toEqual([{ feed: 'models-dev-models', revision: 2 }]);
  expect(await states()).toMatchObject([{ attempts: 2, failures: 0 }]);
}, 120_000);
