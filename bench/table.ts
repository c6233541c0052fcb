import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCatalog } from '../src/catalog/catalog.ts';
import { prepareRanking, rankingJson } from '../src/explaining/rank-catalog.ts';
import { checkRequest } from '../src/ranking/ask/check-request.ts';
import { seedFromFolder } from '../src/service/seeding/seed.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { type Request, rateOf } from './closed-loop.ts';
import { enlarged } from './enlarged.ts';
import { ask, type Latencies, latenciesAt } from './open-loop.ts';
import { BARE, residentMb, SERVICE, type Server, startServer } from './processes.ts';
import { ANALYSES, COSTLY_RANKINGS, RANKINGS, SAVINGS } from './questions.ts';
import { enlarge } from './reload-market.ts';

/**
 * One table of ratios: the service, as `npm start` runs it, beside a bare Fastify process that parses the same bodies and answers with the same
 * bytes. What is compared runs in turns, so that a machine that is busy slows both; a ratio is the median over the rounds.
 */
const ROUNDS = 3;
const SECONDS = 3;
const WARM_UP = 2;
const SHARE_OF_PEAK = 0.7;
const LATENCY_SECONDS = 15;
const STARTS = 7;

type Row = { readonly what: string; readonly ours: string; readonly theirs: string; readonly ratio: number; readonly aim: string };
const rows: Row[] = [];
const folder = mkdtempSync(join(tmpdir(), 'choose-if-bench-'));
const seedFile = join(folder, 'seed.sqlite');
const marketFile = join(folder, 'market.sqlite');
for (const file of [seedFile, marketFile]) {
  const store = openStore(file, new Date());
  await seedFromFolder(store.catalog, new Date());
  if (file === marketFile) await enlarge(store.catalog);
  await store.close();
}

const bare = await startServer(BARE, { DATABASE_FILE: seedFile });
const service = await startServer(SERVICE, { DATABASE_FILE: seedFile });
const market = await startServer(SERVICE, { DATABASE_FILE: marketFile });

const peak = await besideBare('POST /v1/rankings, seed', '>= 0.5', service, RANKINGS);
await besideBare('POST /v1/rankings, 5,000 offers more', '>= 0.3', market, COSTLY_RANKINGS);
await market.stop();
const reads = await everyModel(service);
await besideBare('GET /v1/models/{id}, asked before', '>= 0.8', service, reads.plain);
await besideBare('the same, If-None-Match', '>= 0.8', service, reads.conditional, '3xx');
await besideBare('GET /v1/models/{id}, another day each', '', service, reads.fresh);
await besideBare('POST /v1/analyses', '', service, ANALYSES);
await compare(
  'POST /v1/decisions beside rankings',
  '>= 0.5',
  () => rateOf(service.url, SAVINGS, SECONDS),
  () => rateOf(service.url, RANKINGS, SECONDS),
);
const memory = [residentMb(service), residentMb(bare)] as const;
rows.push({
  what: 'resident memory after all that',
  ours: `${memory[0].toFixed(0)} MB`,
  theirs: `${memory[1].toFixed(0)} MB`,
  ratio: memory[0] / memory[1],
  aim: '<= 2.5',
});
await tell('/v1/rankings', await ask(service.url, RANKINGS[0] as Request), '');
const latencies: (readonly [who: string, latencies: Latencies])[] = [];
for (const [who, server] of [
  ['ours', service],
  ['bare', bare],
  ['ours', service],
  ['bare', bare],
] as const)
  latencies.push([who, await latenciesAt(server.url, RANKINGS, SHARE_OF_PEAK * peak, LATENCY_SECONDS)]);
await service.stop();
await bare.stop();
await starts('start to ready', seedFile, '<= 2');
await starts('start to ready, first of all (seeds)', ':memory:', '');
await growth();
rmSync(folder, { recursive: true });
print();

/** How many requests a second are answered, beside the bare process answering the same with what the service answered. Returns our median. */
async function besideBare(what: string, aim: string, server: Server, requests: readonly Request[], expected: '2xx' | '3xx' = '2xx') {
  for (const { path } of requests.slice(0, 1)) if (requests[0]?.method === 'POST') await tell(path, await ask(server.url, requests[0]), '');
  return compare(
    what,
    aim,
    (seconds = SECONDS) => rateOf(server.url, requests, seconds, expected),
    (seconds = SECONDS) => rateOf(bare.url, requests, seconds, expected),
  );
}

type Rate = (seconds?: number) => Promise<number>;

