import type { CalibrationEntry, CalibrationFit } from '../../catalog/calibration.ts';
import { FIT_SETTINGS, type Fitted, fitAbilities, median } from '../../scoring/abilities/fit/em.ts';
import { byItem, coverage90, forecastErrors, kappaAsked } from '../../scoring/abilities/fit/errors.ts';
import { FOLDS, type Forecast, foldForecasts, forecastsSince, generalFactors, leaveOneOut } from '../../scoring/abilities/fit/held-out.ts';
import { fittable, type ResultMatrix } from '../../scoring/abilities/fit/matrix.ts';
import type { ItemsFile, ResultsFile } from './result-rows.ts';

/** The day that parts the models of the generation before from those to foretell. */
const SINCE = '2026-01-01';
/** Kappa is rounded to this. */
const KAPPA_STEP = 0.05;

/** One result for each respondent and item: of several, the median. */
export function matrixOfResults({ items }: ItemsFile, { models, open, claims }: ResultsFile): ResultMatrix {
  const ids = Object.keys(items).sort();
  const place = new Map(ids.map((id, i) => [id, i]));
  const values = new Map<string, Map<number, number[]>>();
  for (const [model, setting, item, value] of [...open, ...claims]) {
    const i = place.get(item);
    if (i === undefined) continue;
    const respondent = setting === null ? model : `${model}#${setting}`;
    const own = values.get(respondent) ?? new Map<number, number[]>();
    values.set(respondent, own);
    own.set(i, [...(own.get(i) ?? []), value]);
  }
  const respondents = [...values.keys()].sort();
  const modelOf = (id: string) => id.split('#', 1)[0] as string;
  return fittable({
    items: ids.map((id) => {
      const { ability, link, chance, negated, family } = items[id] as ItemsFile['items'][string];
      return { id, ability, link, chance, family, ...(negated ? { negated } : {}) };
    }),
    respondents: respondents.map((id) => ({ id, model: modelOf(id), released: models[modelOf(id)] ?? null })),
    cells: respondents.flatMap((id, respondent) =>
      [...(values.get(id) ?? [])].sort(([a], [b]) => a - b).map(([item, several]) => ({ respondent, item, value: median(several) })),
    ),
  });
}

/** Fits everything and measures how wrong it is on what it has not seen. The same files give the same calibration. */
export function calibrated(items: ItemsFile, file: ResultsFile): CalibrationEntry {
  const matrix = matrixOfResults(items, file);
  const fitted = fitAbilities(matrix);
  const folds = foldForecasts(matrix, FIT_SETTINGS);
  const whole = foldForecasts(matrix, FIT_SETTINGS, 'ability');
  const since = forecastsSince(matrix, SINCE, FIT_SETTINGS);
  const kappa = Math.max(1, roundTo(Math.max(kappaAsked(folds), kappaAsked(since)), KAPPA_STEP));
  const scale = scaleOf(matrix, fitted);
  return {
    method: 'factor-logit-1',
    eps: fitted.eps,
    kappa,
    general_variance: rounded(fitted.general_variance),
    other_efforts: items.other_efforts,
    inputs: inputsOf(file, fitted),
    results: fitted.results,
    respondents: fitted.respondents,
    fit: {
      folds: { count: FOLDS, ...errorsOf(matrix, folds, kappa) },
      without_own: { count: FOLDS, ...errorsOf(matrix, whole, kappa) },
      since: { day: SINCE, ...errorsOf(matrix, since, kappa) },
    },
    abilities: Object.fromEntries(
      Object.entries(items.abilities).map(([id, told]) => [id, { variance: rounded(fitted.variances[id] as number), scale, ...told }]),
    ),
    items: calibratedItems(items, fitted, byItem(matrix, leaveOneOut(matrix, fitted))),
  };
}

/**
 * Scores run from a weak model (the 5th percentile of general factors) to the strongest, in steps of a half: all abilities on one line, so
 * that a model's strength in one is not lost in another.
 */
function scaleOf(matrix: ResultMatrix, fitted: Fitted): { worst: number; best: number } {
  const general = generalFactors(matrix, fitted).sort((a, b) => a - b);
  const at = (share: number) => general[Math.floor(share * (general.length - 1))] as number;
  return { worst: Math.floor(at(0.05) * 2) / 2, best: Math.ceil(at(1) * 2) / 2 };
}

function calibratedItems(
  { items }: ItemsFile,
  fitted: Fitted,
  errors: ReadonlyMap<string, readonly Forecast[]>,
): CalibrationEntry['items'] {
  return Object.fromEntries(
    Object.entries(fitted.items).map(([id, { a, c, sd, se_a, se_c, results }]) => {
      const foretold = (errors.get(id) ?? []).filter(({ z }) => z !== null);
      const error = (of: (forecast: Forecast) => number) =>
        foretold.length === 0
          ? null
          : roundTo(foretold.reduce((sum, one) => sum + Math.abs(one.cell.value - of(one)), 0) / foretold.length, 0.01);
      return [
        id,
        {
          ...(items[id] as ItemsFile['items'][string]),
          ...{ a: rounded(a), c: rounded(c), sd: rounded(sd), se_a: rounded(se_a), se_c: rounded(se_c), results },
          ...{ error: error(({ estimate }) => estimate), error_of_mean: error(({ mean, cell }) => mean ?? cell.value) },
        },
      ];
    }),
  );
}

function errorsOf(matrix: ResultMatrix, forecasts: readonly Forecast[], kappa: number): Omit<CalibrationFit['folds'], 'count'> {
  const { results, mae, mae_mean, bias, rank } = forecastErrors(matrix, forecasts);
  return {
    results,
    ...{ mae: roundTo(mae, 0.01), mae_mean: roundTo(mae_mean, 0.01), bias: roundTo(bias, 0.01), rank: roundTo(rank, 0.001) },
    coverage_90: roundTo(coverage90(forecasts, kappa), 0.001),
  };
}

/** Counted before several results of a model on an item become one, and only on items that were fitted. */
function inputsOf({ open, claims }: ResultsFile, { items }: Fitted): CalibrationEntry['inputs'] {
  const bySource = Map.groupBy(
    [...open, ...claims].filter(([, , item]) => Object.hasOwn(items, item)),
    ([, , , , source]) => source,
  );
  return [...bySource]
    .map(([source, rows]) => ({
      source,
      as_of: rows.reduce<string | null>((newest, [, , , , , day]) => (day !== null && day > (newest ?? '') ? day : newest), null),
      results: rows.length,
    }))
    .sort((a, b) => b.results - a.results || (a.source < b.source ? -1 : 1));
}

function rounded(value: number): number {
  return roundTo(value, 1e-6);
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) / Math.round(1 / step);
}
