import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/scoring/analysis/analyse.ts';
import { AnalysisAnswer } from '../../src/scoring/analysis/answer.ts';
import { analysisFaults } from '../../src/scoring/analysis/check.ts';
import { replyTo } from '../../src/scoring/analysis/reply.ts';
import { AnalysisRequest } from '../../src/scoring/analysis/request.ts';
import { WORK_BUDGET, workOf } from '../../src/scoring/analysis/work.ts';
import { MethodName } from '../../src/scoring/methods/registry.ts';

const price = { id: 'price', direction: 'min', scale: { worst: 20, best: 0 } } as const;
const speed = { id: 'speed', direction: 'max', scale: { worst: 0, best: 100, kind: 'linear' } } as const;
const small = {
  alternatives: ['a1', 'a2', 'a3'],
  criteria: [price, speed],
  matrix: [
    [5, 80],
    [3, 20],
    [10, 10],
  ],
  weights: [3, 1],
  methods: ['weighted_sum'],
};
const asked = (over: object = {}): AnalysisRequest => AnalysisRequest.parse({ ...small, ...over });
const faults = (over: object) => {
  const { invalid, impossible } = analysisFaults(asked(over));
  return {
    invalid: invalid.map(({ path, code }) => [path.join('/'), code]),
    impossible: impossible.map(({ path, code }) => [path.join('/'), code]),
  };
};
const EVERYTHING = {
  pareto: true,
  weight_stability: true,
  leader_envelope: true,
  tipping_points: [['a1', 'a2']],
  potential_optimality: true,
  rank_acceptability: { samples: 500, seed: 9 },
};

