import type { Catalog } from '../catalog/catalog.ts';
import { stampOf } from '../catalog/catalog-stamp.ts';
import { claimsAt, factAt } from '../catalog/facts/column.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { detailsOf } from '../criteria/registry.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { Judgements, Plan } from '../ranking/ask/plan.ts';
import { failuresFor, type Gate } from '../ranking/gate/gate.ts';
import { contributionAt, highestScore, lowestScore, type Measured, type MeasuredLeaf, valueAt } from '../ranking/measure/measure.ts';
import type { Ranked } from '../ranking/rank/rank.ts';
import type { RankingState } from '../ranking/state.ts';
import type { Contribution, Exclusion, Ranking, RankingEntry, Warning } from './answer/ranking.ts';
import { caveatsBy, type Noted } from './caveats.ts';
import { infeasible } from './infeasible.ts';
import { nearMisses } from './near-misses.ts';
import { resolvedRequest } from './resolved-request.ts';
import { verdictOf } from './verdict.ts';

const NEAR_MISSES = 5;

/** The answer but for what most of its bytes are: who is shown and who is out, which `answerOf` and `rankingText` spell out from `decided`. */
export type Explanation = {
  readonly decided: RankingState;
  readonly catalog: Ranking['catalog'];
  readonly resolved: Ranking['resolved'];
  readonly shown: readonly Ranked[];
  readonly caveatsOf: (candidate: number) => readonly Noted[];
  readonly outByRequirement: Ranking['excluded']['by_requirement'];
  readonly out: readonly number[];
  readonly nearMisses: Ranking['near_misses'];
  readonly infeasible: Ranking['infeasible'];
  readonly verdict: Ranking['verdict'];
  readonly warnings: Ranking['warnings'];
};

/** Step "explain": the reasons behind what was decided. */
export function explain(catalog: Catalog, decided: RankingState): Explanation {
  const { plan, view, gated, measured, sums, scores, standing } = decided;
  return {
    decided,
    catalog: stampOf(catalog),
    resolved: resolvedRequest(catalog, plan),
    shown: standing.slice(0, plan.limit),
    caveatsOf: caveatsBy(catalog, plan, view, measured),
    outByRequirement: countsByRequirement(gated),
    out: fewestFailedFirst(gated, plan.excludedLimit),
    nearMisses: nearMisses(plan, view, gated, measured, sums, standing, NEAR_MISSES),
    infeasible: gated.eligible.length === 0 && gated.considered.length > 0 ? infeasible(view, gated) : null,
    verdict: verdictOf(plan, view, gated, measured, scores, standing),
    warnings: warningsOf(plan, gated, measured),
  };
}

/** The answer as a value. */
export function answerOf(explanation: Explanation): Ranking {
  const { decided, catalog, resolved, shown, out, outByRequirement, infeasible, verdict, warnings } = explanation;
  const { considered, eligible } = decided.gated;
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
      items: out.map((candidate) => exclusionOf(decided, candidate)),
    },
    near_misses: explanation.nearMisses,
    infeasible,
    verdict,
    robustness: null,
    warnings,
  };
}

function entryOf({ decided, caveatsOf }: Explanation, { rank, candidate }: Ranked): RankingEntry {
  const { plan, view, measured, scores } = decided;
  const { model, offer } = view.candidates[candidate] as Candidate;
  const isSum = plan.method === 'weighted_sum';
  return {
    rank,
    model,
    offer,
    score: scores ? (scores.score[candidate] as number) : null,
    score_range: measured && isSum ? [lowestScore(measured, candidate), highestScore(measured, candidate)] : null,
    contributions: measured ? measured.leaves.map((leaf) => contributionOf(leaf, candidate, isSum)) : [],
    caveats: caveatsOf(candidate).map(({ caveat }) => caveat),
    ...detailsOf(view, candidate),
  };
}

export function contributionOf(leaf: MeasuredLeaf, candidate: number, isSum: boolean): Contribution {
  const { criterion, attribute, weight, column } = leaf;
  const { value: raw, status, claim } = factAt(column, candidate);
  return {
    criterion,
    ...(criterion === attribute.id ? {} : { attribute: attribute.id }),
    raw,
    unit: attribute.unit,
    value: valueAt(leaf, candidate),
    weight,
    contribution: isSum ? contributionAt(leaf, candidate) : null,
    status,
    claim: claim?.id ?? null,
    ...(column.basis ? { claims: claimsAt(column, candidate) } : {}),
  };
}

function exclusionOf({ view, gated }: RankingState, candidate: number): Exclusion {
  const { model, offer } = view.candidates[candidate] as Candidate;
  const failed = failuresFor(gated.checks, candidate);
  return { model, offer, failed, ...detailsOf(view, candidate, failed) };
}

function countsByRequirement(gated: Gate): Record<string, number> {
  const counts: Record<string, number> = {};
  gated.checks.forEach((check, c) => {
    const failed = gated.failedBy[c] as number;
    if (failed > 0 || check.kind === 'requirement') counts[check.attribute.id] = (counts[check.attribute.id] ?? 0) + failed;
  });
  return counts;
}

/** The excluded that failed the fewest requirements first, then by id. */
function fewestFailedFirst({ considered, checks, failedCount }: Gate, limit: number): number[] {
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

function warningsOf(plan: Plan, { considered, eligible }: Gate, measured: Measured | null): Warning[] {
  const warnings: Warning[] = [];
  if (considered.length === 0) warnings.push({ code: 'no_candidates' });
  for (const criterion of plan.criteria ?? []) if (criterion.weight === 0) warnings.push({ code: 'zero_weight', criterion: criterion.id });
  if (plan.judgements?.found.consistent === false) warnings.push(inconsistent(plan.judgements));
  if (!measured || eligible.length < 2) return warnings;
  for (const leaf of measured.leaves) {
    const value = valueAt(leaf, eligible[0] as number);
    if (!eligible.every((i) => valueAt(leaf, i) === value)) continue;
    const known = eligible.some((i) => factAt(leaf.column, i).status === 'known');
    const code = known ? 'criterion_does_not_discriminate' : 'criterion_unknown_for_all';
    const { criterion, attribute } = leaf;
    warnings.push(criterion === attribute.id ? { code, criterion } : { code, criterion, attribute: attribute.id });
  }
  return warnings;
}

function inconsistent({ criteria, found }: Judgements): Warning {
  const { worstTriple } = found;
  const code = 'inconsistent_judgements';
  return worstTriple ? { code, criteria: worstTriple.criteria.map((i) => criteria[i] as string) } : { code };
}
