import { factAt } from '../catalog/column.ts';
import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { NearMiss } from './answer.ts';
import { computedNamed } from './computed.ts';
import { filled } from './filled.ts';
import { type Check, type Gate, LIFECYCLE, missesAt } from './gate.ts';
import type { Measured } from './measure.ts';
import type { Plan } from './plan.ts';
import { type Ranked, TIE } from './rank.ts';
import { relax, stepOf } from './relax.ts';
import type { Requirement } from './request.ts';
import { testUnderPolicy } from './requirement.ts';
import type { Scores } from './score.ts';
import { standingOf } from './standing.ts';

/** The near misses that would stand highest, at most `limit`; the rank counts everybody else whom the same relaxation lets in. */
export function nearMisses(
  plan: Plan,
  view: FactView,
  gate: Gate,
  measured: Measured | null,
  scores: Scores | null,
  standing: readonly Ranked[],
  limit: number,
): NearMiss[] {
  const misses = singleMisses(gate);
  const near = best(gate, plan, view, scores, standing, misses, limit).map((nearest): NearMiss => {
    const check = onlyFailed(gate, nearest);
    const relaxed = relaxation(check, nearest);
    const letIn = admitted(gate, check, relaxed, misses);
    const candidate = plan.fold === 'none' ? nearest : shownOf(view, scores, letIn, nearest);
    const { model, offer } = view.candidates[candidate] as Candidate;
    const relax = { [check.attribute.id]: relaxed };
    if (plan.method !== 'weighted_sum')
      return { model, offer, relax, ...underMethod(plan, view, gate, measured, scores, letIn, candidate) };
    return {
      model,
      offer,
      relax,
      would_rank: scores ? rankAmong(plan, view, scores.score, standing, letIn, candidate) : 1,
      would_score: scores ? (scores.score[candidate] as number) : null,
    };
  });
  return near.sort((a, b) => a.would_rank - b.would_rank);
}

/** By a method that relates the candidates to one another, all are ranked anew with those who are let in. */
function underMethod(
  plan: Plan,
  view: FactView,
  gate: Gate,
  measured: Measured | null,
  sums: Scores | null,
  letIn: readonly number[],
  candidate: number,
): Pick<NearMiss, 'would_rank' | 'would_score'> {
  const { standing, scores } = standingOf(
    plan,
    view,
    measured,
    sums,
    [...gate.eligible, ...letIn].sort((a, b) => a - b),
  );
  const own = standing.find(
    (entry) =>
      view.modelNumber[entry.candidate] === view.modelNumber[candidate] && (plan.fold === 'model' || entry.candidate === candidate),
  );
  return { would_rank: own?.rank ?? standing.length, would_score: scores && own ? (scores.score[own.candidate] as number) : null };
}

/** The offer that stands for the model once they are let in: offers that tie go by id. */
function shownOf({ modelNumber }: FactView, scores: Scores | null, letIn: readonly number[], nearest: number): number {
  const own = letIn.filter((i) => modelNumber[i] === modelNumber[nearest]);
  const at = (candidate: number) => (scores ? (scores.score[candidate] as number) : 0);
  return own.reduce((shown, i) => (at(i) > at(shown) + TIE ? i : shown), own[0] ?? nearest);
}

/** The candidates that fail one check only, and that one a requirement of the caller's. */
export function singleMisses(gate: Gate): number[] {
  const misses: number[] = [];
  for (const i of gate.considered) if (gate.failedCount[i] === 1 && isRelaxable(onlyFailed(gate, i), i)) misses.push(i);
  return misses;
}

/**
 * Without a requirement on the lifecycle, what is retired would be out by rule, and what a request gives brings its requirement back: dropping
 * either lets nothing in.
 */
function isRelaxable(check: Check, candidate: number): boolean {
  const { id } = check.attribute;
  const comesBack = id === LIFECYCLE || computedNamed(id)?.implies !== undefined;
  return check.kind === 'requirement' && (!comesBack || relaxation(check, candidate) !== null);
}

/** The one check that a single miss fails. */
export function onlyFailed(gate: Gate, candidate: number): Check {
  return gate.checks[gate.lastFailed[candidate] as number] as Check;
}

/** The requirement as it would have to read for this candidate; null: dropped. */
export function relaxation(check: Check, candidate: number): Requirement | null {
  return relax(check.attribute, check.requirement, factAt(check.column, candidate), missesAt(check, candidate));
}

/** All whom the relaxed requirement lets in. */
function admitted(gate: Gate, check: Check, relaxed: Requirement | null, misses: readonly number[]): number[] {
  const test = relaxed && testUnderPolicy(check.attribute, relaxed);
  const met: number[] = [];
  for (const i of misses) if (onlyFailed(gate, i) === check && (test === null || test(factAt(check.column, i)).length === 0)) met.push(i);
  return met;
}

/** The best by score, one for each model when folded, and none that an offer of the same model already outdoes. */
function best(
  gate: Gate,
  plan: Plan,
  { modelNumber, byModel }: FactView,
  scores: Scores | null,
  standing: readonly Ranked[],
  misses: readonly number[],
  limit: number,
): number[] {
  const at = (candidate: number) => (scores ? (scores.score[candidate] as number) : 0);
  const step = stepsOf(gate);
  const held = filled(byModel.size, Number.NEGATIVE_INFINITY);
  if (plan.fold === 'model') for (const { candidate } of standing) held[modelNumber[candidate] as number] = at(candidate);
  const outdone = (candidate: number) => at(candidate) <= (held[modelNumber[candidate] as number] as number) + TIE;
  const left: number[] = [];
  for (const candidate of misses) if (!outdone(candidate)) left.push(candidate);
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
function stepsOf(gate: Gate): (candidate: number) => number {
  const known = new Map<Check, number[]>();
  return (candidate) => {
    const check = onlyFailed(gate, candidate);
    const steps = known.get(check) ?? [];
    known.set(check, steps);
    const reading = check.column.reading[candidate] as number;
    const step = steps[reading] ?? stepOf(check.requirement, relaxation(check, candidate)) ?? Number.MAX_VALUE;
    steps[reading] = step;
    return step;
  };
}

/** 1 + how many would be ahead: of those that stand, and of those let in with it; of one model only the best. */
function rankAmong(
  plan: Plan,
  { modelNumber }: FactView,
  score: readonly number[],
  standing: readonly Ranked[],
  others: readonly number[],
  candidate: number,
): number {
  const bar = (score[candidate] as number) + TIE;
  const ahead: number[] = [];
  for (const other of others) if ((score[other] as number) > bar) ahead.push(other);
  for (const entry of standing) if ((score[entry.candidate] as number) > bar) ahead.push(entry.candidate);
  if (plan.fold === 'none' || ahead.length === 0) return 1 + ahead.length;
  const models = new Set(ahead.map((other) => modelNumber[other]));
  models.delete(modelNumber[candidate]);
  return 1 + models.size;
}
