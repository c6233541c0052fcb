import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { Infeasible } from './answer.ts';
import { failuresFor, type Gate, missesAt } from './gate.ts';
import { minimalSets, smallestHittingSets } from './hitting-sets.ts';
import { relaxation, singleMisses } from './near-misses.ts';
import type { Requirement } from './request.ts';

const MOST = { conflicts: 10, relaxations: 10, closest: 5 } as const;

/** A set of requirements keeps everything out exactly when every candidate fails one of them: a hitting set of the failed sets. */
export function infeasible(view: FactView, gate: Gate): Infeasible {
  const failedSets = minimalSets(gate.considered.map((candidate) => failedChecks(gate, candidate)));
  const byCount = [...gate.considered].sort((a, b) => (gate.failedCount[a] as number) - (gate.failedCount[b] as number) || a - b);
  const fewest = gate.failedCount[byCount[0] ?? -1];
  return {
    conflicts: smallestHittingSets(failedSets, MOST.conflicts).map((set) =>
      [...new Set(set.map((c) => gate.checks[c]?.attribute.id ?? ''))].sort(),
    ),
    relaxations: relaxations(view, gate),
    closest: byCount
      .filter((candidate) => gate.failedCount[candidate] === fewest)
      .slice(0, MOST.closest)
      .map((candidate) => ({ ...named(view, candidate), failed: failuresFor(gate.checks, candidate) })),
  };
}

function failedChecks(gate: Gate, candidate: number): number[] {
  const failed: number[] = [];
  gate.checks.forEach((check, c) => {
    if (missesAt(check, candidate).length > 0) failed.push(c);
  });
  return failed;
}

function relaxations(view: FactView, gate: Gate): Infeasible['relaxations'] {
  const found = new Map<string, Infeasible['relaxations'][number]>();
  for (const miss of singleMisses(gate)) {
    const relaxed = relaxation(miss);
    const relax = { [miss.check.attribute.id]: relaxed };
    const key = JSON.stringify(relax);
    if (!found.has(key)) found.set(key, { relax, step: stepOf(miss.check.requirement, relaxed), ...named(view, miss.candidate) });
  }
  const size = (step: number | null) => step ?? Number.POSITIVE_INFINITY;
  return [...found.values()]
    .sort((a, b) => (size(a.step) < size(b.step) ? -1 : size(a.step) > size(b.step) ? 1 : 0))
    .slice(0, MOST.relaxations);
}

function stepOf(from: Requirement, to: Requirement | null): number | null {
  for (const operator of ['at_least', 'at_most'] as const) {
    const [before, after] = [from[operator], to?.[operator]];
    if (before !== undefined && after !== undefined && before !== after)
      return Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after));
  }
  return null;
}

function named(view: FactView, candidate: number): { model: string; offer: string | null } {
  const { model, offer } = view.candidates[candidate] as Candidate;
  return { model, offer };
}
