import type { AnalysisRequest } from '../scoring/analysis/request.ts';
import { DEFAULT_METHOD } from '../scoring/methods/registry.ts';

/** Three flats by rent, size and a commute that is not known for one. */
export const ANALYSIS_REQUEST = {
  alternatives: ['harbour', 'old_town', 'suburb'],
  criteria: [
    { id: 'rent', direction: 'min', scale: { kind: 'linear', worst: 2000, best: 500 } },
    { id: 'size', direction: 'max', scale: { kind: 'linear', worst: 30, best: 120 } },
    { id: 'commute', direction: 'min', scale: { kind: 'linear', worst: 90, best: 0 } },
  ],
  matrix: [
    [1400, 70, 15],
    [1100, 48, [10, 30]],
    [900, 95, null],
  ],
  weights: { scheme: 'roc', ranks: [1, 2, 3] },
  constraints: { order: ['rent', 'size', 'commute'] },
  methods: [DEFAULT_METHOD],
  analyses: {
    pareto: true,
    weight_stability: true,
    leader_envelope: true,
    tipping_points: [['suburb', 'harbour']],
    potential_optimality: true,
    rank_acceptability: { samples: 1000, seed: 1 },
  },
} satisfies AnalysisRequest;
