import type { FactView } from '../../catalog/facts/fact-view.ts';
import { filled } from '../../scoring/filled.ts';
import type { Plan } from '../ask/plan.ts';
import { criterionValues } from '../measure/criterion-values.ts';
import type { Performances } from '../measure/measure.ts';
import { scoresUnder } from './methods.ts';
import { type RankedCandidate, rank } from './rank.ts';
import type { Scores } from './score.ts';

/** Who stands where, and by which scores. */
export type MethodRanking = { readonly ranked: readonly RankedCandidate[]; readonly methodScores: Scores | null };

/**
 * Ranks the eligible. Other methods than the weighted sum relate the candidates to one another, so each model first is reduced to its best
 * offer by the weighted sum (several offers of a model would count as many), and what is left is scored by the method.
 */
export function rankByMethod(
  plan: Plan,
  view: FactView,
  performances: Performances | null,
  additiveScores: Scores | null,
  eligible: readonly number[],
): MethodRanking {
  const bySum = rank(view, eligible, additiveScores?.score ?? null, plan.fold);
  if (!performances || plan.method === 'weighted_sum' || bySum.length === 0) return { ranked: bySum, methodScores: additiveScores };
  const candidates = bySum.map((entry) => entry.candidate).sort((a, b) => a - b);
  const result = scoresUnder(plan.method, criterionValues(performances, candidates));
  const score = filled(view.candidates.length, Number.NaN);
  candidates.forEach((candidate, i) => {
    score[candidate] = result.scores[i] as number;
  });
  const standing = candidates.map((candidate, i) => ({ candidate, rank: result.ranks[i] as number }));
  return { ranked: standing.sort((a, b) => a.rank - b.rank || a.candidate - b.candidate), methodScores: { score } };
}
