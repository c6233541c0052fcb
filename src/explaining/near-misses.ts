import { factAt } from '../catalog/facts/column.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE } from '../catalog/lifecycle.ts';
import { computedNamed } from '../criteria/registry.ts';
import type { Plan } from '../ranking/ask/plan.ts';
import { testUnderPolicy } from '../ranking/gate/fact-test.ts';
import { type Check, type Eligibility, missesAt } from '../ranking/gate/gate.ts';
import type { Requirement } from '../ranking/gate/operators/requirement.ts';
import { relax, stepOf } from '../ranking/gate/relax.ts';
import type { Performances } from '../ranking/measure/measure.ts';
import { type LazyScores, lazyScores, UNSCORED } from '../ranking/rank/lazy-scores.ts';
import type { RankedCandidate } from '../ranking/rank/rank.ts';
import { rankByMethod } from '../ranking/rank/rank-by-method.ts';
import type { Scores } from '../ranking/rank/score.ts';
import { filled } from '../scoring/filled.ts';
import { SCORE_TIE } from '../scoring/ranks.ts';
import type { NearMiss } from './answer/ranking.ts';

/** The near misses that would stand highest, at most `limit`; the rank counts everybody else whom the same relaxation lets in. */
export function nearMisses(
  plan: Plan,
  view: FactView,
  eligibility: Eligibility,
  performances: Performances | null,
  additiveScores: Scores | null,
  ranked: readonly RankedCandidate[],
  limit: number,
): NearMiss[] {
  const misses = singleMisses(eligibility);
  const scores = performances && additiveScores ? lazyScores(performances, additiveScores, misses) : null;
  const admitted = admissions(eligibility, misses);
  const near = best(eligibility, plan, view, scores ?? UNSCORED, ranked, misses, limit).map((nearest): NearMiss => {
    const check = onlyFailed(eligibility, nearest);
    const { relaxed, letIn, isLetIn } = admitted(nearest);
    const candidate = plan.fold === 'none' ? nearest : shownOf(view, scores ?? UNSCORED, isLetIn, nearest);
    const { model, offer } = view.candidates[candidate] as Candidate;
    const relax = { [check.attribute.id]: relaxed };
    if (plan.method !== 'weighted_sum')
      return { model, offer, relax, ...underMethod(plan, view, eligibility, performances, scores, letIn, candidate) };
    return {
      model,
      offer,
      relax,
      would_rank: scores && additiveScores ? rankAmong(plan, view, additiveScores, scores, ranked, letIn, candidate) : 1,
      would_score: scores ? scores.at(candidate) : null,
    };
  });
  return near.sort((a, b) => a.would_rank - b.would_rank);
}

/** By a method that relates the candidates to one another, all are ranked anew with those who are let in. */
function underMethod(
  plan: Plan,
  view: FactView,
  eligibility: Eligibility,
  performances: Performances | null,
  additiveScores: LazyScores | null,
  letIn: readonly number[],
  candidate: number,
): Pick<NearMiss, 'would_rank' | 'would_score'> {
  const all = [...eligibility.eligible, ...letIn].sort((a, b) => a - b);
  const score = filled(view.candidates.length, Number.NaN);
  if (additiveScores) for (const i of all) score[i] = additiveScores.at(i);
  const { ranked, methodScores } = rankByMethod(plan, view, performances, additiveScores && { score }, all);
  const own = ranked.find(
    (entry) =>
      view.modelNumber[entry.candidate] === view.modelNumber[candidate] && (plan.fold === 'model' || entry.candidate === candidate),
  ) as RankedCandidate;
  return { would_rank: own.rank, would_score: methodScores && (methodScores.score[own.candidate] as number) };
}

/** The offer that stands for the model once they are let in: offers that tie go by id. */
function shownOf({ candidates, byModel }: FactView, { at }: LazyScores, isLetIn: (candidate: number) => boolean, nearest: number): number {
  const own = (byModel.get((candidates[nearest] as Candidate).model) as readonly number[]).filter(isLetIn);
  return own.reduce((shown, i) => (at(i) > at(shown) + SCORE_TIE ? i : shown));
}

