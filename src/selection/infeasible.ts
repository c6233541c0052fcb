import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { Infeasible } from './answer.ts';
import { type Check, failuresFor, type Gate, missesAt } from './gate.ts';
import { onlyFailed, relaxation, singleMisses } from './near-misses.ts';
import type { Requirement } from './request.ts';

const MOST = {
  conflicts: 10,
  relaxations: 10,
  closest: 5,
  setSize: 4,
  /** How many sets a set is compared with, and how many are looked at in the search: work grows with the catalog, not with its square. */
  compared: 200,
  looks: 1_000_000,
} as const;

export function infeasible(view: FactView, gate: Gate): Infeasible {
  const fewest = gate.considered.reduce((least, i) => Math.min(least, gate.failedCount[i] as number), gate.checks.length);
  return {
    conflicts: smallestHittingSets(minimalSets(failedSets(gate))).map((set) =>
      [...new Set(set.map((c) => gate.checks[c]?.attribute.id ?? ''))].sort(),
    ),
    relaxations: relaxations(view, gate),
    closest: gate.considered
      .filter((i) => gate.failedCount[i] === fewest)
      .slice(0, MOST.closest)
      .map((i) => ({ ...named(view, i), failed: failuresFor(gate.checks, i) })),
  };
}

/** The distinct sets of checks that candidates fail. All begin in one group; every check splits each group into who passes and who fails. */
function failedSets(gate: Gate): number[][] {
  const group = new Int32Array(gate.failedCount.length);
  let first = gate.considered.slice(0, 1);
  for (const check of gate.checks) {
    const split = new Int32Array(2 * first.length).fill(-1);
    const next: number[] = [];
    for (const i of gate.considered) {
      const side = 2 * (group[i] as number) + (missesAt(check, i).length > 0 ? 1 : 0);
      if (split[side] === -1) split[side] = next.push(i) - 1;
      group[i] = split[side] as number;
    }
    first = next;
  }
  return first.map((candidate) => failedChecks(gate, candidate));
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
  for (const candidate of firstOfEachReading(gate, singleMisses(gate))) {
    const check = onlyFailed(gate, candidate);
    const relaxed = relaxation(check, candidate);
    const relax = { [check.attribute.id]: relaxed };
    const key = JSON.stringify(relax);
    if (!found.has(key)) found.set(key, { relax, step: stepOf(check.requirement, relaxed), ...named(view, candidate) });
  }
  const size = (step: number | null) => step ?? Number.POSITIVE_INFINITY;
  return [...found.values()]
    .sort((a, b) => (size(a.step) < size(b.step) ? -1 : size(a.step) > size(b.step) ? 1 : 0))
    .slice(0, MOST.relaxations);
}

/** Who misses the same requirement by the same value needs the same relaxation. */
function firstOfEachReading(gate: Gate, misses: readonly number[]): number[] {
  const seen = new Map<Check, boolean[]>();
  return misses.filter((candidate) => {
    const check = onlyFailed(gate, candidate);
    const readings = seen.get(check) ?? [];
    seen.set(check, readings);
    const reading = check.column.reading[candidate] as number;
    const isFirst = readings[reading] !== true;
    readings[reading] = true;
    return isFirst;
  });
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

/** Without most of the sets that hold another one: who hits the smaller one hits them too. */
function minimalSets(sets: readonly (readonly number[])[]): (readonly number[])[] {
  const minimal: (readonly number[])[] = [];
  for (const set of [...sets].sort((a, b) => a.length - b.length)) {
    const smaller = minimal.length <= MOST.compared ? minimal : minimal.slice(0, MOST.compared);
    if (!smaller.some((other) => other.every((c) => set.includes(c)))) minimal.push(set);
  }
  return minimal;
}

/**
 * A set of requirements keeps everything out exactly when every candidate fails one of them: a hitting set of the failed sets. Sizes are
 * tried in turn and the first that hits is the smallest. Each branch picks from the first set not yet hit, so that nothing else is tried.
 */
function smallestHittingSets(sets: readonly (readonly number[])[]): (readonly number[])[] {
  if (sets.length === 0) return [];
  let looks = 0;
  for (let size = 1; size <= MOST.setSize; size++) {
    const found = new Map<string, number[]>();
    const extend = (chosen: readonly number[]): void => {
      if (found.size >= MOST.conflicts || looks > MOST.looks) return;
      const missed = sets.findIndex((set) => !set.some((c) => chosen.includes(c)));
      looks += missed === -1 ? sets.length : missed + 1;
      if (missed === -1) {
        const sorted = [...chosen].sort((a, b) => a - b);
        found.set(sorted.join(), sorted);
      } else if (chosen.length < size) for (const c of sets[missed] as readonly number[]) extend([...chosen, c]);
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
