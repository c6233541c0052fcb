import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { refusedCells } from '../../../src/scoring/analysis/check-cells.ts';
import { AnalysisRequest } from '../../../src/scoring/analysis/request.ts';
import { matrixOf } from '../../../src/scoring/matrix.ts';
import { defineMethod, type MethodProblem } from '../../../src/scoring/methods/method.ts';
import { methodResult, scoresOnValues } from '../../../src/scoring/methods/method-result.ts';
import { SCRATCH } from './scratch.ts';

const problemOf = (rows: number[][]): MethodProblem => {
  const raw = matrixOf(rows);
  return {
    alternatives: rows.map((_, i) => `a${i}`),
    criteria: (rows[0] ?? []).map(() => ({ direction: 'max' })),
    weights: (rows[0] ?? []).map(() => 1 / (rows[0]?.length ?? 1)),
    raw: () => raw,
    values: () => ({ point: raw, low: raw, high: raw }),
    settings: undefined,
  };
};

describe('a method of one file', () => {
  test('has its scores, the ranks of them, and which is better', () => {
    // a column sums to 4 and 10: 0.5 (1/4 + 6/10), 0.5 (3/4 + 4/10)
    const { better, scores, ranks } = methodResult(
      SCRATCH,
      problemOf([
        [1, 6],
        [3, 4],
      ]),
    );
    expect([better, scores, ranks]).toEqual(['higher', [0.425, 0.575].map((score) => expect.closeTo(score, 12)), [2, 1]]);
  });

  test('refuses at the cell what it says it can not take, and what is not known', () => {
    const request = AnalysisRequest.parse({
      alternatives: ['a', 'b'],
      criteria: [
        { id: 'x', direction: 'min' },
        { id: 'y', direction: 'max' },
      ],
      matrix: [
        [-1, 2],
        [null, -3],
      ],
    });
    expect(refusedCells(request, [SCRATCH])).toEqual([
      { path: ['matrix', 0, 0], code: 'negative', detail: "scratch can't take a performance below 0 to minimise." },
      {
        path: ['matrix', 1, 0],
        code: 'unknown_cell',
        detail: "scratch can't take a performance that is not known exactly; weighted_sum and rank_acceptability can.",
      },
      { path: ['matrix', 1, 1], code: 'negative', detail: "scratch can't take a performance below 0 to maximise." },
    ]);
  });

  test('is stopped where it gives a score that is not finite: the error names it and the alternative', () => {
    // a column of nothing but 0 sums to 0
    expect(() => methodResult(SCRATCH, problemOf([[0], [0]]))).toThrow('scratch gave the alternative a0 the score NaN');
    const values = matrixOf([
      [1, 0],
      [0, 0],
    ]);
    expect(() => scoresOnValues(SCRATCH, values, [0.5, 0.5], ['lab/x', 'lab/y'])).toThrow(
      'scratch gave the alternative lab/x the score NaN',
    );
  });

  test('is stopped where it ranks by what is not finite, leaves a score out, or gives a detail that is not finite', () => {
    const giving = (given: { scores: number[]; rankedBy?: number[]; flows?: number[] }) =>
      defineMethod({
        ...SCRATCH,
        details: { flows: z.array(z.array(z.number())) },
        run: () => ({
          scores: Float64Array.from(given.scores),
          ...(given.rankedBy && { rankedBy: Float64Array.from(given.rankedBy) }),
          details: { flows: [given.flows ?? []] },
        }),
      });
    const run = (given: Parameters<typeof giving>[0]) => () => methodResult(giving(given), problemOf([[1], [2]]));
    expect(run({ scores: [1, 2], flows: [3] })()).toMatchObject({ scores: [1, 2], flows: [[3]] });
    expect(run({ scores: [1, 2], rankedBy: [0, Number.NEGATIVE_INFINITY] })).toThrow('the alternative a1 the score 2, ranked by -Infinity');
    expect(run({ scores: [1] })).toThrow('the alternative a1 the score undefined');
    expect(run({ scores: [1, 2], flows: [Number.NaN] })).toThrow('scratch gave the number NaN in flows');
  });

  test('can not score values that it refuses, unless it says how', () => {
    const picky = defineMethod({
      ...SCRATCH,
      refusal: (performance) => (performance === 0 ? { code: 'nothing', detail: 'Nothing.' } : null),
    });
    const values = matrixOf([[0], [0.5]]);
    expect(() => scoresOnValues(picky, values, [1], ['x', 'y'])).toThrow('scratch refuses the value 0');
    const prepared = defineMethod({ ...picky, onValues: { scores: ({ cells }) => cells.slice(), tie: 0 } });
    expect(scoresOnValues(prepared, values, [1], ['x', 'y'])).toEqual({ better: 'higher', scores: [0, 0.5], ranks: [2, 1] });
  });

  test('does not compile with a part left out, or a result at odds with its details', () => {
    const { units: _units, ...rest } = SCRATCH;
    // @ts-expect-error the units of work are missing
    defineMethod({ ...rest });
    // @ts-expect-error one that is not additive says why it parts from the weighted sum
    defineMethod({ ...SCRATCH, departure: null });
    // @ts-expect-error `flows` is missing in what it runs to
    defineMethod({ ...SCRATCH, details: { flows: z.number() }, run: () => ({ scores: new Float64Array(2), details: {} }) });
  });
});
