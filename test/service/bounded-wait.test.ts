import { expect, test } from 'vitest';
import { boundedWait } from '../../src/service/bounded-wait.ts';
import { smallApp } from '../app/small-app.ts';
import { smallCatalog } from '../app/small-catalog.ts';

test('sixteen may wait, one more is refused, and there is room again when one is done', async () => {
  const finish: (() => void)[] = [];
  const ask = boundedWait((n: number) => new Promise<number>((resolve) => finish.push(() => resolve(n))));
  const waiting = Array.from({ length: 16 }, (_, n) => ask(n));
  await expect(ask(16)).rejects.toMatchObject({ lacks: 'busy' });
  finish[0]?.();
  expect(await waiting[0]).toBe(0);
  const next = ask(17);
  for (const done of finish) done();
  expect(await next).toBe(17);
});

test('over HTTP that is 503 with when to come back', async () => {
  const catalog = smallCatalog();
  let load = () => {};
  const loaded = new Promise<null>((resolve) => {
    load = () => resolve(null);
  });
  const app = smallApp({ catalogAt: () => loaded }, catalog);
  const asked = Array.from({ length: 17 }, () =>
    app.inject({ method: 'POST', url: '/v1/rankings', payload: { require: {}, revision: catalog.revision + 1 } }),
  );
  const refused = await Promise.race(asked);
  expect([refused.statusCode, refused.headers['retry-after'], refused.json().detail]).toEqual([
    503,
    '1',
    'Too many requests are already waiting for old revisions; try again shortly.',
  ]);
  load();
  const rest = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
  expect(rest.filter((status) => status === 422)).toHaveLength(16);
});
