import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import { type Check, type Eligibility, failuresFor, missesAt } from '../ranking/gate/gate.ts';
import { stepOf } from '../ranking/gate/relax.ts';
import { minimalSets, smallestHittingSets } from '../scoring/hitting-sets.ts';
import type { Infeasible } from './answer/ranking.ts';
import { onlyFailed, relaxation, singleMisses } from './near-misses.ts';

const MOST = { conflicts: 10, relaxations: 10, closest: 5 } as const;

/** A set of requirements keeps everything out exactly when every candidate fails one of them: a hitting set of the failed sets. */
export function infeasible(view: FactView, eligibility: Eligibility): Infeasible {
  const fewest = eligibility.considered.reduce(
    (least, i) => Math.min(least, eligibility.failedCount[i] as number),
    eligibility.checks.length,
  );
  return {
    conflicts: smallestHittingSets(minimalSets(failedSets(eligibility)), MOST.conflicts).map((set) =>
      [...new Set(set.map((c) => (eligibility.checks[c] as Check).attribute.id))].sort(),
    ),
    relaxations: relaxations(view, eligibility),
    closest: eligibility.considered
      .filter((i) => eligibility.failedCount[i] === fewest)
      .slice(0, MOST.closest)
      .map((i) => ({ ...named(view, i), failed: failuresFor(eligibility.checks, i) })),
  };
}

/** The distinct sets of checks that candidates fail. All begin in one group; every check splits each group into who passes and who fails. */
function failedSets(eligibility: Eligibility): number[][] {
  const group = new Int32Array(eligibility.failedCount.length);
  let first = eligibility.considered.slice(0, 1);
  for (const check of eligibility.checks) {
    const split = new Int32Array(2 * first.length).fill(-1);
    const next: number[] = [];
    for (const i of eligibility.considered) {
      const side = 2 * (group[i] as number) + (missesAt(check, i).length > 0 ? 1 : 0);
      if (split[side] === -1) split[side] = next.push(i) - 1;
      group[i] = split[side] as number;
    }
    first = next;
  }
  return first.map((candidate) => failedChecks(eligibility, candidate));
}

function failedChecks(eligibility: Eligibility, candidate: number): number[] {
  const failed = new Set<number>();
  eligibility.checks.forEach((check) => {
    // checks of one attribute are one requirement
    if (missesAt(check, candidate).length > 0) failed.add(firstOn(eligibility, check));
  });
  return [...failed];
}

function firstOn(eligibility: Eligibility, { attribute }: Check): number {
  return eligibility.checks.findIndex((other) => other.attribute === attribute);
}

function relaxations(view: FactView, eligibility: Eligibility): Infeasible['relaxations'] {
  const found = new Map<string, Infeasible['relaxations'][number]>();
  for (const candidate of firstOfEachReading(eligibility, singleMisses(eligibility))) {
    const check = onlyFailed(eligibility, candidate);
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
function firstOfEachReading(eligibility: Eligibility, misses: readonly number[]): number[] {
  const seen = new Map<Check, boolean[]>();
  return misses.filter((candidate) => {
    const check = onlyFailed(eligibility, candidate);
    const readings = seen.get(check) ?? [];
    seen.set(check, readings);
    const reading = check.column.valueCode[candidate] as number;
    const isFirst = readings[reading] !== true;
    readings[reading] = true;
    return isFirst;
  });
}

function named(view: FactView, candidate: number): { model: string; offer: string | null } {
  const { model, offer } = view.candidates[candidate] as Candidate;
  return { model, offer };
}
