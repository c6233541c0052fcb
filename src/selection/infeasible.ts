import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { Infeasible } from './answer.ts';
import { failuresFor, type Gate, missesAt } from './gate.ts';
import { relaxation, singleMisses } from './near-misses.ts';
import type { Requirement } from './request.ts';

const MOST = { conflicts: 10, relaxations: 10, closest: 5, setSize: 4 } as const;

export function infeasible(view: FactView, gate: Gate): Infeasible {
  const failedSets = minimalSets(gate.considered.map((candidate) => failedChecks(gate, candidate)));
  const byCount = [...gate.considered].sort((a, b) => (gate.failedCount[a] as number) - (gate.failedCount[b] as number) || a - b);
  const fewest = gate.failedCount[byCount[0] ?? -1];
  return {
    conflicts: smallestHittingSets(failedSets).map((set) => [...new Set(set.map((c) => gate.checks[c]?.attribute.id ?? ''))].sort()),
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

/** The sets that hold no other one. */
function minimalSets(sets: readonly (readonly number[])[]): number[][] {
  const distinct = [...new Map(sets.map((set) => [set.join(), [...set]])).values()].sort((a, b) => a.length - b.length);
  const minimal: number[][] = [];
  for (const set of distinct) if (!minimal.some((smaller) => smaller.every((c) => set.includes(c)))) minimal.push(set);
  return minimal;
}

/**
 * A set of requirements keeps everything out exactly when every candidate fails one of them: a hitting set of the failed sets. Sizes are
 * tried in turn and the first that hits is the smallest. Each branch picks from the first set not yet hit, so that nothing else is tried.
 */
function smallestHittingSets(sets: readonly (readonly number[])[]): number[][] {
  if (sets.length === 0) return [];
  for (let size = 1; size <= MOST.setSize; size++) {
    const found = new Map<string, number[]>();
    const extend = (chosen: readonly number[]): void => {
      if (found.size >= MOST.conflicts) return;
      const missed = sets.find((set) => !set.some((c) => chosen.includes(c)));
      if (!missed) {
        const sorted = [...chosen].sort((a, b) => a - b);
        found.set(sorted.join(), sorted);
      } else if (chosen.length < size) for (const c of missed) extend([...chosen, c]);
    };
    extend([]);
    if (found.size > 0) return [...found.values()];
  }
  return [irreducible(sets)];
}

/** Where the smallest sets are too large to search for: one set that keeps everything out and of which no member can be spared. */
function irreducible(sets: readonly (readonly number[])[]): number[] {
  const chosen: number[] = [];
  for (const set of sets) if (!set.some((c) => chosen.includes(c))) chosen.push(set[0] as number);
  return chosen.reduce((kept, c) => {
    const others = kept.filter((other) => other !== c);
    return sets.every((set) => set.some((other) => others.includes(other))) ? others : kept;
  }, chosen);
}
