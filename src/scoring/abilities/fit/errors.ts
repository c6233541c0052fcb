import { numberIn } from '../../number-in.ts';
import { competitionRanks } from '../../ranks.ts';
import { Z90 } from '../points.ts';
import type { Forecast } from './held-out.ts';
import type { ResultMatrix } from './matrix.ts';

export type ForecastErrors = {
  /** Forecasts of percentages; those of ratings are counted apart. */
  readonly results: number;
  /** Mean absolute error, in points. */
  readonly mae: number;
  /** The same of the item's mean. */
  readonly mae_mean: number;
  /** Mean of value - estimate: above 0, models are better than estimated. */
  readonly bias: number;
  /** Spearman's correlation of values and estimates within items of five forecasts or more, weighed by their number. */
  readonly rank: number;
};

/** How wrong forecasts of percentages were. */
export function forecastErrors(matrix: ResultMatrix, forecasts: readonly Forecast[]): ForecastErrors {
  const counted = forecasts.filter(({ cell, mean }) => mean !== null && matrix.items[cell.item]?.link === 'logit');
  return {
    results: counted.length,
    mae: average(counted.map(({ cell, estimate }) => Math.abs(cell.value - estimate))),
    mae_mean: average(counted.map(({ cell, mean }) => Math.abs(cell.value - (mean as number)))),
    bias: average(counted.map(({ cell, estimate }) => cell.value - estimate)),
    rank: rankCorrelation(counted),
  };
}

/** The share of values inside the 90% interval when half widths are multiplied with kappa. */
export function coverage90(forecasts: readonly Forecast[], kappa: number): number {
  const inside = forecasts.flatMap(({ z }) => (z === null ? [] : [Math.abs(z) <= Z90 * kappa ? 1 : 0]));
  return average(inside);
}

/** The kappa that would have had 90% of the values inside. */
export function kappaAsked(forecasts: readonly Forecast[]): number {
  const sizes = forecasts.flatMap(({ z }) => (z === null ? [] : [Math.abs(z)])).sort((a, b) => a - b);
  return (sizes[Math.ceil(0.9 * sizes.length) - 1] ?? Number.NaN) / Z90;
}

/** The forecasts of each item, by its id. */
export function byItem(matrix: ResultMatrix, forecasts: readonly Forecast[]): Map<string, Forecast[]> {
  const grouped = new Map<string, Forecast[]>();
  for (const forecast of forecasts) {
    const id = matrix.items[forecast.cell.item]?.id ?? '';
    const own = grouped.get(id);
    if (own === undefined) grouped.set(id, [forecast]);
    else own.push(forecast);
  }
  return grouped;
}

const RANKED = 5;

function rankCorrelation(forecasts: readonly Forecast[]): number {
  const grouped = Map.groupBy(forecasts, ({ cell }) => cell.item);
  let [sum, weight] = [0, 0];
  for (const own of grouped.values()) {
    if (own.length < RANKED) continue;
    const correlation = pearson(
      competitionRanks(
        own.map(({ cell }) => cell.value),
        'higher',
      ),
      competitionRanks(
        own.map(({ estimate }) => estimate),
        'higher',
      ),
    );
    if (Number.isNaN(correlation)) continue;
    sum += own.length * correlation;
    weight += own.length;
  }
  return sum / weight;
}

function pearson(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [average(x), average(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [i, value] of x.entries()) {
    const [dx, dy] = [value - mx, numberIn(y, i) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
