import type { Catalog } from '../catalog/catalog.ts';
import { stampOf } from '../catalog/catalog-stamp.ts';
import { claimsAt, factAt } from '../catalog/facts/column.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { detailsOf } from '../criteria/registry.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { Plan } from '../ranking/ask/plan.ts';
import type { Judgements } from '../ranking/ask/weights.ts';
import { type Eligibility, failuresFor } from '../ranking/gate/gate.ts';
import { contributionAt, highestScore, lowestScore, type MeasuredPart, type Performances, valueAt } from '../ranking/measure/measure.ts';
import type { RankedCandidate } from '../ranking/rank/rank.ts';
import type { RankingState } from '../ranking/state.ts';
import type { Contribution, Exclusion, Ranking, RankingEntry, Warning } from './answer/ranking.ts';
import { caveatsBy, type WrittenCaveat } from './caveats.ts';
import { infeasible } from './infeasible.ts';
import { nearMisses } from './near-misses.ts';
import { resolvedRequest } from './resolved-request.ts';
import { verdictOf } from './verdict.ts';

const NEAR_MISSES = 5;

/** The answer but for what most of its bytes are: who is shown and who is out, which `answerOf` and `rankingText` spell out from `decided`. */
export type Explanation = {
  readonly state: RankingState;
  readonly catalog: Ranking['catalog'];
  readonly resolved: Ranking['resolved'];
  readonly shown: readonly RankedCandidate[];
  readonly caveatsOf: (candidate: number) => readonly WrittenCaveat[];
  readonly outByRequirement: Ranking['excluded']['by_requirement'];
  readonly out: readonly number[];
  readonly nearMisses: Ranking['near_misses'];
  readonly infeasible: Ranking['infeasible'];
  readonly verdict: Ranking['verdict'];
  readonly warnings: Ranking['warnings'];
};

/** Step "explain": the reasons behind what was decided. */
export function explain(catalog: Catalog, state: RankingState): Explanation {
  const { plan, view, eligibility, performances, additiveScores, methodScores, ranked } = state;
  return {
    state: state,
    catalog: stampOf(catalog),
    resolved: resolvedRequest(catalog, plan),
    shown: ranked.slice(0, plan.limit),
    caveatsOf: caveatsBy(catalog, plan, view, performances),
    outByRequirement: countsByRequirement(eligibility),
    out: fewestFailedFirst(eligibility, plan.excludedLimit),
    nearMisses: nearMisses(plan, view, eligibility, performances, additiveScores, ranked, NEAR_MISSES),
    infeasible: eligibility.eligible.length === 0 && eligibility.considered.length > 0 ? infeasible(view, eligibility) : null,
    verdict: verdictOf(plan, view, eligibility, performances, methodScores, ranked),
    warnings: warningsOf(plan, eligibility, performances),
  };
}

/** The answer as a value. */
export function answerOf(explanation: Explanation): Ranking {
  const { state, catalog, resolved, shown, out, outByRequirement, infeasible, verdict, warnings } = explanation;
  const { considered, eligible } = state.eligibility;
  return {
    catalog,
    engine: ENGINE_VERSION,
    resolved,
    considered: considered.length,
    eligible: eligible.length,
    ranking: shown.map((entry) => entryOf(explanation, entry)),
    excluded: {
      total: considered.length - eligible.length,
      by_requirement: outByRequirement,
      items: out.map((candidate) => exclusionOf(state, candidate)),
    },
    near_misses: explanation.nearMisses,
    infeasible,
    verdict,
    robustness: null,
    warnings,
  };
}

function entryOf({ state, caveatsOf }: Explanation, { rank, candidate }: RankedCandidate): RankingEntry {
  const { plan, view, performances, methodScores } = state;
  const { model, offer } = view.candidates[candidate] as Candidate;
  const isSum = plan.method === 'weighted_sum';
  return {
    rank,
    model,
    offer,
    score: methodScores ? (methodScores.score[candidate] as number) : null,
    score_range: performances && isSum ? [lowestScore(performances, candidate), highestScore(performances, candidate)] : null,
    contributions: performances ? performances.parts.map((part) => contributionOf(part, candidate, isSum)) : [],
    caveats: caveatsOf(candidate).map(({ caveat }) => caveat),
    ...detailsOf(view, candidate),
  };
}

export function contributionOf(part: MeasuredPart, candidate: number, isSum: boolean): Contribution {
  const { criterion, attribute, weight, column } = part;
  const { value: raw, status, claim } = factAt(column, candidate);
  return {
    criterion,
    ...(criterion === attribute.id ? {} : { attribute: attribute.id }),
    raw,
    unit: attribute.unit,
    value: valueAt(part, candidate),
    weight,
    contribution: isSum ? contributionAt(part, candidate) : null,
    status,
    claim: claim?.id ?? null,
    ...(column.lineage ? { claims: claimsAt(column, candidate) } : {}),
  };
}

function exclusionOf({ view, eligibility }: RankingState, candidate: number): Exclusion {
  const { model, offer } = view.candidates[candidate] as Candidate;
  const failed = failuresFor(eligibility.checks, candidate);
  return { model, offer, failed, ...detailsOf(view, candidate, failed) };
}

function countsByRequirement(eligibility: Eligibility): Record<string, number> {
  const counts: Record<string, number> = {};
  eligibility.checks.forEach((check, c) => {
    const failed = eligibility.failedBy[c] as number;
    if (failed > 0 || check.kind === 'requirement') counts[check.attribute.id] = (counts[check.attribute.id] ?? 0) + failed;
  });
  return counts;
}

/** The excluded that failed the fewest requirements first, then by id. */
function fewestFailedFirst({ considered, checks, failedCount }: Eligibility, limit: number): number[] {
  const first: number[] = [];
  for (let failed = 1; failed <= checks.length && first.length < limit; failed++) {
    for (const candidate of considered) {
      if (failedCount[candidate] !== failed) continue;
      first.push(candidate);
      if (first.length === limit) break;
    }
  }
  return first;
}

function warningsOf(plan: Plan, { considered, eligible }: Eligibility, performances: Performances | null): Warning[] {
  const warnings: Warning[] = [];
  if (considered.length === 0) warnings.push({ code: 'no_candidates' });
  for (const criterion of plan.criteria ?? []) if (criterion.weight === 0) warnings.push({ code: 'zero_weight', criterion: criterion.id });
  if (plan.judgements?.found.consistent === false) warnings.push(inconsistent(plan.judgements));
  if (!performances || eligible.length < 2) return warnings;
  for (const part of performances.parts) {
    const value = valueAt(part, eligible[0] as number);
    if (!eligible.every((i) => valueAt(part, i) === value)) continue;
    const known = eligible.some((i) => factAt(part.column, i).status === 'known');
    const code = known ? 'criterion_does_not_discriminate' : 'criterion_unknown_for_all';
    const { criterion, attribute } = part;
    warnings.push(criterion === attribute.id ? { code, criterion } : { code, criterion, attribute: attribute.id });
  }
  return warnings;
}

function inconsistent({ criteria, found }: Judgements): Warning {
  const { worstTriple } = found;
  const code = 'inconsistent_judgements';
  return worstTriple ? { code, criteria: worstTriple.criteria.map((i) => criteria[i] as string) } : { code };
}
