import { factAt } from '../catalog/facts/column.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { Plan } from '../ranking/ask/plan.ts';
import { type Check, type Eligibility, missesAt } from '../ranking/gate/gate.ts';
import type { RankingState } from '../ranking/state.ts';
import { minimalSets, smallestHittingSets } from '../scoring/hitting-sets.ts';
import { intIn, numberIn } from '../scoring/number-in.ts';
import type { Infeasible } from './answer/ranking.ts';
import { failuresFor } from './failure-members.ts';
import { type Relaxation, relaxations, singleMisses } from './near-misses/admission.ts';

const MOST = { conflicts: 10, relaxations: 10, closest: 5 } as const;

/** Why nothing is left, and what would change that; null where something is eligible, or nothing was considered. */
export function infeasible(state: RankingState): Infeasible | null {
  const { considered, eligible } = state.eligibility;
  if (eligible.length > 0 || considered.length === 0) return null;
  return { conflicts: conflicts(state.eligibility), relaxations: relaxationsOf(state), closest: closest(state) };
}

/** A set of requirements keeps everything out exactly when every candidate fails one of them: it is a hitting set of the failed sets. */
function conflicts(eligibility: Eligibility): string[][] {
  return smallestHittingSets(minimalSets(failedSets(eligibility)), MOST.conflicts).map((set) =>
    [...new Set(set.map((c) => (eligibility.checks[c] as Check).attribute.id))].sort(),
  );
}

/** The distinct sets of checks that candidates fail. All begin in one group; every check splits each group into who passes and who fails. */
function failedSets(eligibility: Eligibility): number[][] {
  const group = new Int32Array(eligibility.failedCount.length);
  let first = eligibility.considered.slice(0, 1);
  for (const check of eligibility.checks) {
    const split = new Int32Array(2 * first.length).fill(-1);
    const next: number[] = [];
    for (const i of eligibility.considered) {
      const side = 2 * intIn(group, i) + (missesAt(check, i).length > 0 ? 1 : 0);
      if (split[side] === -1) split[side] = next.push(i) - 1;
      group[i] = intIn(split, side);
    }
    first = next;
  }
  return first.map((candidate) => failedChecks(eligibility, candidate));
}

/** The checks that a candidate fails; the checks of one attribute count as the first of them. */
function failedChecks({ checks }: Eligibility, candidate: number): number[] {
  const failed = checks.filter((check) => missesAt(check, candidate).length > 0);
  return [...new Set(failed.map(({ attribute }) => checks.findIndex((other) => other.attribute === attribute)))];
}

/** Single relaxations that would let something in, the smallest step first. */
function relaxationsOf(state: RankingState): Infeasible['relaxations'] {
  const { view, eligibility } = state;
  const relaxationOf = relaxations(eligibility);
  const firstOf = new Map<Relaxation, number>();
  for (const candidate of singleMisses(eligibility)) {
    const relaxation = relaxationOf(candidate);
    if (!firstOf.has(relaxation)) firstOf.set(relaxation, candidate);
  }
  const found = new Map<string, Infeasible['relaxations'][number]>();
  for (const [{ attribute, relaxed, step }, candidate] of firstOf) {
    const relax = { [attribute]: relaxed };
    const key = JSON.stringify(relax);
    if (!found.has(key)) found.set(key, { relax, step, ...named(view.candidates, candidate) });
  }
  const size = (step: number | null) => step ?? Number.POSITIVE_INFINITY;
  const sorted = [...found.values()].sort((a, b) => (size(a.step) < size(b.step) ? -1 : size(a.step) > size(b.step) ? 1 : 0));
  const market = marketRelaxations(state).slice(0, MOST.relaxations);
  return [...sorted.slice(0, MOST.relaxations - market.length), ...market];
}

/** What `candidates` would have to say to let something in: of each rule on the market, for the first that it alone keeps out. */
function marketRelaxations({ plan, view, eligibility }: RankingState): Infeasible['relaxations'] {
  const { considered, checks, failedCount, onlyFailed } = eligibility;
  const found = new Map<string, Infeasible['relaxations'][number]>();
  for (const i of considered) {
    const check = checks[numberIn(onlyFailed, i)] as Check;
    if (failedCount[i] !== 1 || check.kind !== 'market' || failsTwice(eligibility, check, i)) continue;
    const candidates = askedFor(plan, check, i);
    const key = JSON.stringify(candidates);
    if (!found.has(key)) found.set(key, { relax: {}, candidates, step: null, ...named(view.candidates, i) });
  }
  return [...found.values()];
}

/** Whether a requirement on the attribute of a check keeps the candidate out too. */
function failsTwice({ checks }: Eligibility, check: Check, candidate: number): boolean {
  return checks.some((other) => other !== check && other.attribute === check.attribute && missesAt(other, candidate).length > 0);
}

function askedFor({ candidates: { kinds } }: Plan, check: Check, candidate: number): Infeasible['relaxations'][number]['candidates'] {
  const [code] = missesAt(check, candidate);
  if (code === 'plan_only') return { plans: 'include' };
  if (code === 'unvetted_provider') return { unvetted: true };
  return { kinds: [...kinds, String(factAt(check.column, candidate).value)].sort() };
}

/** Those that fail the fewest requirements. */
function closest({ view, eligibility }: RankingState): Infeasible['closest'] {
  const { considered, failedCount, checks } = eligibility;
  const fewest = considered.reduce((least, i) => Math.min(least, numberIn(failedCount, i)), checks.length);
  return considered
    .filter((i) => failedCount[i] === fewest)
    .slice(0, MOST.closest)
    .map((i) => ({ ...named(view.candidates, i), failed: failuresFor(checks, i) }));
}

function named(candidates: readonly Candidate[], candidate: number): { model: string; offer: string | null } {
  const { model, offer } = candidates[candidate] as Candidate;
  return { model, offer };
}
