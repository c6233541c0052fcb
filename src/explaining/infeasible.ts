import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import { type Check, failuresFor, type Gate, missesAt } from '../ranking/gate/gate.ts';
import { stepOf } from '../ranking/gate/relax.ts';
import { minimalSets, smallestHittingSets } from '../scoring/hitting-sets.ts';
import type { Infeasible } from './answer/ranking.ts';
import { onlyFailed, relaxation, singleMisses } from './near-misses.ts';

const MOST = { conflicts: 10, relaxations: 10, closest: 5 } as const;

/** A set of requirements keeps everything out exactly when every candidate fails one of them: a hitting set of the failed sets. */
export function infeasible(view: FactView, gate: Gate): Infeasible {
  const fewest = gate.considered.reduce((least, i) => Math.min(least, gate.failedCount[i] as number), gate.checks.length);
  return {
    conflicts: smallestHittingSets(minimalSets(failedSets(gate)), MOST.conflicts).map((set) =>
      [...new Set(set.map((c) => (gate.checks[c] as Check).attribute.id))].sort(),
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
  const failed = new Set<number>();
  gate.checks.forEach((check) => {
    // checks of one attribute are one requirement
    if (missesAt(check, candidate).length > 0) failed.add(firstOn(gate, check));
  });
  return [...failed];
}

function firstOn(gate: Gate, { attribute }: Check): number {
  return gate.checks.findIndex((other) => other.attribute === attribute);
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

function named(view: FactView, candidate: number): { model: string; offer: string | null } {
  const { model, offer } = view.candidates[candidate] as Candidate;
  return { model, offer };
}
