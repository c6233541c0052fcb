import { expect, test } from 'vitest';
import { FIT_SETTINGS, fitAbilities, median } from '../../../src/scoring/abilities/fit/em.ts';
import { coverage90, forecastErrors, kappaAsked } from '../../../src/scoring/abilities/fit/errors.ts';
import { foldForecasts, forecastsSince, leaveOneOut } from '../../../src/scoring/abilities/fit/held-out.ts';
import { type Cell, fittable, type ResultMatrix } from '../../../src/scoring/abilities/fit/matrix.ts';
import { unlinked } from '../../../src/scoring/abilities/link.ts';
import { seededRandom } from '../../../src/scoring/robustness/random.ts';

/** Twelve items of two abilities, and 200 models with results on most of them, drawn from the model that is fitted. */
function drawn(): { matrix: ResultMatrix; slopes: number[]; intercepts: number[] } {
  const { normal, uniform } = seededRandom(14);
  const slopes = Array.from({ length: 12 }, (_, j) => 0.6 + 0.08 * j);
  const intercepts = Array.from({ length: 12 }, (_, j) => 1.5 - 0.3 * j);
  const items = slopes.map((_, j) => ({
    ...{ id: `i${j}`, ability: j % 2 === 0 ? 'coding' : 'reasoning', family: `f${Math.floor(j / 2)}` },
    ...{ link: 'logit' as const, chance: 0 },
  }));
  const respondents = Array.from({ length: 200 }, (_, i) => ({
    id: `m${i}`,
    model: `m${i}`,
    released: i < 150 ? '2025-03-01' : '2026-03-01',
  }));
  const cells: Cell[] = [];
  for (const [respondent] of respondents.entries()) {
    const g = 1.2 * normal();
    const deviations = { coding: 0.4 * normal(), reasoning: 0.4 * normal() };
    for (const [item, kind] of items.entries()) {
      const y = (slopes[item] as number) * (g + deviations[kind.ability as 'coding']) + (intercepts[item] as number) + 0.2 * normal();
      if (uniform() < 0.7) cells.push({ respondent, item, value: unlinked(kind, y, 0.02) });
    }
  }
  return { matrix: { items, respondents, cells }, slopes, intercepts };
}
const { matrix, slopes, intercepts } = drawn();
const fitted = fitAbilities(matrix);

test('parameters that results were drawn with are found again, up to the scale of abilities that the prior of slopes sets', () => {
  const ratios = slopes.map((slope, j) => (fitted.items[`i${j}`]?.a as number) / slope);
  const scale = median(ratios);
  for (const ratio of ratios) expect(Math.abs(ratio / scale - 1)).toBeLessThan(0.12);
  const sd = Math.sqrt(fitted.general_variance) * scale;
  expect(sd).toBeGreaterThan(0.95);
  expect(sd).toBeLessThan(1.45); // drawn with 1.2
  for (const [j, c] of intercepts.entries()) expect(Math.abs((fitted.items[`i${j}`]?.c as number) - c)).toBeLessThan(0.3);
  for (const { sd: noise } of Object.values(fitted.items)) expect(noise).toBeLessThan(0.35);
});

test('the same results in another order give the same parameters, but for the last bits of sums', () => {
  const reversed = fitAbilities({ ...matrix, cells: [...matrix.cells].reverse() });
  for (const [id, { a, c, sd }] of Object.entries(fitted.items)) {
    expect(reversed.items[id]?.a).toBeCloseTo(a, 9);
    expect(reversed.items[id]?.c).toBeCloseTo(c, 9);
    expect(reversed.items[id]?.sd).toBeCloseTo(sd, 9);
  }
});

test('one absurd row bends its item little', () => {
  const first = matrix.cells.findIndex(({ item, value }) => item === 0 && value > 80);
  const absurd = matrix.cells.map((cell, i) => (i === first ? { ...cell, value: 1 } : cell));
  const bent = fitAbilities({ ...matrix, cells: absurd });
  expect(Math.abs((bent.items.i0?.a as number) - (fitted.items.i0?.a as number))).toBeLessThan(0.05);
});

test('items of fewer than five results and models of a single one fall out, one after the other', () => {
  const items = matrix.items.slice(0, 3);
  const result = (respondent: number, item: number) => ({ respondent, item, value: 50 });
  // four results on item 2: it goes, and with it the only second result of models 5 and 6, and with those the fifth of item 1
  const cells = [0, 1, 2, 3, 4].flatMap((one) => [result(one, 0), result(one, 1)]);
  const young = [result(0, 2), result(1, 2), result(5, 2), result(6, 2), result(5, 1), result(6, 1)];
  const { cells: left } = fittable({ ...matrix, items, cells: [...cells, ...young] });
  expect(left).toEqual(cells);
  expect(fittable({ ...matrix, items, cells: cells.slice(1) }).cells).toEqual([]);
});

test('forecasts of held-out results beat the mean by far, and about 90% of them lie inside the interval', () => {
  const folds = foldForecasts(matrix, FIT_SETTINGS);
  expect(folds).toHaveLength(matrix.cells.length);
  const { mae, mae_mean, rank, bias } = forecastErrors(matrix, folds);
  expect(mae).toBeLessThan(0.5 * mae_mean);
  expect(rank).toBeGreaterThan(0.8);
  expect(Math.abs(bias)).toBeLessThan(0.5);
  // a t distribution's scale is less than the deviation of normal draws: without kappa, intervals are too narrow
  expect(coverage90(folds, 1)).toBeGreaterThan(0.78);
  expect(coverage90(folds, 1)).toBeLessThan(0.9);
  expect(coverage90(folds, kappaAsked(folds))).toBeCloseTo(0.9, 2);
  const single = leaveOneOut(matrix, fitted);
  expect(forecastErrors(matrix, single).mae).toBeLessThanOrEqual(mae + 0.2);
});

test('nothing of what is held out is known: the value of a result moves no forecast of its family or ability', () => {
  const model = matrix.respondents.findIndex(({ id }) => id === 'm3');
  const own = matrix.cells.findIndex(({ respondent, item }) => respondent === model && item === 0);
  expect(own).toBeGreaterThanOrEqual(0);
  const changed = { ...matrix, cells: matrix.cells.map((cell, i) => (i === own ? { ...cell, value: 1 } : cell)) };
  for (const together of ['family', 'ability'] as const) {
    const estimates = (given: ResultMatrix) =>
      foldForecasts(given, { ...FIT_SETTINGS, rounds: 20 }, together)
        .filter(({ cell }) => cell.respondent === model && matrix.items[cell.item]?.[together] === matrix.items[0]?.[together])
        .map(({ cell, estimate }) => [cell.item, estimate]);
    expect(estimates(matrix).length).toBeGreaterThan(0);
    expect(estimates(changed)).toEqual(estimates(matrix));
  }
});

test('models since a day are foretold with parameters of the older ones; what is not known to be either is in neither', () => {
  const since = forecastsSince(matrix, '2026-01-01', FIT_SETTINGS);
  for (const { cell } of since) expect(matrix.respondents[cell.respondent]?.released).toBe('2026-03-01');
  const undated = { ...matrix, respondents: matrix.respondents.map((one, i) => (i === 199 ? { ...one, released: null } : one)) };
  const without = forecastsSince(undated, '2026-01-01', FIT_SETTINGS);
  expect(without).toEqual(since.filter(({ cell }) => cell.respondent !== 199));
});