describe('an answer', () => {
  it('has what was asked for and nothing else, in the published shape', () => {
    const everything = analyse(asked({ methods: MethodName.options, analyses: EVERYTHING }));
    expect(AnalysisAnswer.parse(everything)).toEqual(everything);
    expect(Object.keys(everything).sort()).toEqual([...Object.keys(EVERYTHING), 'results', 'warnings', 'weights'].sort());
    expect(Object.keys(everything.results ?? {}).sort()).toEqual([...MethodName.options].sort());
    const one = analyse(asked({ methods: undefined, weights: undefined, analyses: { pareto: true } }));
    expect(one).toEqual({ pareto: { nondominated: ['a1', 'a2'], dominates: { a1: ['a3'], a2: ['a3'] }, truncated: false }, warnings: [] });
  });

  it('gives weighted sums, their ranges over what is not known, and resolved weights', () => {
    const { weights, results, warnings } = analyse(
      asked({
        matrix: [
          [5, 80],
          [3, null],
          [[0, 20], { mean: 50, sd: 5 }],
        ],
      }),
    );
    expect(weights).toEqual({ values: [0.75, 0.25], scheme: 'direct' });
    expect(results?.weighted_sum).toMatchObject({ better: 'higher', ranks: [1, 2, 3] });
    expect(results?.weighted_sum?.scores).toEqual([0.75 * 0.75 + 0.25 * 0.8, 0.75 * 0.85, 0.75 * 0.5 + 0.25 * 0.5]);
    const [known, unknown, uncertain] = results?.weighted_sum?.score_ranges ?? [];
    expect(known?.[0]).toBe(known?.[1]);
    expect(unknown?.[0]).toBeCloseTo(0.6375, 12);
    expect(unknown?.[1]).toBeCloseTo(0.8875, 12);
    expect(uncertain?.[0]).toBeCloseTo(0.25 * (0.5 - 1.96 * 0.05), 12);
    expect(uncertain?.[1]).toBeCloseTo(0.75 + 0.25 * (0.5 + 1.96 * 0.05), 12);
    expect(warnings).toEqual([
      { code: 'unknown_scored_worst', cells: 1 },
      { code: 'uncertain_scored_at_middle', cells: 2 },
    ]);
  });

  it('names performances in their own units where two tie', () => {
    const [tipping] = analyse(asked({ analyses: { tipping_points: [['a1', 'a2']] } })).tipping_points ?? [];
    // a1 leads by 0.25 * 0.6 - 0.75 * 0.1 = 0.075: as much as 2 of price (0.75 / 20 each) or 30 of speed
    expect(tipping?.gap).toBeCloseTo(0.075, 12);
    expect(tipping?.performance[0]).toMatchObject({ criterion: 'price' });
    expect(tipping?.performance[0]?.first_falls_to).toBeCloseTo(7, 9);
    expect(tipping?.performance[0]?.second_rises_to).toBeCloseTo(1, 9);
    expect(tipping?.performance[1]?.first_falls_to).toBeCloseTo(50, 9);
    expect(tipping?.performance[1]?.second_rises_to).toBeCloseTo(50, 9);
    // w * 0.1 = (1 - w) * 0.6
    expect(tipping?.weight[0]?.at).toBeCloseTo(6 / 7, 9);
    expect(tipping?.least_weight_change?.weights[0]).toBeCloseTo(6 / 7, 9);
  });

  it('names no performance where one criterion alone can never bring the two level', () => {
    const [tipping] = analyse(asked({ analyses: { tipping_points: [['a1', 'a3']] } })).tipping_points ?? [];
    // a1 leads by 0.75 * 0.25 + 0.25 * 0.7 = 0.3625: 0.483 of price, but 1.45 of speed, which has 1
    expect(tipping?.performance[0]?.first_falls_to).toBeCloseTo(20 * (1 - (0.75 - 0.3625 / 0.75)), 9);
    expect(tipping?.performance[0]?.second_rises_to).toBeCloseTo(20 * (1 - (0.5 + 0.3625 / 0.75)), 9);
    expect(tipping?.performance[1]).toEqual({ criterion: 'speed', first_falls_to: null, second_rises_to: null });
  });

  it('shows the consistency of pairwise judgements, and warns of what contradicts itself', () => {
    const criteria = [price, speed, { ...speed, id: 'comfort' }];
    const { weights, warnings } = analyse(
      asked({
        criteria,
        matrix: [[5, 80, 1]],
        alternatives: ['a1'],
        weights: {
          scheme: 'pairwise',
          matrix: [
            [1, 9, 1 / 9],
            [1 / 9, 1, 9],
            [9, 1 / 9, 1],
          ],
        },
      }),
    );
    expect(weights).toMatchObject({ scheme: 'pairwise', ri: 0.58, consistent: false, ri_table: 'saaty_1980' });
    expect(warnings[0]).toMatchObject({ code: 'inconsistent_judgements', criteria: ['price', 'speed', 'comfort'] });
  });

  it('warns of a zero weight, a flat criterion, a clamped performance and methods that disagree', () => {
    const flat = analyse(
      asked({
        matrix: [
          [5, 80],
          [3, 80],
          [25, 80],
        ],
        weights: [1, 0],
      }),
    ).warnings;
    expect(flat).toEqual([
      { code: 'zero_weight', criterion: 'speed' },
      { code: 'criterion_does_not_discriminate', criterion: 'speed' },
      { code: 'beyond_anchor', alternative: 'a3', criterion: 'price' },
    ]);
    // a wide fixed scale makes the price differences small, min-max makes them all there is
    const scales = [{ ...price, scale: { worst: 1000, best: 0 } }, speed];
    const { warnings } = analyse(
      asked({
        criteria: scales,
        alternatives: ['cheap', 'fast'],
        matrix: [
          [1, 40],
          [9, 60],
        ],
        weights: [3, 2],
        methods: ['weighted_sum', 'weighted_sum_minmax'],
      }),
    );
    expect(warnings).toEqual([{ code: 'methods_disagree', leaders: { weighted_sum: ['fast'], weighted_sum_minmax: ['cheap'] } }]);
  });

  it('does not call it disagreement when all methods have the same leader', () => {
    // a1 weighs most by price and speed alike, on the fixed scales and on the columns' own
    const { results, warnings } = analyse(asked({ methods: ['weighted_sum', 'weighted_sum_minmax'], weights: [1, 1] }));
    expect([results?.weighted_sum?.ranks[0], results?.weighted_sum_minmax?.ranks[0]]).toEqual([1, 1]);
    expect(warnings).toEqual([]);
  });

  it('has a confidence factor for each alternative: 1 where all is known, null where no weights put it first', () => {
    const { rank_acceptability } = analyse(asked({ analyses: { rank_acceptability: { samples: 500, seed: 9 } } }));
    expect(rank_acceptability?.confidence_factor).toEqual([1, 1, null]);
  });

  it('lists 100,000 pairs of Pareto dominance, and says that there are more', () => {
    const plane = [speed, { ...speed, id: 'comfort' }];
    const dominance = (front: number, dominated: number) => {
      const points = Array.from({ length: front }, (_, i) => [1000 + i, 2000 - i]);
      const matrix = [...points, ...Array.from({ length: dominated }, (_, k) => [k, k])];
      const alternatives = matrix.map((_, i) => `a${i}`);
      const { pareto } = analyse(asked({ criteria: plane, alternatives, matrix, methods: [], analyses: { pareto: true } }));
      return { front: pareto?.nondominated.length, lists: Object.values(pareto?.dominates ?? {}), truncated: pareto?.truncated };
    };
    const whole = dominance(250, 400);
    expect([whole.front, whole.lists.length, whole.truncated]).toEqual([250, 250, false]);
    const cut = dominance(260, 399);
    // 250 * 399 = 99,750: the next list has room for 250, the others for none
    expect([cut.front, cut.lists.length, cut.truncated]).toEqual([260, 251, true]);
    expect(cut.lists.map(({ length }) => length)).toEqual([...new Array(250).fill(399), 250]);
    expect(cut.lists[250]).toEqual(cut.lists[0]?.slice(0, 250));
  });

  it('does not need scales for methods that make their own', () => {
    const { results, warnings } = analyse(asked({ criteria: [{ ...price, scale: undefined }, speed], methods: ['topsis'] }));
    expect(results?.topsis?.ranks[0]).toBe(1);
    expect(warnings).toEqual([]);
  });

  it('takes 10,000 draws with seed 1, unless it is told others', () => {
    const drawn = (rank_acceptability: object) => {
      const { samples, seed } = analyse(asked({ analyses: { rank_acceptability } })).rank_acceptability ?? {};
      return { samples, seed };
    };
    expect(drawn({})).toEqual({ samples: 10_000, seed: 1 });
    expect(drawn({ samples: 20, seed: 3 })).toEqual({ samples: 20, seed: 3 });
  });

  it('is never given of weights that can’t be: that was to be checked before', () => {
    const constraints = { bounds: { price: [0, 0.4], speed: [0, 0.4] } };
    for (const analyses of [{ rank_acceptability: {} }, { potential_optimality: true }])
      expect(() => analyse(asked({ constraints, analyses }))).toThrow('the weight constraints were to be checked for feasibility first');
  });

  it('goes from thread to thread as its JSON text, or as the faults that stand in its way', () => {
    expect(replyTo(asked())).toEqual({ body: JSON.stringify(analyse(asked())) });
    const unknown = asked({ analyses: { tipping_points: [['a1', 'a9']] } });
    expect(replyTo(unknown)).toEqual({ faults: analysisFaults(unknown) });
    const impossible = asked({ constraints: { bounds: { price: [0, 0.4], speed: [0, 0.4] } } });
    expect(replyTo(impossible)).toEqual({
      faults: { invalid: [], impossible: [expect.objectContaining({ code: 'infeasible_constraints' })] },
    });
  });

  it('keeps names that JavaScript finds odd', () => {
    const { pareto } = analyse(asked({ alternatives: ['__proto__', 'constructor', 'toString'], analyses: { pareto: true } }));
    expect(JSON.stringify(pareto)).toContain('"__proto__":["toString"]');
  });

  it('is the same bytes for the same request', () => {
    const request = asked({
      analyses: EVERYTHING,
      matrix: [
        [5, 80],
        [3, null],
        [10, 10],
      ],
    });
    expect(JSON.stringify(analyse(request))).toBe(JSON.stringify(analyse(request)));
  });
});

