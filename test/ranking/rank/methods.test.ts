import { describe, expect, test } from 'vitest';
import type { RankingRequest } from '../../../src/ranking/ask/request.ts';
import { METHODS } from '../../../src/scoring/methods/registry.ts';
import { seededCatalog, TODAY } from '../../support/catalogs/seeded.ts';
import { ask } from '../../support/requests/ask.ts';

const catalog = seededCatalog();
const question: RankingRequest = {
  as_of: TODAY,
  require: { open_weights: { is: true }, gpqa_diamond: { known: true } },
  prefer: { weights: { gpqa_diamond: 3, price_output: 2, context_window: 1 } },
  limit: 100,
};
const OTHERS = METHODS.filter(({ isAdditive }) => !isAdditive).map((method) => [method.name, method] as const);

describe.each(OTHERS)('ranked by %s', (method, { better }) => {
  const answer = ask(catalog, { ...question, method });

  test('ranks follow the scores, and the verdict the ranks', () => {
    const sign = better === 'higher' ? 1 : -1;
    const scores = answer.ranking.map((entry) => sign * (entry.score as number));
    expect(scores.length).toBeGreaterThan(5);
    for (const [i, score] of scores.entries()) if (i > 0) expect(score).toBeLessThanOrEqual((scores[i - 1] as number) + 1e-9);
    expect(answer.resolved.method).toBe(method);
    expect(answer.verdict.choose).toBe(answer.ranking.filter((entry) => entry.rank === 1).length === 1 ? answer.ranking[0]?.model : null);
  });

  test('it says what each value is, and claims no contributions', () => {
    for (const entry of answer.ranking) {
      expect(entry.score_range).toBeNull();
      for (const part of entry.contributions) expect(part.contribution).toBeNull();
    }
    expect(answer.verdict.choose_if.every((rule) => rule.kind === 'only_candidate')).toBe(true);
  });

  test('a near miss has the rank that it takes when the relaxation is made the request', () => {
    const [miss] = ask(catalog, {
      ...question,
      require: { open_weights: { is: true }, context_window: { at_least: 500_000 } },
      method,
    }).near_misses;
    expect(miss).toBeDefined();
    const require = { open_weights: { is: true }, context_window: { at_least: 500_000 }, ...miss?.relax };
    const kept = Object.fromEntries(Object.entries(require).filter(([, requirement]) => requirement !== null));
    const again = ask(catalog, { ...question, require: kept as RankingRequest['require'], method });
    const entry = again.ranking.find(({ model }) => model === miss?.model);
    expect([entry?.rank, entry?.score]).toEqual([miss?.would_rank, miss?.would_score]);
  });
});

test('a candidate that is worth nothing on one criterion is worth nothing by the product', () => {
  const { ranking } = ask(catalog, {
    as_of: TODAY,
    method: 'weighted_product',
    prefer: { weights: { gpqa_diamond: 1, price_output: 1 } },
    limit: 100,
  });
  const nothing = ranking.filter((entry) => entry.contributions.some((part) => part.value === 0));
  expect(nothing.length).toBeGreaterThan(0);
  for (const entry of nothing) expect(entry.score).toBe(0);
});

test('swing points are weights over their sum', () => {
  const { weights } = ask(catalog, {
    ...question,
    prefer: { swing: { gpqa_diamond: 100, price_output: 60, context_window: 40 } },
  }).resolved;
  expect(weights).toEqual({ context_window: 0.2, gpqa_diamond: 0.5, price_output: 0.3 });
});

test('consistent judgements give the weights they were made from, in whatever order they are named', () => {
  const matrix = [
    [1, 2, 4],
    [1 / 2, 1, 2],
    [1 / 4, 1 / 2, 1],
  ];
  const { resolved, warnings } = ask(catalog, {
    ...question,
    prefer: { pairwise: { criteria: ['price_output', 'gpqa_diamond', 'context_window'], matrix } },
  });
  const risen = ask(catalog, {
    ...question,
    prefer: {
      pairwise: {
        criteria: ['context_window', 'gpqa_diamond', 'price_output'],
        matrix: matrix.map((row) => row.toReversed()).toReversed(),
      },
    },
  });
  for (const [name, weight] of Object.entries(resolved.weights)) expect(risen.resolved.weights[name]).toBeCloseTo(weight, 12);
  expect(resolved.weights.price_output).toBeCloseTo(4 / 7, 9);
  expect(resolved.weights.gpqa_diamond).toBeCloseTo(2 / 7, 9);
  expect(resolved.weights.context_window).toBeCloseTo(1 / 7, 9);
  expect([resolved.pairwise?.consistent, resolved.pairwise?.ri_table]).toEqual([true, 'saaty_1980']);
  expect(warnings.map((warning) => warning.code)).not.toContain('inconsistent_judgements');
});

