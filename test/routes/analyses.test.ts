import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/http/deps.ts';
import { ANALYSIS_REQUEST } from '../../src/routes/analysis-example.ts';
import { analyse } from '../../src/scoring/analysis/analyse.ts';
import { smallApp } from '../app/small-app.ts';

let app: App;
beforeAll(() => {
  app = smallApp();
});
afterAll(() => app.close());
const post = (payload: object) => app.inject({ method: 'POST', url: '/v1/analyses', payload });

/** A request that takes seconds. */
const HEAVY = {
  alternatives: Array.from({ length: 200 }, (_, i) => `a${i}`),
  criteria: Array.from({ length: 15 }, (_, j) => ({ id: `c${j}`, direction: 'max', scale: { worst: 0, best: 100 } })),
  matrix: Array.from({ length: 200 }, (_, i) => Array.from({ length: 15 }, (_c, j) => (i * 37 + j * 59) % 101)),
  analyses: { rank_acceptability: { samples: 400_000, seed: 1 } },
};

describe('POST /v1/analyses', () => {
  it('answers from a worker thread with the very bytes of the engine', async () => {
    const answer = await post(ANALYSIS_REQUEST);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.body).toBe(JSON.stringify(analyse(ANALYSIS_REQUEST)));
  });

  it('takes the example of the contract', async () => {
    const answer = await post({
      alternatives: ['a1', 'a2', 'a3'],
      criteria: [
        { id: 'price', direction: 'min', scale: { worst: 20, best: 0.1, kind: 'linear' }, preference: { kind: 'linear', q: 0.5, p: 5 } },
      ],
      matrix: [[5.0], [3.2], [null]],
      weights: [1],
      methods: ['weighted_sum'],
      analyses: {
        pareto: true,
        weight_stability: true,
        tipping_points: [['a1', 'a2']],
        potential_optimality: true,
        rank_acceptability: { samples: 10000, seed: 1 },
      },
    });
    expect(answer.statusCode).toBe(200);
    const body = answer.json();
    expect(body.results.weighted_sum.ranks).toEqual([2, 1, 3]);
    expect(body.pareto.nondominated).toEqual(['a2', 'a3']);
    expect(body.weight_stability).toEqual([
      {
        criterion: 'price',
        weight: 1,
        leader: 'a2',
        lo: null,
        hi: null,
        challenger_below: null,
        challenger_above: null,
        ranking_lo: null,
        ranking_hi: null,
      },
    ]);
    expect(Math.abs(body.rank_acceptability.acceptability[2][0] - 3.1 / 19.9)).toBeLessThan(0.016);
  });

  it('is 400 with a pointer to each fault where the request makes no sense', async () => {
    const answer = await post({ ...ANALYSIS_REQUEST, weights: [1, -1, 1], methods: ['electre'] });
    expect(answer.statusCode).toBe(400);
    const sense = await post({ ...ANALYSIS_REQUEST, matrix: [[1, 2, 3]], weights: [0, 0, 0] });
    expect(sense.statusCode).toBe(400);
    expect(sense.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['#/matrix', 'wrong_length'],
      ['#/weights', 'nothing_positive'],
    ]);
  });

  it('is 422 with a pointer to the cell, the constraints or the part that asks for too much', async () => {
    const answer = await post({
      ...ANALYSIS_REQUEST,
      methods: ['topsis'],
      constraints: { bounds: { rent: [0, 0.1], size: [0, 0.1], commute: [0, 0.1] } },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['#/matrix/1/2', 'uncertain_cell'],
      ['#/matrix/2/2', 'unknown_cell'],
      ['#/constraints', 'infeasible_constraints'],
    ]);
  });

  it('keeps the event loop free while it computes', async () => {
    const start = performance.now();
    let done = false;
    const heavy = post(HEAVY).then((answer) => {
      done = true;
      return answer;
    });
    let longest = 0;
    let turns = 0;
    while (!done) {
      const before = performance.now();
      expect((await app.inject('/livez')).statusCode).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 5));
      longest = Math.max(longest, performance.now() - before);
      turns++;
    }
    const answer = await heavy;
    expect(answer.statusCode).toBe(200);
    // on the event loop there would be one turn, as long as the whole computation
    expect(turns).toBeGreaterThan(20);
    expect(longest).toBeLessThan((performance.now() - start) / 3);
  }, 60_000);

  it('stops computing when the caller hangs up', async () => {
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const controller = new AbortController();
    const body = JSON.stringify({ ...HEAVY, analyses: { rank_acceptability: { samples: 1_000_000 } } });
    const asked = fetch(`${url}/v1/analyses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 300);
    await expect(asked).rejects.toThrow('aborted');
    // the one thread that a small machine has would be busy for seconds
    const start = performance.now();
    expect((await post(ANALYSIS_REQUEST)).statusCode).toBe(200);
    expect(performance.now() - start).toBeLessThan(4000);
  }, 60_000);
});
