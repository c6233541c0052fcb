import { minimalSets, smallestHittingSets } from '../../scoring/hitting-sets.ts';
import type { Rule } from '../answer/verdict.ts';
import type { Contest, Row } from './contest.ts';
import { type Demand, isMet, isMetByNone, mayMeet, ownDemand, sparing } from './demand.ts';
import { type OnlyCandidatePolicy, onlyCandidate } from './only-candidate.ts';

/** As many conditions as a rule has at most (see ChooseIf). */
const CONDITIONS = 20;
/** Of equally few demands of one candidate, how many ways are looked at. */
const ALTERNATIVES = 50;

type Conjunction = { readonly candidate: number; readonly demands: readonly Demand[]; readonly order: string };

/**
 * The `only_candidate` rule by the fewest demands, each at one candidate's own figure, that nobody else meets together. Every other candidate
 * fails one of them, so they are a hitting set of what each fails. Of equally few, those that leave least to what is not known, then the first
 * in order of the rows.
 */
export function severalDemandsRule(contest: Contest, rows: readonly Row[], policy: OnlyCandidatePolicy): Rule | null {
  const { option, rivalCandidates } = contest;
  if (rivalCandidates.length === 0) return null;
  const found = option.eligible.flatMap((candidate) => conjunctionsOf(rows, candidate, rivalCandidates));
  const fewest = Math.min(...found.map(({ demands }) => demands.length));
  if (fewest > CONDITIONS) return null;
  const [best] = found
    .filter(({ demands }) => demands.length === fewest)
    .map((conjunction) => ({ ...conjunction, open: rivalCandidates.filter((other) => mayMeet(conjunction.demands, other)).length }))
    .sort((a, b) => a.open - b.open || a.candidate - b.candidate || (a.order < b.order ? -1 : 1));
  return best ? onlyCandidate(contest, best.candidate, sparingAll(best.demands, rivalCandidates), policy) : null;
}

function conjunctionsOf(rows: readonly Row[], candidate: number, others: readonly number[]): Conjunction[] {
  const demands = rows.map((row) => ownDemand(row, candidate)).filter((demand) => demand !== null);
  const failed = others.map((other) => [...demands.keys()].filter((d) => !isMet(demands[d] as Demand, other)));
  // whoever fails none of them is in, whatever is demanded here
  if (failed.some((set) => set.length === 0)) return [];
  return smallestHittingSets(minimalSets(failed), ALTERNATIVES).map((set) => ({
    candidate,
    demands: demands.filter((_, d) => set.includes(d)),
    order: set.map((d) => String(d).padStart(4, '0')).join(),
  }));
}

/** Each demand without the members that it can spare, as the other demands keep others out too. */
function sparingAll(demands: readonly Demand[], others: readonly number[]): Demand[] {
  const kept = [...demands];
  for (const [d, demand] of demands.entries()) {
    const left = others.filter((other) => kept.every((rest, r) => r === d || isMet(rest, other)));
    kept[d] = sparing(demand, (less) => isMetByNone(less, left));
  }
  return kept;
}