describe('faults', () => {
  it('are none of a request that can be answered', () => expect(faults({})).toEqual({ invalid: [], impossible: [] }));

  it('are all named at once, each at its place', () => {
    const { invalid } = faults({
      alternatives: ['a1', 'a1', 'a3'],
      criteria: [
        { ...price, scale: { worst: 0, best: 20 } },
        { id: 'price', direction: 'max', preference: { kind: 'linear', q: 2, p: 1 } },
      ],
      matrix: [[5, [3, 1]], [3]],
      weights: [0, 0, 0],
      constraints: { order: ['price', 'size'], bounds: { price: [0.5, 0.2] }, at_least: [['price', 'price']] },
      analyses: { tipping_points: [['a1', 'a9']] },
    });
    expect(invalid).toEqual([
      ['alternatives/1', 'duplicate'],
      ['criteria/1/id', 'duplicate'],
      ['matrix', 'wrong_length'],
      ['matrix/0/1', 'reversed'],
      ['matrix/1', 'wrong_length'],
      ['criteria/0/scale', 'against_direction'],
      ['criteria/1/scale', 'scale_needed'],
      ['criteria/1/preference/p', 'below_q'],
      ['weights', 'wrong_length'],
      ['weights', 'nothing_positive'],
      ['constraints/order/1', 'unknown_criterion'],
      ['constraints/at_least/0/1', 'duplicate'],
      ['constraints/bounds/price', 'reversed'],
      ['analyses/tipping_points/0/1', 'unknown_alternative'],
    ]);
  });

  it('are of the part of the weights that is at fault', () => {
    expect(faults({ weights: { scheme: 'swing', points: [0, 0, 0] } }).invalid).toEqual([
      ['weights/points', 'wrong_length'],
      ['weights/points', 'nothing_positive'],
    ]);
    expect(faults({ weights: { scheme: 'roc', ranks: [1] } }).invalid).toEqual([['weights/ranks', 'wrong_length']]);
    expect(faults({ weights: { scheme: 'pairwise', matrix: [[1]] } }).invalid).toEqual([['weights/matrix', 'wrong_length']]);
    expect(faults({ weights: { scheme: 'swing', points: [0, 60] } }).invalid).toEqual([]);
  });

  it('are of scales only where scales are needed', () => {
    const criteria = [{ ...price, scale: undefined }, speed];
    const analysed = (analyses: object) => faults({ criteria, methods: undefined, analyses }).invalid;
    expect(faults({ criteria, methods: ['topsis', 'vikor', 'promethee_ii'] }).invalid).toEqual([]);
    expect(analysed({ pareto: true })).toEqual([]);
    for (const analysis of ['weight_stability', 'leader_envelope', 'potential_optimality'])
      expect(analysed({ [analysis]: true })).toEqual([['criteria/0/scale', 'scale_needed']]);
    expect(analysed({ tipping_points: [['a1', 'a2']] })).toEqual([['criteria/0/scale', 'scale_needed']]);
    expect(analysed({ rank_acceptability: {} })).toEqual([['criteria/0/scale', 'scale_needed']]);
    expect(faults({ criteria, methods: ['topsis', 'weighted_sum'] }).invalid).toEqual([['criteria/0/scale', 'scale_needed']]);
  });

  it('name a method that is asked for twice', () => {
    expect(faults({ methods: ['topsis', 'vikor', 'topsis'] }).invalid).toEqual([['methods/2', 'duplicate']]);
  });

  it('point at the judgements that are not reciprocal', () => {
    expect(
      faults({
        weights: {
          scheme: 'pairwise',
          matrix: [
            [1, 2],
            [2, 1],
          ],
        },
      }).invalid,
    ).toEqual([['weights/matrix/1/0', 'not_reciprocal']]);
  });

  it('ask for weights only where they are needed, and for something to do', () => {
    expect(faults({ weights: undefined }).invalid).toEqual([['weights', 'missing']]);
    expect(
      faults({ weights: undefined, methods: [], analyses: { pareto: true, potential_optimality: true, rank_acceptability: {} } }).invalid,
    ).toEqual([]);
    expect(faults({ methods: [], analyses: { pareto: false } }).invalid).toEqual([['', 'nothing_asked']]);
  });

  it('point at each cell that a method cannot take', () => {
    const matrix = [
      [5, 0],
      [null, 20],
      [10, [1, 2]],
    ];
    expect(faults({ matrix }).impossible).toEqual([]);
    expect(faults({ matrix, methods: ['topsis'] }).impossible).toEqual([
      ['matrix/1/0', 'unknown_cell'],
      ['matrix/2/1', 'uncertain_cell'],
    ]);
    expect(
      faults({
        matrix: [
          [5, 0],
          [-3, 20],
          [10, 1],
        ],
        methods: ['weighted_product'],
      }).impossible,
    ).toEqual([
      ['matrix/0/1', 'not_positive'],
      ['matrix/1/0', 'not_positive'],
    ]);
  });

  it('say when no weights satisfy the constraints', () => {
    const constraints = { bounds: { price: [0, 0.4], speed: [0, 0.4] } };
    expect(faults({ constraints }).impossible).toEqual([['constraints', 'infeasible_constraints']]);
  });

  it('refuse what is beyond the work budget, at the part that asks for most of it', () => {
    const m = 500;
    const alternatives = Array.from({ length: m }, (_, i) => `a${i}`);
    const large = {
      alternatives,
      matrix: alternatives.map(() => [1, 1]),
      analyses: { rank_acceptability: { samples: 1_000_000 }, pareto: true },
    };
    expect(faults(large).impossible).toEqual([['analyses/rank_acceptability', 'beyond_work_budget']]);
    expect(workOf(asked(large)).reduce((sum, { units }) => sum + units, 0)).toBeGreaterThan(WORK_BUDGET);
    const too = Array.from({ length: 501 }, (_, i) => `a${i}`);
    expect(
      faults({ alternatives: too, matrix: too.map(() => [1, 1]), analyses: { rank_acceptability: { samples: 1 } } }).impossible,
    ).toEqual([['analyses/rank_acceptability', 'too_many_alternatives']]);
  });

  it.each([
    ['a linear scale', { worst: 1e300, best: 0 }, []],
    ['a linear scale', { worst: 1.1e300, best: 0 }, [['criteria/0/scale', 'out_of_range']]],
    ['a linear scale', { worst: 0, best: -1.1e300 }, [['criteria/0/scale', 'out_of_range']]],
    ['a log scale', { kind: 'log', worst: 1e150, best: 1e-150 }, []],
    ['a log scale', { kind: 'log', worst: 1.1e150, best: 1 }, [['criteria/0/scale', 'out_of_range']]],
    ['a log scale', { kind: 'log', worst: 1, best: 0.9e-150 }, [['criteria/0/scale', 'out_of_range']]],
  ])('the anchors of %s, %j, are within what can be computed, or are refused', (_what, scale, expected) => {
    expect(faults({ criteria: [{ ...price, scale }, speed] }).invalid).toEqual(expected);
  });

  it('name a criterion that is compared with itself, and bounds and ratios that are the wrong way round', () => {
    const constraints = {
      at_least: [['speed', 'size']],
      bounds: { size: [0.1, 0.2], speed: [0.3, 0.3] },
      ratios: [
        ['price', 'price', 1, 2],
        ['price', 'speed', 2, 1],
      ],
    };
    expect(faults({ constraints }).invalid).toEqual([
      ['constraints/at_least/0/1', 'unknown_criterion'],
      ['constraints/bounds/size', 'unknown_criterion'],
      ['constraints/ratios/0/1', 'duplicate'],
      ['constraints/ratios/1/3', 'reversed'],
    ]);
  });

  it('say in words what is wrong with a pair of the same criterion', () => {
    const { invalid } = analysisFaults(asked({ constraints: { at_least: [['speed', 'speed']] } }));
    expect(invalid).toEqual([
      { path: ['constraints', 'at_least', 0, 1], code: 'duplicate', detail: expect.stringMatching(/two different criteria/i) },
    ]);
  });

  it('name an alternative that is compared with itself, in both places where it is unknown', () => {
    expect(
      faults({
        analyses: {
          tipping_points: [
            ['a1', 'a1'],
            ['a9', 'a9'],
            ['a2', 'a3'],
          ],
        },
      }).invalid,
    ).toEqual([
      ['analyses/tipping_points/0/1', 'duplicate'],
      ['analyses/tipping_points/1/0', 'unknown_alternative'],
      ['analyses/tipping_points/1/1', 'unknown_alternative'],
      ['analyses/tipping_points/1/1', 'duplicate'],
    ]);
  });

  it('say in words which methods cannot take a cell, and list no more than 100 cells', () => {
    const matrix = [
      [null, 80],
      [3, 20],
      [10, 10],
    ];
    const said = (methods: string[]) =>
      analysisFaults(asked({ matrix, methods })).impossible.map(({ detail }) => detail.split(" can't")[0]);
    expect(said(['topsis'])).toEqual(['topsis']);
    expect(said(['topsis', 'vikor'])).toEqual(['topsis and vikor']);
    expect(said(['topsis', 'weighted_sum', 'vikor', 'promethee_ii'])).toEqual(['topsis, vikor and promethee_ii']);
    const alternatives = Array.from({ length: 120 }, (_, i) => `a${i}`);
    expect(faults({ alternatives, matrix: alternatives.map(() => [null, 1]), methods: ['topsis'] }).impossible).toHaveLength(100);
  });

  it('take a product of what is small, and refuse it of what is smaller than it can hold', () => {
    const product = (least: number) =>
      faults({
        matrix: [
          [5, 80],
          [3, least],
          [10, 10],
        ],
        methods: ['weighted_product'],
      }).impossible;
    expect(product(1e-300)).toEqual([]);
    expect(product(0.9e-300)).toEqual([['matrix/1/1', 'not_positive']]);
  });

  it('leave a million draws on 200 by 15 within the budget', () => {
    const alternatives = Array.from({ length: 200 }, (_, i) => `a${i}`);
    const criteria = Array.from({ length: 15 }, (_, j) => ({ ...speed, id: `c${j}` }));
    const matrix = alternatives.map((_, i) => criteria.map((_c, j) => (i * 7 + j * 13) % 100));
    expect(
      faults({ alternatives, criteria, matrix, weights: criteria.map(() => 1), analyses: { rank_acceptability: { samples: 1_000_000 } } }),
    ).toEqual({ invalid: [], impossible: [] });
  });
});

describe('warnings on criteria that do not discriminate', () => {
  const codes = (over: object) => (analyse(asked(over)).warnings ?? []).map(({ code }) => code);
  const flat = [
    [5, 20],
    [3, 20],
    [10, 20],
  ];

  it('are given where all are known and alike, and there are two to tell apart', () => {
    expect(codes({ matrix: flat })).toEqual(['criterion_does_not_discriminate']);
    expect(codes({ alternatives: ['a1', 'a2'], matrix: flat.slice(0, 2) })).toEqual(['criterion_does_not_discriminate']);
  });

  it('are not given of one alternative, or where something is not known', () => {
    expect(codes({ alternatives: ['a1'], matrix: flat.slice(0, 1) })).toEqual([]);
    expect(
      codes({
        matrix: [
          [5, 20],
          [null, 20],
          [10, 20],
        ],
      }),
    ).toEqual(['unknown_scored_worst']);
  });
});
