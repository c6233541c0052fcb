import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { NearMiss } from './answer.ts';
import { failuresAt, type Gate } from './gate.ts';
import type { Need, Plan } from './plan.ts';
import { rank, TIE } from './rank.ts';
import { relax } from './relax.ts';
import type { Requirement } from './request.ts';
import { failuresOf } from './requirement.ts';
import type { Scores } from './score.ts';

type Miss = { readonly candidate: number; readonly check: number };

/** The near misses that would stand highest, at most `limit`; the rank counts everybody else whom the same relaxation lets in. */
export function nearMisses(plan: Plan, view: FactView, gate: Gate, scores: Scores | null, limit: number): NearMiss[] {
  const misses = singleMisses(gate);
  const shown = best(plan, view, gate, scores, misses).slice(0, limit);
  return shown
    .map((miss): NearMiss => {
      const { need, relaxed } = relaxation(gate, miss);
      const { model, offer } = view.candidates[miss.candidate] as Candidate;
      const admitted = misses
        .filter((other) => other.check === miss.check && isMet(gate, need, relaxed, other))
        .map((other) => other.candidate);
      return {
        model,
        offer,
        relax: { [need.attribute.id]: relaxed },
        would_rank: rankAmong(plan, view, [...gate.eligible, ...admitted], miss.candidate, scores),
        would_score: scores ? (scores.score[miss.candidate] as number) : null,
      };
    })
    .sort((a, b) => a.would_rank - b.would_rank);
}

/** Those that fail one check only, and that one a requirement of the caller's. */
export function singleMisses(gate: Gate): Miss[] {
  const misses: Miss[] = [];
  for (const candidate of gate.considered) {
    if (gate.failedCount[candidate] !== 1) continue;
    const check = gate.lastFailed[candidate] as number;
    if (gate.checks[check]?.need) misses.push({ candidate, check });
  }
  return misses;
}

export function relaxation(gate: Gate, { candidate, check }: Miss): { need: Need; relaxed: Requirement | null } {
  const failed = gate.checks[check];
  if (!failed?.need) throw new Error('only a requirement of the caller can be relaxed');
  const { attribute, requirement } = failed.need;
  const at = failed.column.index[candidate] as number;
  const fact = failed.column.facts[at];
  return { need: failed.need, relaxed: fact ? relax(attribute, requirement, fact, failuresAt(failed, candidate)) : null };
}

function isMet(gate: Gate, need: Need, relaxed: Requirement | null, { candidate, check }: Miss): boolean {
  if (!relaxed) return true;
  const { column } = gate.checks[check] as Gate['checks'][number];
  const fact = column.facts[column.index[candidate] as number];
  if (!fact) return false;
  return failuresOf(need.attribute, relaxed, fact).every((failure) => failure.code === 'unknown' && relaxed.if_unknown === 'keep');
}

/** One for each model when folded, and none that an offer of the same model already outdoes. */
function best(plan: Plan, view: FactView, gate: Gate, scores: Scores | null, misses: readonly Miss[]): Miss[] {
  const at = (candidate: number) => (scores ? (scores.score[candidate] as number) : 0);
  const ordered = [...misses].sort((a, b) => at(b.candidate) - at(a.candidate) || a.candidate - b.candidate);
  if (plan.fold === 'none') return ordered;
  const held = new Map<string, number>();
  for (const candidate of gate.eligible) {
    const { model } = view.candidates[candidate] as Candidate;
    held.set(model, Math.max(held.get(model) ?? Number.NEGATIVE_INFINITY, at(candidate)));
  }
  return ordered.filter(({ candidate }) => {
    const { model } = view.candidates[candidate] as Candidate;
    if (at(candidate) <= (held.get(model) ?? Number.NEGATIVE_INFINITY) + TIE) return false;
    held.set(model, at(candidate));
    return true;
  });
}

function rankAmong(plan: Plan, view: FactView, eligible: readonly number[], candidate: number, scores: Scores | null): number {
  if (!scores) return 1;
  const sorted = [...eligible].sort((a, b) => a - b);
  const { model } = view.candidates[candidate] as Candidate;
  const standing = rank(view.candidates, sorted, scores.score, plan.fold);
  const own = standing.find((entry) =>
    plan.fold === 'model' ? (view.candidates[entry.candidate] as Candidate).model === model : entry.candidate === candidate,
  );
  return own?.rank ?? standing.length;
}
