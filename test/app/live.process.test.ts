import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { portOf, run } from '../support/processes/service-process.ts';
import { temporaryFolder } from '../support/processes/temporary-database.ts';

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await wait(100);
  }
  throw new Error('it did not come about within 20 seconds');
}

const RANKING = { require: { open_weights: { is: true } }, prefer: { weights: { price_output: 1, gpqa_diamond: 1 } }, as_of: '2026-11-23' };

test('a revision of another process is served within two seconds, and of 50 requests a second meanwhile not one fails', async () => {
  const file = join(temporaryFolder(), 'live.sqlite');
  const service = run('main.ts', { DATABASE_FILE: file, PORT: '0' });
  const base = `http://127.0.0.1:${await portOf(service)}`;
  const rank = async (revision?: number) => {
    const began = performance.now();
    const answer = await fetch(`${base}/v1/rankings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...RANKING, ...(revision !== undefined && { revision }) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, ms: performance.now() - began, at: performance.now() };
  };
  const before = await rank();
  const asked: ReturnType<typeof rank>[] = [];
  const load = setInterval(() => asked.push(rank()), 20);
  const committed: { revision: number; at: number }[] = [];
  for (const name of ['first', 'second']) {
    await wait(500);
    const writer = run('../test/service/write-revision.ts', {}, [file, name]);
    expect([await writer.ended, writer.err()]).toEqual([0, '']);
    committed.push({ revision: Number(writer.out()), at: performance.now() });
    const { revision } = committed.at(-1) as { revision: number };
    await until(async () => (await rank()).text.includes(`"revision":${revision},`));
  }
  await wait(500);
  clearInterval(load);
  const answers = await Promise.all(asked);
  expect(answers.length).toBeGreaterThan(50);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  // On a machine that others keep busy each of some 80 slices waits about as long as a request does.
  const typical = answers.map(({ ms }) => ms).sort((a, b) => a - b)[answers.length >> 1] as number;
  const numbers = answers.map(({ text, at }) => ({ revision: Number(/"revision":(\d+)/.exec(text)?.[1]), at }));
  for (const { revision, at } of committed) {
    const first = numbers.find((answer) => answer.revision >= revision);
    expect((first?.at ?? Number.POSITIVE_INFINITY) - at).toBeLessThan(2000 + 80 * typical);
  }
  expect(new Set(numbers.map(({ revision }) => revision))).toEqual(new Set([1, 2, 3]));
  expect((await rank(1)).text).toBe(before.text);
  const changes = await (await fetch(`${base}/v1/catalog/revisions/3/changes?since=1`)).json();
  expect(changes).toMatchObject({ revision: { author: 'a-test', origin: 'operator' }, counts: { providers: { added: 2 } } });
  expect(service.out()).toContain('"msg":"catalog changed"');
}, 60_000);
