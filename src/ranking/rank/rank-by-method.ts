import type { FactView } from '../../catalog/facts/fact-view.ts';
import { filled } from '../../scoring/filled.ts';
import type { Plan } from '../ask/plan.ts';
import { criterionValues } from '../measure/criterion-values.ts';
import type { Measured } from '../measure/measure.ts';
import { scoresUnder } from './methods.ts';
import { type Ranked, rank } from './rank.ts';
import type { Scores } from './score.ts';

/** Who stands where, and by which scores. */
export type Standing = { readonly standing: readonly Ranked[]; readonly scores: Scores | null };

/**
 * Ranks the eligible. Other methods than the weighted sum relate the candidates to one another, so each model first is reduced to its best
 * offer by the weighted sum (several offers of a model would count as many), and what is left is scored by the method.
 */
export function standingOf(
  plan: Plan,
  view: FactView,
  measured: Measured | null,
  sums: Scores | null,
  eligible: readonly number[],
): Standing {
  const bySum = rank(view, eligible, sums?.score ?? null, plan.fold);
  if (!measured || plan.method === 'weighted_sum' || bySum.length === 0) return { standing: bySum, scores: sums };
  const candidates = bySum.map((entry) => entry.candidate).sort((a, b) => a - b);
  const result = scoresUnder(plan.method, criterionValues(measured, candidates));
  const score = filled(view.candidates.length, Number.NaN);
  candidates.forEach((candidate, i) => {
    score[candidate] = result.scores[i] as number;
  });
  const standing = candidates.map((candidate, i) => ({ candidate, rank: result.ranks[i] as number }));
  return { standing: standing.sort((a, b) => a.rank - b.rank || a.candidate - b.candidate), scores: { score } };
}
