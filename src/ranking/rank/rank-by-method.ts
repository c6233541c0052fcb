import type { Candidate, FactView } from '../../catalog/facts/fact-view.ts';
import { filled } from '../../scoring/filled.ts';
import { methodNamed } from '../../scoring/methods/registry.ts';
import { numberIn } from '../../scoring/number-in.ts';
import type { Plan } from '../ask/plan.ts';
import { criterionValues } from '../measure/criterion-values.ts';
import type { Performances } from '../measure/measure.ts';
import { scoresUnder } from './methods.ts';
import { type RankedCandidate, rank } from './rank.ts';
import type { Scores } from './score.ts';

/** Who is ranked where, and by which scores. */
export type MethodRanking = { readonly ranked: readonly RankedCandidate[]; readonly methodScores: Scores | null };

/**
 * Ranks the contenders. An additive method ranks by the additive scores. Others can relate the candidates to one another, so each model is
 * first reduced to its best offer by the weighted sum (several offers of a model would count as many); the method scores what is left.
 */
export function rankByMethod(
  plan: Plan,
  view: FactView,
  performances: Performances | null,
  additiveScores: Scores | null,
  contenders: readonly number[],
): MethodRanking {
  const bySum = rank(view, contenders, additiveScores?.score ?? null, plan.fold);
  if (!performances || methodNamed(plan.method).isAdditive || bySum.length === 0) return { ranked: bySum, methodScores: additiveScores };
  const candidates = bySum.map((entry) => entry.candidate).sort((a, b) => a - b);
  const names = candidates.map((i) => (view.candidates[i] as Candidate).id);
  const { scores, ranks } = scoresUnder(plan.method, criterionValues(performances, candidates), names);
  const score = filled(view.candidates.length, Number.NaN);
  for (const [i, candidate] of candidates.entries()) score[candidate] = numberIn(scores, i);
  const ranked = candidates.map((candidate, i) => ({ candidate, rank: numberIn(ranks, i) }));
  return { ranked: ranked.sort((a, b) => a.rank - b.rank || a.candidate - b.candidate), methodScores: { score } };
}
