import type { Catalog } from '../catalog/catalog.ts';
import { factView } from '../catalog/facts/fact-view.ts';
import { withComputed } from '../criteria/registry.ts';
import { methodNamed } from '../scoring/methods/registry.ts';
import { planOf } from './ask/plan.ts';
import type { RankingRequest } from './ask/request.ts';
import { gate } from './gate/gate.ts';
import { measure } from './measure/measure.ts';
import { rankByMethod } from './rank/rank-by-method.ts';
import { score } from './rank/score.ts';
import type { RankingState } from './state.ts';

/** The steps plan, gate, measure, score and rank. `today` (YYYY-MM-DD) is the day that counts where the request names none. */
export function rankingState(catalog: Catalog, request: RankingRequest, today: string): RankingState {
  const plan = planOf(catalog, request, today);
  const claimed = factView(catalog, plan.selection, plan.asOf);
  const view = withComputed(catalog, claimed, plan);
  const eligibility = gate(catalog, plan, view);
  const performances = plan.criteria && measure(plan, plan.criteria, view);
  const additiveScores = performances && score(performances, view.candidates.length, eligibility.eligible);
  return {
    catalog,
    plan,
    view,
    isAdditive: methodNamed(plan.method).isAdditive,
    eligibility,
    performances,
    additiveScores,
    ...rankByMethod(plan, view, performances, additiveScores, eligibility.contenders),
  };
}
