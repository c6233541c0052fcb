import { z } from 'zod';
import { normaliseWeights } from './direct.ts';
import { type PairwiseWeights, pairwiseWeights } from './pairwise.ts';
import { rankReciprocal } from './rank-reciprocal.ts';
import { rankSum } from './rank-sum.ts';
import { rankOrderCentroid } from './roc.ts';

const MAX_CRITERIA = 50;
const Numbers = z.array(z.number().min(0).max(1e300)).max(MAX_CRITERIA);

/** Weights, or what they are made of: one entry for each criterion, in the order of the criteria. */
export const WeightScheme = z.union([
  Numbers.meta({ description: 'Direct weights; the sum need not be 1.' }),
  z.strictObject({
    scheme: z.enum(['roc', 'rank_sum', 'rank_reciprocal']),
    ranks: z.array(z.number().positive().max(1e6)).max(MAX_CRITERIA).meta({ description: '1 is the most important; equal ranks tie.' }),
  }),
  z.strictObject({
    scheme: z.literal('swing'),
    points: Numbers.meta({ description: 'Worth of the swing from worst to best; the largest is often set to 100.' }),
  }),
  z.strictObject({
    scheme: z.literal('pairwise'),
    matrix: z
      .array(z.array(z.number().min(-1e300).max(1e300)).max(MAX_CRITERIA))
      .max(MAX_CRITERIA)
      .meta({ description: 'Positive and reciprocal: [i][j] says how many times as important i is as j.' }),
  }),
]);
export type WeightScheme = z.infer<typeof WeightScheme>;

export type SchemeName = 'direct' | 'roc' | 'rank_sum' | 'rank_reciprocal' | 'swing' | 'pairwise';
export type ResolvedWeights = { readonly values: readonly number[]; readonly scheme: SchemeName; readonly pairwise?: PairwiseWeights };

/** The weights that a scheme without faults stands for; they sum to 1. */
export function resolveWeights(scheme: WeightScheme): ResolvedWeights {
  if (Array.isArray(scheme)) return { values: normaliseWeights(scheme), scheme: 'direct' };
  switch (scheme.scheme) {
    case 'roc':
      return { values: rankOrderCentroid(scheme.ranks), scheme: 'roc' };
    case 'rank_sum':
      return { values: rankSum(scheme.ranks), scheme: 'rank_sum' };
    case 'rank_reciprocal':
      return { values: rankReciprocal(scheme.ranks), scheme: 'rank_reciprocal' };
    case 'swing':
      // von Winterfeldt and Edwards 1986, Decision Analysis and Behavioral Research, 8.4: points over their sum
      return { values: normaliseWeights(scheme.points), scheme: 'swing' };
    case 'pairwise': {
      const pairwise = pairwiseWeights(scheme.matrix);
      return { values: pairwise.weights, scheme: 'pairwise', pairwise };
    }
  }
}
