import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { enlarge } from './reload-market.ts';

/**
 * What a reload costs those who ask meanwhile: the seed with 5,000 synthetic offers more of 8 claims each (40,000), 20 rankings a second. For
 * as long as REVISIONS revisions take that another process writes, each 5 s after the one before, against as long without any: how late the event
 * loop of the service was, and how long rankings took.
 */
const REVISIONS = 6;
const EVERY_MS = 5000;
const REQUESTS_PER_SECOND = 20;
type Delay = { p50: number; p99: number; p999: number; max: number; loads: number[] };

const folder = mkdtempSync(join(tmpdir(), 'choose-if-bench-'));
const file = join(folder, 'reload.sqlite');
const store = openStore(file, new Date());
await seedFromFolder(store.catalog, new Date());
await enlarge(store.catalog);
const { offers, claims } = await store.catalog.read();
await store.close();
console.log(`${offers.length} offers, ${claims.length} claims, ${REQUESTS_PER_SECOND} rankings a second`);

const service = fork(new URL('./reload-service.ts', import.meta.url), { env: { ...process.env, DATABASE_FILE: file } });
const [url] = (await once(service, 'message')) as [string];
await phase('warm-up', false);
const quiet = await phase('no reload', false);
const busy = await phase('reloads', true);
console.log(
  `${''.padEnd(12)}${['loop p50', 'p99', 'p99.9', 'max', 'ranking p50', 'p99', 'max'].map((name) => name.padStart(12)).join('')}   (ms)`,
);
for (const { name, delay, taken } of [quiet, busy]) {
  const figures = [delay.p50, delay.p99, delay.p999, delay.max, at(taken, 0.5), at(taken, 0.99), at(taken, 1)];
  console.log(`${name.padEnd(12)}${figures.map((figure) => figure.toFixed(1).padStart(12)).join('')}`);
}
const { loads } = busy.delay;
console.log(`${loads.length} reloads of ${(loads.reduce((sum, ms) => sum + ms, 0) / loads.length).toFixed(0)} ms each from notice to swap`);
service.kill();
rmSync(folder, { recursive: true });

async function phase(name: string, writing: boolean): Promise<{ name: string; delay: Delay; taken: number[] }> {
  await delayOf();
  const taken: Promise<number>[] = [];
  const load = setInterval(() => taken.push(rank(taken.length)), 1000 / REQUESTS_PER_SECOND);
  for (let revision = 0; revision < REVISIONS; revision++) {
    if (writing) await once(fork(new URL('./reload-writer.ts', import.meta.url), [file, String(revision)]), 'exit');
    await wait(EVERY_MS);
  }
  clearInterval(load);
  const all = (await Promise.all(taken)).sort((a, b) => a - b);
  return { name, delay: await delayOf(), taken: all };
}

async function delayOf(): Promise<Delay> {
  const answered = once(service, 'message');
  service.send('delay');
  const [delay] = (await answered) as [Delay];
  return delay;
}

async function rank(i: number): Promise<number> {
  const start = performance.now();
  const answer = await fetch(`${url}/v1/rankings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      require: { context_window: { at_least: 100_000 + i }, price_input: { at_most: 5 } },
      prefer: { weights: { price_output: 1, price_input: 1, context_window: 1 } },
    }),
  });
  await answer.text();
  if (answer.status !== 200) throw new Error(`a ranking was answered ${answer.status}`);
  return performance.now() - start;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
