import type { Calibration } from '../service/pages/calibrations.ts';

const ERRORS = { results: 2686, mae: 5.9, mae_mean: 13.52, bias: -0.29, rank: 0.785, coverage_90: 0.899 };

export const CALIBRATION_EXAMPLE: Calibration = {
  id: '2026-11-28',
  method: 'factor-logit-1',
  eps: 0.02,
  kappa: 1.35,
  general_variance: 2.126543,
  other_efforts: ['none', 'minimal', 'low', 'medium'],
  inputs: [{ source: 'epoch-runs', as_of: '2025-11-17', results: 439 }],
  results: 2838,
  respondents: 290,
  fit: {
    folds: { count: 10, ...ERRORS },
    without_own: { count: 10, ...ERRORS, mae: 7.84, rank: 0.679, coverage_90: 0.951 },
    since: { day: '2026-01-01', results: 221, mae: 7.54, mae_mean: 25.01, bias: 1.63, rank: 0.739, coverage_90: 0.926 },
  },
  abilities: {
    coding: { variance: 0.080666, reference: 'swe_bench_pro', scale: { worst: -3, best: 3.5 }, also: [] },
  },
  items: {
    swe_bench_pro: {
      ...{ attribute: 'swe_bench_pro', ability: 'coding', family: 'swe_bench_pro', link: 'logit', chance: 0 },
      ...{ a: 0.966575, c: -1.494607, sd: 0.165235, se_a: 0.034, se_c: 0.046, results: 39, error: 4.97, error_of_mean: 13.71 },
    },
  },
};
