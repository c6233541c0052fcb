import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';

/**
 * POST /v1/rankings on the seed (6 requirements, 6 criteria, limit 10, every body another) beside a bare Fastify route that parses the
 * same body and replies with the same bytes. Both run in processes of their own; rounds alternate, so that a slow machine slows both.
 * Arguments `FORMAT=FILE` are feeds to import first, each timed; the monthly cost is one of the criteria then.
 */
const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 10;
const FEEDS = process.argv.slice(2).map((argument) => argument.split('=') as [string, string]);
const COSTLY = FEEDS.length > 0;

const BODIES = Array.from({ length: 200 }, (_, i) =>
  JSON.stringify({
    require: {
      context_window: { at_least: 100_000 + 10 * i },
      price_input: { at_most: 2 + i / 1000 },
      tool_calling: { is: true },
      modalities_in: { all_of: ['text'] },
      hosting: { none_of: ['community'] },
      max_output_tokens: { at_least: 4000 + i },
    },
    prefer: {
      weights: {
        [COSTLY ? 'monthly_cost' : 'price_input']: 3,
        price_output: 3 + i / 100,
        gpqa_diamond: 2,
        context_window: 1,
        mmlu_pro: 1,
        swe_bench_verified: 2,
      },
    },
    ...(COSTLY ? { workload: { requests_per_month: 500_000 + i, input_tokens: 3000, cached_input_share: 0.4, output_tokens: 400 } } : {}),
    limit: 10,
    as_of: '2026-11-23',
  }),
);

const folder = mkdtempSync(join(tmpdir(), 'choose-if-bench-'));
for (const [format, file] of FEEDS) {
  const command = ['src/cli/catalog.ts', 'import', format, file, '--json'];
  const began = performance.now();
  const report = JSON.parse(
    execFileSync(process.execPath, command, {
      env: { ...process.env, DATABASE_FILE: join(folder, 'bench.sqlite') },
      maxBuffer: 2 ** 28,
    }).toString(),
  );
  console.log(`import ${format}: ${report.rows} rows, ${report.accepted} accepted, ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
const service = await start('service.ts', { DATABASE_FILE: join(folder, 'bench.sqlite') });
const answer = await (await fetch(`${service.url}/v1/rankings`, post(BODIES[0] as string))).text();
const bare = await start('bare.ts', { ANSWER: answer });

const runs: { service: autocannon.Result[]; bare: autocannon.Result[] } = { service: [], bare: [] };
await load(service.url, 2);
await load(bare.url, 2);
for (let round = 0; round < ROUNDS; round++) {
  runs.bare.push(await load(bare.url, SECONDS));
  runs.service.push(await load(service.url, SECONDS));
}
const rate = (results: autocannon.Result[]) => median(results.map((result) => result.requests.average));
const row = (name: string, results: autocannon.Result[]) =>
  console.log(
    `${name.padEnd(24)} ${rate(results).toFixed(0).padStart(8)} ${median(results.map((result) => result.latency.p50))
      .toFixed(1)
      .padStart(8)} ${median(results.map((result) => result.latency.p99))
      .toFixed(1)
      .padStart(8)}`,
  );
console.log(`answer: ${answer.length} bytes, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${SECONDS} s`);
console.log(`${''.padEnd(24)} ${'req/s'.padStart(8)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}`);
row('bare Fastify route', runs.bare);
row('POST /v1/rankings', runs.service);
console.log(`ratio ${(rate(runs.service) / rate(runs.bare)).toFixed(3)}`);
service.stop();
bare.stop();
rmSync(folder, { recursive: true });

async function load(url: string, duration: number): Promise<autocannon.Result> {
  const requests = BODIES.map((body) => ({
    method: 'POST' as const,
    path: '/v1/rankings',
    headers: { 'content-type': 'application/json' },
    body,
  }));
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  return result;
}

function post(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

async function start(file: string, env: Record<string, string>): Promise<{ url: string; stop: () => void }> {
  const child = fork(new URL(`./${file}`, import.meta.url), { env: { ...process.env, ...env } });
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => child.kill() };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
