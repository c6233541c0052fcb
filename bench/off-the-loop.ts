import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Plain rankings, one after the other, while nothing else goes on and while an analysis of 1,000,000 draws on 200 x 15 runs in its thread:
 * p50 and p99 of both, and the ratio.
 */
const REQUESTS = 600;

const service = fork(new URL('./service.ts', import.meta.url), { env: { ...process.env, DATABASE_FILE: ':memory:' } });
const [url] = (await once(service, 'message')) as [string];

await latencies(200);
const idle = await latencies(REQUESTS);
const heavy = post('/v1/analyses', {
  alternatives: Array.from({ length: 200 }, (_, i) => `a${i}`),
  criteria: Array.from({ length: 15 }, (_, j) => ({ id: `c${j}`, direction: 'max', scale: { worst: 0, best: 100 } })),
  matrix: Array.from({ length: 200 }, (_, i) => Array.from({ length: 15 }, (_c, j) => (i * 37 + j * 59) % 101)),
  analyses: { rank_acceptability: { samples: 1_000_000, seed: 1 } },
});
let running = true;
void heavy.then(() => {
  running = false;
});
const busy = await latencies(REQUESTS);
console.log(`the analysis ${running ? 'was running throughout' : 'ended before the last request'}`);
await heavy;
console.log(`${''.padEnd(10)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}`);
for (const [name, taken] of [
  ['idle', idle],
  ['busy', busy],
] as const)
  console.log(`${name.padEnd(10)} ${at(taken, 0.5).toFixed(2).padStart(8)} ${at(taken, 0.99).toFixed(2).padStart(8)}`);
console.log(`ratio of p99 ${(at(busy, 0.99) / at(idle, 0.99)).toFixed(2)}`);
service.kill();

async function latencies(count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await post('/v1/rankings', {
      require: { context_window: { at_least: 100_000 + i }, tool_calling: { is: true } },
      prefer: { weights: { price_output: 1, gpqa_diamond: 1, context_window: 1 } },
    });
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b);
}

async function post(path: string, body: object): Promise<string> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
