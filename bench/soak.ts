import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Request, rateOf } from './closed-loop.ts';
import { ask, type Latencies, latenciesAt } from './open-loop.ts';
import { SERVICE, startServer } from './processes.ts';
import { ANALYSES, RANKINGS } from './questions.ts';

/**
 * Minutes (an argument, 5 unless given) of rankings at 70% of the peak rate while decisions are saved, analyses run and claims change the
 * catalog: any answer but 2xx ends it. Prints how long rankings took beside the same rate without the rest, and whether memory grew.
 */
const MINUTES = Number(process.argv[2] ?? 5);
const SHARE_OF_PEAK = 0.7;
const IDLE_SECONDS = 30;
const EVERY_MS = { save: 200, analysis: 1000, revision: 10_000, sample: 1000 } as const;
const KEY = 'bootstrap-key-of-the-soak';

const folder = mkdtempSync(join(tmpdir(), 'choose-if-soak-'));
const database = join(folder, 'soak.sqlite');
const service = await startServer(SERVICE, { DATABASE_FILE: database, BOOTSTRAP_KEY: KEY });
const authorization = { authorization: `Bearer ${KEY}` };

await rateOf(service.url, RANKINGS, 10);
const peak = await rateOf(service.url, RANKINGS, 5);
const rate = SHARE_OF_PEAK * peak;
console.log(`peak ${peak.toFixed(0)}/s; rankings at ${rate.toFixed(0)}/s`);
const idle = await latenciesAt(service.url, RANKINGS, rate, IDLE_SECONDS);
print('alone', idle);

type Sample = { readonly at: number; readonly heap: number; readonly resident: number };
const samples: Sample[] = [];
const counts = { save: 0, analysis: 0, revision: 0 };
let failure: Error | null = null;
const began = performance.now();
const timers = [
  every(EVERY_MS.save, () => sent('save', saving(counts.save))),
  every(EVERY_MS.analysis, () => sent('analysis', ANALYSES[counts.analysis % ANALYSES.length] as Request)),
  every(EVERY_MS.revision, () => sent('revision', changing(counts.revision))),
  every(EVERY_MS.sample, sample),
];
const busy = await latenciesAt(service.url, RANKINGS, rate, 60 * MINUTES);
for (const timer of timers) clearInterval(timer);
print('in the soak', busy);
console.log(`p99 ${(busy.p99 / idle.p99).toFixed(2)} times that alone (aim: at most 3)`);
console.log(
  `${busy.count} rankings, ${counts.save} saved, ${counts.analysis} analyses, ${counts.revision} revisions; no other answer than 2xx`,
);
growth('heap after collection', ({ heap }) => heap);
growth('resident', ({ resident }) => resident);
console.log(`database ${(statSync(database).size / 1e6).toFixed(0)} MB`);
await service.stop();
rmSync(folder, { recursive: true });
if (failure) throw failure;

function every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
  return setInterval(() => {
    work().catch((error: Error) => {
      failure ??= error;
      console.log(error.message);
    });
  }, ms);
}

async function sent(what: keyof typeof counts, request: Request): Promise<void> {
  counts[what]++;
  await ask(service.url, request);
}

function saving(i: number): Request {
  const body = { title: `Soak ${i}`, ranking: JSON.parse(RANKINGS[i % RANKINGS.length]?.body ?? '{}') };
  return {
    method: 'POST',
    path: '/v1/decisions',
    body: JSON.stringify(body),
    headers: { ...authorization, 'idempotency-key': `"soak-${i}"` },
  };
}

function changing(i: number): Request {
  const claim = {
    subject: 'meta/llama-4-scout@groq',
    attribute: 'price_input',
    value: 0.05 + i / 10_000,
    as_of: '2026-11-20',
    source: { title: 'The soak', locator: 'bench/soak.ts' },
  };
  return { method: 'POST', path: '/v1/catalog/claims', body: JSON.stringify({ claims: [claim] }), headers: authorization };
}

async function sample(): Promise<void> {
  const text = await ask(service.url, { method: 'GET', path: '/metrics' });
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  samples.push({
    at: (performance.now() - began) / 60_000,
    heap: value('nodejs_heap_size_used_bytes') / 1e6,
    resident: value('process_resident_memory_bytes') / 1e6,
  });
}

/** The heap goes up and down with every collection: its least value in each tenth of the time is what stays. Least squares, standard error. */
function growth(what: string, of: (sample: Sample) => number): void {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  const windows = Map.groupBy(samples, ({ at }) => Math.min(19, Math.floor((20 * (at - first)) / (last - first))));
  // the first fifth is warm-up
  const points = [...windows]
    .filter(([window]) => window >= 4)
    .map(([, own]) => own.reduce((least, one) => (of(one) < of(least) ? one : least)));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(({ at }) => at)), mean(points.map(of))];
  const spread = points.reduce((sum, { at }) => sum + (at - mx) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point.at - mx) * (of(point) - my), 0) / spread;
  const residual = points.reduce((sum, point) => sum + (of(point) - my - slope * (point.at - mx)) ** 2, 0);
  const error = Math.sqrt(residual / Math.max(1, points.length - 2) / spread);
  console.log(
    `${what}: ${my.toFixed(1)} MB, slope ${slope.toFixed(2)} +- ${(2 * error).toFixed(2)} MB a minute (two standard errors, ${points.length} windows)`,
  );
}

function print(what: string, { p50, p99, p999, max, count }: Latencies): void {
  console.log(
    `${what.padEnd(12)} p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(2)}, p99.9 ${p999.toFixed(2)}, most ${max.toFixed(1)} ms (${count})`,
  );
}
