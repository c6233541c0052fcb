import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';

/**
 * Saving decisions (POST /v1/decisions, each with an Idempotency-Key of its own, in a database file) beside the same rankings that are not kept
 * (POST /v1/rankings). One process answers both; rounds alternate, so that a slow machine slows both.
 */
const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 10;

const RANKINGS = Array.from({ length: 200 }, (_, i) => ({
  require: {
    context_window: { at_least: 100_000 + 10 * i },
    price_input: { at_most: 2 + i / 1000 },
    tool_calling: { is: true },
    modalities_in: { all_of: ['text'] },
    hosting: { none_of: ['community'] },
    max_output_tokens: { at_least: 4000 + i },
  },
  prefer: {
    weights: { price_input: 3, price_output: 3 + i / 100, gpqa_diamond: 2, context_window: 1, mmlu_pro: 1, swe_bench_verified: 2 },
  },
  limit: 10,
  as_of: '2026-11-23',
}));

const folder = mkdtempSync(join(tmpdir(), 'choose-if-bench-'));
const file = join(folder, 'bench.sqlite');
const service = fork(new URL('./service.ts', import.meta.url), { env: { ...process.env, DATABASE_FILE: file } });
const [url] = (await once(service, 'message')) as [string];
let keys = 0;

const runs: { rankings: autocannon.Result[]; decisions: autocannon.Result[] } = { rankings: [], decisions: [] };
await load('/v1/rankings', 2);
await load('/v1/decisions', 2);
for (let round = 0; round < ROUNDS; round++) {
  runs.rankings.push(await load('/v1/rankings', SECONDS));
  runs.decisions.push(await load('/v1/decisions', SECONDS));
}
const rate = (results: autocannon.Result[]) => median(results.map((result) => result.requests.average));
const row = (name: string, results: autocannon.Result[]) => {
  const latency = (of: 'p50' | 'p99') =>
    median(results.map((result) => result.latency[of]))
      .toFixed(1)
      .padStart(8);
  console.log(`${name.padEnd(24)} ${rate(results).toFixed(0).padStart(8)} ${latency('p50')} ${latency('p99')}`);
};
const ratios = runs.decisions.map((result, i) => result.requests.average / (runs.rankings[i]?.requests.average ?? Number.NaN));
console.log(`${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${SECONDS} s; ${keys} keys`);
console.log(`${''.padEnd(24)} ${'req/s'.padStart(8)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}`);
row('POST /v1/rankings', runs.rankings);
row('POST /v1/decisions', runs.decisions);
console.log(`ratio ${median(ratios).toFixed(3)} (goal: 0.5); database ${(statSync(file).size / 1e6).toFixed(0)} MB`);
service.kill();
rmSync(folder, { recursive: true });

async function load(path: '/v1/rankings' | '/v1/decisions', duration: number): Promise<autocannon.Result> {
  const requests = RANKINGS.map((ranking) => ({
    method: 'POST' as const,
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(path === '/v1/decisions' ? { title: 'Model for the bench', owner: 'Bench', ranking } : ranking),
    // On both sides, so that what it costs to make up a key is no part of the difference; a ranking takes no notice of it.
    setupRequest: (request: autocannon.Request) => ({
      ...request,
      headers: { ...request.headers, 'idempotency-key': `"bench-${keys++}"` },
    }),
  }));
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  return result;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