async function compare(what: string, aim: string, ours: Rate, theirs: Rate): Promise<number> {
  await theirs(WARM_UP);
  await ours(WARM_UP);
  const rounds: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ theirs: await theirs(), ours: await ours() });
  const own = median(rounds.map((round) => round.ours));
  const other = median(rounds.map((round) => round.theirs));
  const ratio = median(rounds.map((round) => round.ours / round.theirs));
  rows.push({ what, ours: `${own.toFixed(0)}/s`, theirs: `${other.toFixed(0)}/s`, ratio, aim });
  return own;
}

/** `fresh`: each of a day of its own, so that none was rendered before. */
async function everyModel({ url }: Server): Promise<Readonly<Record<'plain' | 'conditional' | 'fresh', readonly Request[]>>> {
  const fresh: Request[] = [];
  const plain: Request[] = [];
  const conditional: Request[] = [];
  const { items } = (await (await fetch(`${url}/v1/models?limit=100`)).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const path = `/v1/models/${id}`;
    const answer = await fetch(`${url}${path}`);
    const etag = answer.headers.get('etag') ?? '';
    await tell(path, await answer.text(), etag);
    plain.push({ method: 'GET', path });
    for (let day = 0; day < 100; day++) {
      const dated = `${path}?as_of=${new Date(Date.UTC(2026, 0, 1 + ((7 * day + fresh.length) % 320))).toISOString().slice(0, 10)}`;
      fresh.push({ method: 'GET', path: dated });
    }
    conditional.push({ method: 'GET', path, headers: { 'if-none-match': etag } });
  }
  return { plain, conditional, fresh };
}

/** What the bare process is to answer. */
async function tell(path: string, body: string, etag: string): Promise<void> {
  const known = new Promise((resolve) => bare.process.once('message', resolve));
  bare.process.send({ path, body, etag });
  await known;
}

async function starts(what: string, file: string, aim: string): Promise<void> {
  const taken: { readonly ours: number; readonly theirs: number; readonly memory: number }[] = [];
  for (let i = 0; i < STARTS; i++) {
    const other = await startServer(BARE, { DATABASE_FILE: file });
    const own = await startServer(SERVICE, { DATABASE_FILE: file });
    taken.push({ theirs: other.readyMs, ours: own.readyMs, memory: residentMb(own) / residentMb(other) });
    await other.stop();
    await own.stop();
  }
  const ours = median(taken.map((start) => start.ours));
  const theirs = median(taken.map((start) => start.theirs));
  rows.push({
    what,
    ours: `${ours.toFixed(0)} ms`,
    theirs: `${theirs.toFixed(0)} ms`,
    ratio: median(taken.map((start) => start.ours / start.theirs)),
    aim,
  });
  const ratio = median(taken.map((start) => start.memory));
  rows.push({ what: `resident memory, ${what}`, ours: '', theirs: '', ratio, aim: '<= 2.5' });
}

/** A request to 50,000 offers beside one to 500, in process: 100 times as many. */
async function growth(): Promise<void> {
  const store = openStore(':memory:', new Date());
  await seedFromFolder(store.catalog, new Date());
  const data = await store.catalog.read();
  const [few, many] = [500, 50_000].map((offers) => {
    const catalog = compileCatalog(enlarged(data, offers));
    const bodies = RANKINGS.slice(0, 200).map(({ body }) => JSON.parse(body ?? ''));
    const rounds = Array.from({ length: 6 }, (_, round) => {
      const began = performance.now();
      const asked = bodies.slice(0, offers > 1000 ? 20 : 200);
      for (const body of asked) {
        const { request } = checkRequest(catalog, body);
        if (!request) throw new Error('refused');
        rankingJson(prepareRanking(catalog, request, '2026-11-23'));
      }
      return round === 0 ? Number.NaN : (performance.now() - began) / asked.length;
    });
    return median(rounds.slice(1));
  }) as [number, number];
  rows.push({
    what: 'a ranking of 50,000 offers beside 500, in process',
    ours: `${many.toFixed(2)} ms`,
    theirs: `${few.toFixed(2)} ms`,
    ratio: many / few,
    aim: '<= 100',
  });
}

function print(): void {
  console.log(`${'service beside bare Fastify'.padEnd(52)}${['ours', 'theirs', 'ratio', 'aim'].map((name) => name.padStart(11)).join('')}`);
  for (const { what, ours, theirs, ratio, aim } of rows)
    console.log(`${what.padEnd(52)}${[ours, theirs, ratio.toFixed(3), aim].map((cell) => cell.padStart(11)).join('')}`);
  console.log(`rankings at ${(100 * SHARE_OF_PEAK).toFixed(0)}% of our peak rate, both at the same, counted from when each was due:`);
  for (const [who, { p50, p99, p999, max, count }] of latencies)
    console.log(`${who}: p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(2)}, p99.9 ${p999.toFixed(2)}, most ${max.toFixed(1)} ms (${count})`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
