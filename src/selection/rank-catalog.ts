import type { Catalog } from '../catalog/catalog.ts';
import { type FactView, factView } from '../catalog/fact-view.ts';
import type { Ranking } from './answer.ts';
import { answerOf, explain } from './explain.ts';
import { type Gate, gate } from './gate.ts';
import { type Measured, measure } from './measure.ts';
import { type Plan, planOf } from './plan.ts';
import { type Ranked, rank } from './rank.ts';
import { rankingText } from './ranking-text.ts';
import type { RankingRequest } from './request.ts';
import { type Scores, score } from './score.ts';

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
  return answerOf(explain(catalog, decide(catalog, request, today)));
}

/** `JSON.stringify(rankCatalog(...))` at a fraction of its cost: for the route. */
export function rankCatalogToJson(catalog: Catalog, request: RankingRequest, today: string): string {
  return rankingText(explain(catalog, decide(catalog, request, today)));
}