test('judgements that contradict one another are followed, with the worst three named', () => {
  const matrix = [
    [1, 5, 1 / 5],
    [1 / 5, 1, 5],
    [5, 1 / 5, 1],
  ];
  const criteria = ['price_output', 'gpqa_diamond', 'context_window'];
  const { resolved, warnings } = ask(catalog, { ...question, prefer: { pairwise: { criteria, matrix } } });
  expect(resolved.pairwise?.consistent).toBe(false);
  const warning = warnings.find(({ code }) => code === 'inconsistent_judgements');
  expect([...(warning?.criteria ?? [])].sort()).toEqual([...criteria].sort());
});

describe('robustness', () => {
  const order: RankingRequest = { ...question, prefer: { order: ['gpqa_diamond', 'price_output', 'context_window'] }, limit: 10 };
  const answer = ask(catalog, { ...order, robustness: { samples: 20_000, seed: 3 } });
  const robustness = answer.robustness;

  test('the ranking itself does not change', () => {
    expect({ ...answer, robustness: null, warnings: [] }).toEqual({ ...ask(catalog, order), warnings: [] });
  });

  test('acceptabilities are shares, and whoever is ever first can be first', () => {
    for (const [model, ranks] of Object.entries(robustness?.rank_acceptability ?? {})) {
      expect(ranks.by_rank[0]).toBe(ranks.first);
      expect(ranks.by_rank.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      if (ranks.first > 0) expect(robustness?.potentially_optimal).toContain(model);
    }
  });

  test('the leader is first throughout its stability interval and along the envelope', () => {
    const [first] = answer.ranking;
    for (const { criterion, weight, leader, lo, hi } of robustness?.weight_stability ?? []) {
      expect(leader).toBe(first?.model);
      expect((lo as number) <= weight && weight <= (hi as number)).toBe(true);
      const segments = robustness?.leaders.find((entry) => entry.criterion === criterion)?.segments ?? [];
      const here = segments.find(({ from, to }) => from <= weight && weight <= to);
      expect(here?.leaders).toContain(leader);
      expect([here?.from, here?.to]).toEqual([expect.closeTo(lo as number, 9), expect.closeTo(hi as number, 9)]);
    }
  });

  test('beyond the interval the challenger leads: by asking it', () => {
    const weights = answer.resolved.weights;
    for (const { criterion, weight, hi, challenger_above } of robustness?.weight_stability ?? []) {
      if (challenger_above === null || hi === null || hi > 1 - 1e-3) continue;
      const moved = hi + 1e-4;
      const scaled = Object.fromEntries(
        Object.entries(weights).map(([id, other]) => [id, id === criterion ? moved : (other * (1 - moved)) / (1 - weight)]),
      );
      // offers may change along the way: the leader there is among those that the envelope names beyond
      const beyond = ask(catalog, { ...order, prefer: { weights: scaled } });
      expect(beyond.verdict.choose).not.toBe(answer.verdict.choose);
    }
  });

  test('the same seed gives the same bytes, another seed other draws within their error', () => {
    const same = ask(catalog, { ...order, robustness: { samples: 20_000, seed: 3 } });
    expect(JSON.stringify(same)).toBe(JSON.stringify(answer));
    const other = ask(catalog, { ...order, robustness: { samples: 20_000, seed: 4 } });
    for (const [model, ranks] of Object.entries(other.robustness?.rank_acceptability ?? {})) {
      const before = robustness?.rank_acceptability[model];
      expect(Math.abs(ranks.first - (before?.first ?? 0))).toBeLessThanOrEqual(
        6 * (ranks.standard_error + (before?.standard_error ?? 0)) + 1e-12,
      );
    }
  });

  test('methods that name another winner are named, each with the criterion on which it parts', () => {
    const { warnings, robustness: found } = ask(catalog, { ...question, robustness: { samples: 100 } });
    const sum = found?.methods.weighted_sum ?? [];
    const differing = Object.entries(found?.methods ?? {}).filter(([, winners]) => !winners.some((winner) => sum.includes(winner)));
    const warning = warnings.find(({ code }) => code === 'methods_disagree');
    expect((warning?.methods ?? []).map((entry) => entry.method).sort()).toEqual(differing.map(([method]) => method).sort());
    for (const entry of warning?.methods ?? []) expect(Object.keys(question.prefer?.weights ?? {})).toContain(entry.criterion);
  });
});