/** The candidates that fail one check only, and that one a requirement of the caller's. */
export function singleMisses(eligibility: Eligibility): number[] {
  const { considered, checks, failedCount, onlyFailed } = eligibility;
  const relaxable = checks.map(relaxableOf);
  const misses: number[] = [];
  for (let k = 0; k < considered.length; k++) {
    const i = considered[k] as number;
    if (failedCount[i] === 1 && relaxable[onlyFailed[i] as number]?.(i)) misses.push(i);
  }
  return misses;
}

/**
 * Without a requirement on the lifecycle, what is retired would be out by rule, and what a request gives brings its requirement back: dropping
 * either lets nothing in.
 */
function relaxableOf(check: Check): (candidate: number) => boolean {
  const { id } = check.attribute;
  const comesBack = id === LIFECYCLE || computedNamed(id)?.implies !== undefined;
  if (check.kind !== 'requirement') return () => false;
  return comesBack ? (candidate) => relaxation(check, candidate) !== null : () => true;
}

/** The one check that a single miss fails. */
export function onlyFailed(eligibility: Eligibility, candidate: number): Check {
  return eligibility.checks[eligibility.onlyFailed[candidate] as number] as Check;
}

/** The requirement as it would have to read for this candidate; null: dropped. */
export function relaxation(check: Check, candidate: number): Requirement | null {
  return relax(check.attribute, check.requirement, factAt(check.column, candidate), missesAt(check, candidate));
}

type Admission = {
  readonly relaxed: Requirement | null;
  readonly letIn: readonly number[];
  readonly isLetIn: (candidate: number) => boolean;
};

/** For a near miss its relaxed requirement, and all whom that lets in: the same for all who miss it by the same value. */
function admissions(eligibility: Eligibility, misses: readonly number[]): (candidate: number) => Admission {
  const known = new Map<Check, Admission[]>();
  return (candidate) => {
    const check = onlyFailed(eligibility, candidate);
    const admissions = known.get(check) ?? [];
    known.set(check, admissions);
    const reading = check.column.valueCode[candidate] as number;
    const admission = admissions[reading] ?? admissionBy(eligibility, check, relaxation(check, candidate), misses);
    admissions[reading] = admission;
    return admission;
  };
}

function admissionBy(eligibility: Eligibility, check: Check, relaxed: Requirement | null, misses: readonly number[]): Admission {
  const test = relaxed && testUnderPolicy(check.attribute, relaxed);
  const { column } = check;
  const place = eligibility.checks.indexOf(check);
  const meets: boolean[] = [];
  const letIn: number[] = [];
  for (let k = 0; k < misses.length; k++) {
    const i = misses[k] as number;
    if (eligibility.onlyFailed[i] !== place) continue;
    const reading = column.valueCode[i] as number;
    meets[reading] ??= test === null || test(factAt(column, i)).length === 0;
    if (meets[reading]) letIn.push(i);
  }
  const isLetIn = (i: number) =>
    eligibility.failedCount[i] === 1 && eligibility.onlyFailed[i] === place && meets[column.valueCode[i] as number] === true;
  return { relaxed, letIn, isLetIn };
}

/** How many are looked at first for the best few: most of those with the highest bounds are the best. */
const FIRST_LOOK = 32;

