import { defineMethod } from '../../../src/scoring/methods/method.ts';

/** A method as a newcomer would write it: the mean of shares of each column's sum, which takes no performance below 0. */
export const SCRATCH = defineMethod({
  name: 'scratch',
  needsWeights: true,
  reads: 'performances',
  settings: null,
  criterionSettings: {},
  settingFaults: () => [],
  refusal: (performance, direction) =>
    performance < 0 ? { code: 'negative', detail: `scratch can't take a performance below 0 to ${direction}imise.` } : null,
  better: 'higher',
  tie: null,
  isRelative: true,
  details: {},
  run: ({ raw, weights }) => {
    const { rows, columns, cells } = raw();
    const sums = weights.map((_, j) => Array.from({ length: rows }, (_row, i) => cells[i * columns + j] ?? 0).reduce((a, b) => a + b, 0));
    const score = (i: number) => weights.reduce((sum, weight, j) => sum + (weight * (cells[i * columns + j] ?? 0)) / (sums[j] ?? 0), 0);
    return { scores: Float64Array.from({ length: rows }, (_, i) => score(i)), details: {} };
  },
  units: () => 1,
  onValues: 'run',
  comparedInRobustness: false,
  isAdditive: false,
  departure: { reason: 'relative_to_candidates', criterion: () => 0 },
});
