import { type Candidate, type FactView, factAt } from '../catalog/fact-view.ts';
import type { NearMiss } from './answer.ts';
import { type Check, type Gate, missesAt, missesUnder } from './gate.ts';
import type { Plan } from './plan.ts';
import { type Ranked, TIE } from './rank.ts';
import { relax } from './relax.ts';
import type { Requirement } from './request.ts';
import type { Scores } from './score.ts';

/** A candidate that fails one check only, and that one a requirement of the caller's. */
export type SingleMiss = { readonly candidate: number; readonly check: Check };

/** The near misses that would stand highest, at most `limit`; the rank counts everybody else whom the same relaxation lets in. */
export function nearMisses(
  plan: Plan,
  view: FactView,
  gate: Gate,
  scores: Scores | null,
  standing: readonly Ranked[],
  limit: number,
): NearMiss[] {
  const misses = singleMisses(gate);
  return best(plan, view, scores, standing, misses)
    .slice(0, limit)
    .map((miss): NearMiss => {
      const { model, offer } = view.candidates[miss.candidate] as Candidate;
      const relaxed = relaxation(miss);
      const admitted = misses.filter((other) => other.check === miss.check && isMet(relaxed, other)).map((other) => other.candidate);
      return {
        model,
        offer,
        relax: { [miss.check.attribute.id]: relaxed },
        would_rank: scores ? rankAmong(plan, view, scores.score, standing, admitted, miss.candidate) : 1,
        would_score: scores ? (scores.score[miss.candidate] as number) : null,
      };
    })
    .sort((a, b) => a.would_rank - b.would_rank);
}

export function singleMisses(gate: Gate): SingleMiss[] {
  const misses: SingleMiss[] = [];
  for (const candidate of gate.considered) {
    if (gate.failedCount[candidate] !== 1) continue;
    const check = gate.checks[gate.lastFailed[candidate] as number] as Check;
    if (check.stated) misses.push({ candidate, check });
  }
  return misses;
}

/** The requirement as it would have to read for this candidate; null: dropped. */
export function relaxation({ candidate, check }: SingleMiss): Requirement | null {
  return relax(check.attribute, check.requirement, factAt(check.column, candidate), missesAt(check, candidate));
}

function isMet(relaxed: Requirement | null, { candidate, check }: SingleMiss): boolean {
  return relaxed === null || missesUnder(check.attribute, relaxed, factAt(check.column, candidate)).length === 0;
}

/** One for each model when folded, and none that an offer of the same model already outdoes. */
function best(plan: Plan, view: FactView, scores: Scores | null, standing: readonly Ranked[], misses: readonly SingleMiss[]): SingleMiss[] {
  const at = (candidate: number) => (scores ? (scores.score[candidate] as number) : 0);
  const ordered = [...misses].sort((a, b) => at(b.candidate) - at(a.candidate) || a.candidate - b.candidate);
  if (plan.fold === 'none') return ordered;
  const modelOf = (candidate: number) => (view.candidates[candidate] as Candidate).model;
  const held = new Map(standing.map((entry) => [modelOf(entry.candidate), at(entry.candidate)]));
  return ordered.filter(({ candidate }) => {
    const own = held.get(modelOf(candidate));
    if (own !== undefined && at(candidate) <= own + TIE) return false;
    held.set(modelOf(candidate), at(candidate));
    return true;
  });
}

/** 1 + how many would be ahead: of those that stand, and of those let in with it; of one model only the best. */
function rankAmong(
  plan: Plan,
  view: FactView,
  score: Float64Array,
  standing: readonly Ranked[],
  admitted: readonly number[],
  candidate: number,
): number {
  const bar = (score[candidate] as number) + TIE;
  const ahead = [...standing.map((entry) => entry.candidate), ...admitted].filter((other) => (score[other] as number) > bar);
  if (plan.fold === 'none') return 1 + ahead.length;
  const models = new Set(ahead.map((other) => view.candidates[other]?.model));
  models.delete(view.candidates[candidate]?.model);
  return 1 + models.size;
}