/** The best by score, one for each model when folded, and none that an offer of the same model already outdoes. */
function best(
  eligibility: Eligibility,
  plan: Plan,
  { modelNumber, byModel }: FactView,
  { at, bound }: LazyScores,
  ranked: readonly RankedCandidate[],
  misses: readonly number[],
  limit: number,
): number[] {
  const step = stepsOf(eligibility);
  const held = filled(byModel.size, Number.NEGATIVE_INFINITY);
  if (plan.fold === 'model') for (const { candidate } of ranked) held[modelNumber[candidate] as number] = at(candidate);
  const left: number[] = [];
  const bounds: number[] = [];
  for (let k = 0; k < misses.length; k++) {
    const i = misses[k] as number;
    const most = bound(i);
    if (most <= (held[modelNumber[i] as number] as number) + SCORE_TIE) continue;
    left.push(i);
    bounds.push(most);
  }
  const among = (candidates: readonly number[]) => bestOf(candidates, plan, modelNumber, held.slice(), at, step, limit);
  if (left.length <= FIRST_LOOK) return among(left);
  const likely = nthHighest(bounds, FIRST_LOOK);
  const first = among(left.filter((_, k) => (bounds[k] as number) >= likely));
  if (first.length < limit) return among(left);
  // whoever cannot come up to the last of these is not among the best
  const bar = at(first.at(-1) as number);
  return among(left.filter((candidate, k) => (bounds[k] as number) >= bar && at(candidate) >= bar));
}

/** Of a few out of many: most are below the few that are kept so far. */
function nthHighest(values: readonly number[], n: number): number {
  const kept = values.slice(0, n).sort((a, b) => b - a);
  for (let k = n; k < values.length; k++) {
    const value = values[k] as number;
    if (value <= (kept[n - 1] as number)) continue;
    let place = n - 1;
    for (; place > 0 && (kept[place - 1] as number) < value; place--) kept[place] = kept[place - 1] as number;
    kept[place] = value;
  }
  return kept[n - 1] as number;
}

function bestOf(
  candidates: readonly number[],
  plan: Plan,
  modelNumber: FactView['modelNumber'],
  held: number[],
  at: LazyScores['at'],
  step: (candidate: number) => number,
  limit: number,
): number[] {
  const outdone = (candidate: number) => at(candidate) <= (held[modelNumber[candidate] as number] as number) + SCORE_TIE;
  const left = candidates.filter((candidate) => !outdone(candidate));
  left.sort((a, b) => at(b) - at(a) || a - b);
  const found: number[] = [];
  for (let start = 0; start < left.length && found.length < limit; ) {
    let end = start + 1;
    while (end < left.length && at(left[end] as number) === at(left[start] as number)) end++;
    // of equal scores the smallest step first
    const equals = left.slice(start, end);
    if (equals.length > 1) equals.sort((a, b) => step(a) - step(b) || a - b);
    for (const candidate of equals) {
      if (found.length === limit || outdone(candidate)) continue;
      if (plan.fold === 'model') held[modelNumber[candidate] as number] = at(candidate);
      found.push(candidate);
    }
    start = end;
  }
  return found;
}

/** How far a candidate's requirement has to move: the same for all who miss it by the same value, so worked out once for them. */
function stepsOf(eligibility: Eligibility): (candidate: number) => number {
  const known = new Map<Check, number[]>();
  return (candidate) => {
    const check = onlyFailed(eligibility, candidate);
    const steps = known.get(check) ?? [];
    known.set(check, steps);
    const reading = check.column.valueCode[candidate] as number;
    const step = steps[reading] ?? stepOf(check.requirement, relaxation(check, candidate)) ?? Number.MAX_VALUE;
    steps[reading] = step;
    return step;
  };
}

/** 1 + how many would be ahead: of those that stand, and of those let in with it; of one model only the best. */
function rankAmong(
  plan: Plan,
  { modelNumber }: FactView,
  additiveScores: Scores,
  { at, bound }: LazyScores,
  ranked: readonly RankedCandidate[],
  others: readonly number[],
  candidate: number,
): number {
  const bar = at(candidate) + SCORE_TIE;
  const ahead: number[] = [];
  for (const other of others) if (bound(other) > bar && at(other) > bar) ahead.push(other);
  for (const entry of ranked) if ((additiveScores.score[entry.candidate] as number) > bar) ahead.push(entry.candidate);
  if (plan.fold === 'none' || ahead.length === 0) return 1 + ahead.length;
  const models = new Set(ahead.map((other) => modelNumber[other]));
  models.delete(modelNumber[candidate]);
  return 1 + models.size;
}
