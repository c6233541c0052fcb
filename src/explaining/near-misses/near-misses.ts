import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { contendersAmong, plainModels } from '../../ranking/gate/contenders.ts';
import { type LazyScores, lazyScores, UNSCORED } from '../../ranking/rank/lazy-scores.ts';
import { rankByMethod } from '../../ranking/rank/rank-by-method.ts';
import type { RankingState } from '../../ranking/state.ts';
import { filled } from '../../scoring/filled.ts';
import { intIn, numberIn } from '../../scoring/number-in.ts';
import { SCORE_TIE } from '../../scoring/ranks.ts';
import type { NearMiss } from '../answer/ranking.ts';
import { type Admission, admissions, relaxations, singleMisses } from './admission.ts';
import { bestFew } from './best-few.ts';

/** How many near misses an answer shows. */
const LIMIT = 5;

type Place = Pick<NearMiss, 'would_rank' | 'would_score'>;

/**
 * The candidates that one requirement alone keeps out, those that would score highest, by the rank that they would have. The rank counts
 * everybody else whom the same relaxation lets in.
 */
export function nearMisses(state: RankingState): NearMiss[] {
  const { plan, view, eligibility, performances, additiveScores } = state;
  const misses = singleMisses(eligibility);
  const candidates = withoutOutstood(state, misses);
  const scores = performances && additiveScores ? lazyScores(performances, additiveScores, misses) : UNSCORED;
  const relaxationOf = relaxations(eligibility);
  const stepOf = (candidate: number) => relaxationOf(candidate).step ?? Number.MAX_VALUE;
  const admissionOf = admissions(eligibility, misses, relaxationOf);
  const placeOf = placing(state, scores);
  const near = bestFew(state, candidates, { scores, stepOf, limit: LIMIT }).map((best): NearMiss => {
    const admission = admissionOf(best);
    const candidate = plan.fold === 'none' ? best : shownOffer(state, scores, admission, best);
    const { model, offer } = view.candidates[candidate] as Candidate;
    return { model, offer, relax: { [admission.attribute]: admission.relaxed }, ...placeOf(candidate, admission) };
  });
  return near.sort((a, b) => a.would_rank - b.would_rank);
}

/** The misses without editions of models that a plain offer stands for already: no relaxation shows them. */
function withoutOutstood({ plan, view, ranked }: RankingState, misses: readonly number[]): readonly number[] {
  const { editions, modelNumber } = view;
  if (plan.fold === 'none' || editions === null) return misses;
  const hasPlain = plainModels(
    view,
    ranked.map(({ candidate }) => candidate),
  );
  return misses.filter((i) => editions[i] === 0 || hasPlain[intIn(modelNumber, i)] === 0);
}

/** The offer that stands for the model of `best` once the relaxation lets in whom it does. Of offers that tie it is the first of the equals. */
function shownOffer({ plan, view }: RankingState, { at }: LazyScores, { isAdmitted }: Admission, best: number): number {
  const { model } = view.candidates[best] as Candidate;
  const own = contendersAmong(plan, view, (view.byModel.get(model) ?? []).filter(isAdmitted));
  return own.reduce((shown, i) => (at(i) > at(shown) + SCORE_TIE ? i : shown));
}

/** Rank and score that a candidate would have beside all others whom an admission lets in. */
function placing(state: RankingState, scores: LazyScores): (candidate: number, admission: Admission) => Place {
  if (!state.isAdditive) return (candidate, { admitted }) => placeUnderMethod(state, scores, admitted, candidate);
  if (scores === UNSCORED) return () => ({ would_rank: 1, would_score: null });
  return (candidate, { admitted }) => ({
    would_rank: 1 + countAhead(state, scores, admitted, candidate),
    would_score: scores.at(candidate),
  });
}

/** By a method that relates the candidates to one another, all are ranked anew with those who are let in. */
function placeUnderMethod(state: RankingState, scores: LazyScores, admitted: readonly number[], candidate: number): Place {
  const { plan, view, eligibility, performances } = state;
  const all = contendersAmong(
    plan,
    view,
    [...eligibility.eligible, ...admitted].sort((a, b) => a - b),
  );
  const additive = filled(view.candidates.length, Number.NaN);
  if (scores !== UNSCORED) for (const i of all) additive[i] = scores.at(i);
  const { ranked, methodScores } = rankByMethod(plan, view, performances, scores === UNSCORED ? null : { score: additive }, all);
  const isOwn = (other: number) => (plan.fold === 'model' ? view.modelNumber[other] === view.modelNumber[candidate] : other === candidate);
  const own = ranked.find((entry) => isOwn(entry.candidate));
  if (!own) throw new Error(`candidate ${candidate} is let in, and the ranking with it lacks it`);
  return { would_rank: own.rank, would_score: methodScores && numberIn(methodScores.score, own.candidate) };
}

/** How many would be ahead of a candidate, of those that are ranked and of those let in with it. Folded by model, each model counts once. */
function countAhead(state: RankingState, { at, bound }: LazyScores, admitted: readonly number[], candidate: number): number {
  const { plan, view, ranked, additiveScores } = state;
  const bar = at(candidate) + SCORE_TIE;
  const ahead: number[] = [];
  for (const other of admitted) if (bound(other) > bar && at(other) > bar) ahead.push(other);
  const scored = additiveScores?.score ?? [];
  for (const entry of ranked) if (numberIn(scored, entry.candidate) > bar) ahead.push(entry.candidate);
  if (plan.fold === 'none' || ahead.length === 0) return ahead.length;
  const models = new Set(withoutEditions(state, admitted, ahead).map((other) => view.modelNumber[other]));
  models.delete(view.modelNumber[candidate]);
  return models.size;
}

/** Those of some candidates that stand for their model once others are let in: no edition beside a plain offer. */
function withoutEditions({ view, ranked }: RankingState, admitted: readonly number[], candidates: readonly number[]): readonly number[] {
  const { editions, modelNumber } = view;
  if (editions === null || !candidates.some((i) => editions[i] === 1)) return candidates;
  const hasPlain = plainModels(view, [...ranked.map(({ candidate }) => candidate), ...admitted]);
  return candidates.filter((i) => editions[i] === 0 || hasPlain[intIn(modelNumber, i)] === 0);
}
