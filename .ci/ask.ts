import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { RANKING_REQUEST } from '../src/routes/ranking-request.ts';

/** Asks a service that logs to the named file the first question of the README, and leaves with 1 unless the answer is sensible. */
const [log = ''] = process.argv.slice(2);
const url = await address();
const answer = await fetch(`${url}/v1/rankings`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(RANKING_REQUEST),
});
const { ranking, verdict, catalog } = (await answer.json()) as {
  ranking: { model: string; score: number; contributions: { contribution: number }[] }[];
  verdict: { choose: string | null };
  catalog: { claims: number };
};
const [best] = ranking;
const sum = best?.contributions.reduce((total, part) => total + part.contribution, 0) ?? Number.NaN;
const sensible =
  answer.status === 200 && best !== undefined && verdict.choose === best.model && Math.abs(sum - best.score) < 1e-12 && catalog.claims > 0;
process.stdout.write(`${answer.status}: ${verdict.choose}, ${best?.score}, from ${catalog.claims} claims\n`);
process.exit(sensible ? 0 : 1);

/** Where the service listens, once it is ready. */
async function address(): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const found = /listening at (http:\/\/[\d.]+:\d+)/.exec(readFileSync(log, 'utf8'))?.[1];
    if (found && (await fetch(`${found}/readyz`)).status === 200) return found;
    await wait(100);
  }
  throw new Error('the service was not ready within a minute');
}
