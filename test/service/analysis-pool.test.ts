import { afterEach, expect, test } from 'vitest';
import type { AnalysisRequest } from '../../src/scoring/analysis/request.ts';
import { type AnalysisPool, analysisPool, offTheLoop } from '../../src/service/analysis-pool.ts';

let pool: AnalysisPool;
afterEach(() => pool.close());

/** Of a caller that waits for as long as it takes. */
const never = () => new AbortController().signal;

const question = (alternatives: number, criteria: number, samples: number): AnalysisRequest => ({
  alternatives: Array.from({ length: alternatives }, (_, i) => `a${i}`),
  criteria: Array.from({ length: criteria }, (_, j) => ({ id: `c${j}`, direction: 'max' as const, scale: { worst: 0, best: 100 } })),
  matrix: Array.from({ length: alternatives }, (_, i) => Array.from({ length: criteria }, (_c, j) => (i * 37 + j * 59) % 101)),
  analyses: { rank_acceptability: { samples, seed: 1 } },
});

test('a thread that runs out of memory fails one analysis alone: the next is answered by a new thread', async () => {
  pool = analysisPool(20);
  const fat = await offTheLoop(pool, question(500, 20, 2000), never).catch((error) => error);
  expect(fat).toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
  const next = await offTheLoop(pool, question(3, 2, 100), never);
  expect(next).toHaveProperty('body');
  expect(pool.load()).toMatchObject({ waiting: 0, running: 0 });
  expect(pool.load().lost).toBeGreaterThan(0);
});

test('how many wait and how many are worked on is known', async () => {
  pool = analysisPool();
  expect(pool.load()).toEqual({ waiting: 0, running: 0, lost: 0 });
  const asked = Array.from({ length: 4 }, () => offTheLoop(pool, question(50, 5, 20_000), never));
  const { waiting, running } = pool.load();
  expect(waiting + running).toBe(4);
  await Promise.all(asked);
  expect(pool.load()).toEqual({ waiting: 0, running: 0, lost: 0 });
});

test('the largest analyses that the work budget lets pass stay within the memory of a thread', async () => {
  pool = analysisPool();
  const answers = await Promise.all([
    offTheLoop(pool, question(500, 50, 30_000), never),
    offTheLoop(pool, { ...question(2000, 50, 1), analyses: { pareto: true } }, never),
  ]);
  for (const answer of answers) expect(answer).toHaveProperty('body');
}, 120_000);
