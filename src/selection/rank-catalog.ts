import type { Catalog } from '../catalog/catalog.ts';
import { stampOf } from '../catalog/catalog-stamp.ts';
import { type Candidate, type FactView, factAt, factView } from '../catalog/fact-view.ts';
import { ENGINE_VERSION } from '../engine-version.ts';
import type { Contribution, Exclusion, Ranking, Warning } from './answer.ts';
import { caveatsOf } from './caveats.ts';
import { failuresFor, type Gate, gate } from './gate.ts';
import { infeasible } from './infeasible.ts';
import { contributionAt, type Measured, measure, valueAt } from './measure.ts';
import { nearMisses } from './near-misses.ts';
import { type Plan, planOf } from './plan.ts';
import { type Ranked, rank } from './rank.ts';
import type { RankingRequest } from './request.ts';
import { resolvedRequest } from './resolved-request.ts';
import { type Scores, score } from './score.ts';
import { verdictOf } from './verdict.ts';

const NEAR_MISSES = 5;

/** All that the steps before the explanation worked out. */
export type Decided = {
  readonly plan: Plan;
  readonly view: FactView;
  readonly gated: Gate;
  /** Null where nothing is preferred. */
  readonly measured: Measured | null;
  readonly scores: Scores | null;
  readonly standing: readonly Ranked[];
};

/** Gate, measure, score and rank: who stands where. */
export function decide(catalog: Catalog, request: RankingRequest, today: string): Decided {
  const plan = planOf(catalog, request, today);
  const view = factView(catalog, plan.selection, plan.asOf);
  const gated = gate(catalog, plan, view);
  const measured = plan.criteria && measure(plan, plan.criteria, view);
  const scores = measured && score(measured, view.candidates.length, gated.considered);
  return { plan, view, gated, measured, scores, standing: rank(view, gated.eligible, scores?.score ?? null, plan.fold) };
}

/**
 * Ranks the catalog against a checked request. Pure: the same request (with its day) on the same revision gives the same answer, byte for
 * byte. `today` is the day that counts where the request names none.
 */
export function rankCatalog(catalog: Catalog, request: RankingRequest, today: string): Ranking {
  return explain(catalog, decide(catalog, request, today));
}

/** Step "explain": the answer, with its reasons. */
function explain(catalog: Catalog, { plan, view, gated, measured, scores, standing }: Decided): Ranking {
  const excluded = gated.considered.length - gated.eligible.length;
  return {
    catalog: stampOf(catalog),
    engine: ENGINE_VERSION,
    resolved: resolvedRequest(plan),
    considered: gated.considered.length,
    eligible: gated.eligible.length,
    ranking: standing.slice(0, plan.limit).map((entry) => ({
      rank: entry.rank,
      ...named(view, entry.candidate),
      score: scores ? (scores.score[entry.candidate] as number) : null,
      score_range: scores ? [scores.low[entry.candidate] as number, scores.high[entry.candidate] as number] : null,
      contributions: measured ? contributionsOf(measured, entry.candidate) : [],
      caveats: caveatsOf(catalog, plan, view, measured, entry.candidate),
    })),
    excluded: { total: excluded, by_requirement: countsByRequirement(gated), items: exclusions(view, gated, plan.excludedLimit) },
    near_misses: nearMisses(plan, view, gated, scores, standing, NEAR_MISSES),
    infeasible: gated.eligible.length === 0 && gated.considered.length > 0 ? infeasible(view, gated) : null,
    verdict: verdictOf(plan, view, gated, measured, scores, standing),
    warnings: warningsOf(plan, gated, measured),
  };
}

function contributionsOf(measured: Measured, candidate: number): Contribution[] {
  return measured.leaves.map((leaf) => {
    const fact = factAt(leaf.column, candidate);
    return {
      criterion: leaf.criterion,
      ...(leaf.criterion === leaf.attribute.id ? {} : { attribute: leaf.attribute.id }),
      raw: fact.value,
      unit: leaf.attribute.unit,
      value: valueAt(leaf, candidate),
      weight: leaf.weight,
      contribution: contributionAt(leaf, candidate),
      status: fact.status,
      claim: fact.claim?.id ?? null,
    };
  });
}

function countsByRequirement(gated: Gate): Record<string, number> {
  const counts: Record<string, number> = {};
  gated.checks.forEach((check, c) => {
    const failed = gated.failedBy[c] as number;
    if (failed > 0 || check.stated) counts[check.attribute.id] = (counts[check.attribute.id] ?? 0) + failed;
  });
  return counts;
}

/** The excluded that failed the fewest requirements first, then by id. */
function exclusions(view: FactView, gated: Gate, limit: number): Exclusion[] {
  const shown: number[] = [];
  for (let failed = 1; failed <= gated.checks.length && shown.length < limit; failed++) {
    for (const candidate of gated.considered) if (gated.failedCount[candidate] === failed && shown.length < limit) shown.push(candidate);
  }
  return shown.map((candidate) => ({ ...named(view, candidate), failed: failuresFor(gated.checks, candidate) }));
}

function warningsOf(plan: Plan, gated: Gate, measured: Measured | null): Warning[] {
  const warnings: Warning[] = [];
  if (gated.considered.length === 0) warnings.push({ code: 'no_candidates' });
  for (const criterion of plan.criteria ?? []) if (criterion.weight === 0) warnings.push({ code: 'zero_weight', criterion: criterion.id });
  for (const leaf of measured?.leaves ?? []) {
    const about = { criterion: leaf.criterion, ...(leaf.criterion === leaf.attribute.id ? {} : { attribute: leaf.attribute.id }) };
    if (gated.eligible.length > 1 && gated.eligible.every((i) => valueAt(leaf, i) === valueAt(leaf, gated.eligible[0] as number))) {
      const known = gated.eligible.some((i) => factAt(leaf.column, i).status === 'known');
      warnings.push({ code: known ? 'criterion_does_not_discriminate' : 'criterion_unknown_for_all', ...about });
    }
  }
  return warnings;
}

function named(view: FactView, candidate: number): { model: string; offer: string | null } {
  const { model, offer } = view.candidates[candidate] as Candidate;
  return { model, offer };
}
