import { afterAll, expect, test } from 'vitest';
import { Ranking } from '../../src/explaining/answer/ranking.ts';
import { rankCatalog } from '../../src/explaining/rank-catalog.ts';
import { appOver, seededCatalog, TODAY } from '../support/catalogs/seeded.ts';

const catalog = seededCatalog();
const app = appOver(catalog);
afterAll(() => app.close());

const question = {
  as_of: TODAY,
  require: { open_weights: { is: true } },
  prefer: { order: ['gpqa_diamond', 'price_output', 'context_window'] },
  robustness: { samples: 5000, seed: 2 },
  limit: 5,
};
const rank = (payload: object) => app.inject({ method: 'POST', url: '/v1/rankings', payload });

test('robustness over HTTP, worked out in another thread, is what the core says, to the byte', async () => {
  const answer = await rank(question);
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe(JSON.stringify(rankCatalog(catalog, question, TODAY)));
  expect(Ranking.safeParse(answer.json()).error).toBeUndefined();
  expect(answer.json().robustness.text).toContain(`${answer.json().verdict.choose} is first in`);
});

test('more draws than the work budget allows are refused where they are asked for, or answered within it', async () => {
  const criteria = [...catalog.attributes.values()].filter((attribute) => attribute.scale).slice(0, 50);
  const weights = Object.fromEntries(criteria.map((attribute) => [attribute.id, 1]));
  const answer = await rank({ as_of: TODAY, prefer: { weights }, robustness: { samples: 1_000_000 }, fold: 'none' });
  expect([answer.statusCode, answer.json().errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
    422,
    ['#/robustness/samples'],
  ]);
});

test('plain rankings are answered while a heavy one is drawn', async () => {
  const heavy = rank({ ...question, robustness: { samples: 200_000 } });
  const { robustness: _asked, ...plain } = question;
  const order: string[] = [];
  const done = heavy.then(() => order.push('heavy'));
  for (let i = 0; i < 5; i++) {
    expect((await rank(plain)).statusCode).toBe(200);
    order.push('plain');
  }
  await done;
  expect(order).toEqual(['plain', 'plain', 'plain', 'plain', 'plain', 'heavy']);
});
