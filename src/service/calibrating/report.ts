import type { CalibrationEntry, CalibrationFit } from '../../catalog/calibration.ts';

/** What a calibration must reach on results that it has not seen. */
const MOST_OF_MEAN = 0.5;
const MOST_OF_MEAN_SINCE = 0.45;
const COVERAGE = { least: 0.88, most: 0.94 };
/** Items that are listed, those of most results. */
const LISTED = 25;

export type Check = { readonly what: string; readonly value: number; readonly wanted: string; readonly holds: boolean };

/** Whether the estimates are good enough to be shown to anybody. */
export function checksOf({ folds, since }: CalibrationFit): Check[] {
  const share = (errors: { mae: number; mae_mean: number }) => errors.mae / errors.mae_mean;
  return [
    { what: 'mean error over ten folds, of the benchmark mean’s', ...atMost(share(folds), MOST_OF_MEAN) },
    {
      what: 'held-out values inside the 90% interval',
      value: folds.coverage_90,
      wanted: `${COVERAGE.least} to ${COVERAGE.most}`,
      holds: folds.coverage_90 >= COVERAGE.least && folds.coverage_90 <= COVERAGE.most,
    },
    { what: `mean error on models since ${since.day}, of the benchmark mean’s`, ...atMost(share(since), MOST_OF_MEAN_SINCE) },
  ];
}

function atMost(value: number, most: number): Omit<Check, 'what'> {
  return { value, wanted: `at most ${most}`, holds: value <= most };
}

/** What was fitted and how wrong it was, for a terminal. */
export function reportText(day: string, entry: CalibrationEntry): string {
  const { fit, results, respondents, items, kappa, general_variance, abilities } = entry;
  const checks = checksOf(fit).map(
    ({ what, value, wanted, holds }) => `${holds ? 'ok  ' : 'fail'} ${what}: ${value.toFixed(3)} (${wanted})`,
  );
  const variances = Object.entries(abilities).map(([id, { variance }]) => `${id} ${variance.toFixed(3)}`);
  const listed = Object.entries(items)
    .sort(([, a], [, b]) => b.results - a.results)
    .slice(0, LISTED)
    .map(([id, { ability, results: n, a, c, sd, error, error_of_mean }]) =>
      [
        id.padEnd(26),
        ability.padEnd(15),
        String(n).padStart(4),
        ...[a, c, sd].map((number) => number.toFixed(3).padStart(8)),
        ...[error, error_of_mean].map((number) => (number?.toFixed(1) ?? '-').padStart(8)),
      ].join(' '),
    );
  return [
    `calibration ${day}: ${results} results of ${respondents} respondents on ${Object.keys(items).length} items, kappa ${kappa}`,
    `variance of the general factor ${general_variance.toFixed(3)}, of deviations: ${variances.join(', ')}`,
    ...[
      ['ten folds, family of tests held out', fit.folds] as const,
      ['ten folds, whole ability held out', fit.without_own] as const,
      [`models since ${fit.since.day}`, fit.since] as const,
    ].map(([what, errors]) => errorsLine(what, errors)),
    ...checks,
    '',
    `${'item'.padEnd(26)} ${'ability'.padEnd(15)}    n        a        c       sd    error  of mean`,
    ...listed,
    '',
  ].join('\n');
}

function errorsLine(what: string, { results, mae, mae_mean, bias, rank, coverage_90 }: Omit<CalibrationFit['folds'], 'count'>): string {
  const share = `${(100 * coverage_90).toFixed(1)}% inside`;
  return `${what}: ${results} results, error ${mae} points (mean ${mae_mean}), bias ${bias}, rank correlation ${rank}, ${share}`;
}
