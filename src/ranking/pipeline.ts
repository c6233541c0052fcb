import type { Catalog } from '../catalog/catalog.ts';
import { factView } from '../catalog/facts/fact-view.ts';
import { withComputed } from '../criteria/registry.ts';
import { planOf } from './ask/plan.ts';
import type { RankingRequest } from './ask/request.ts';
import { gate } from './gate/gate.ts';
import { measure } from './measure/measure.ts';
import { standingOf } from './rank/rank-by-method.ts';
import { score } from './rank/score.ts';
import type { RankingState } from './state.ts';

/** Gate, measure, score and rank: who stands where. */
export function decide(catalog: Catalog, request: RankingRequest, today: string): RankingState {
  const plan = planOf(catalog, request, today);
  const claimed = factView(catalog, plan.selection, plan.asOf);
  const view = withComputed(catalog, claimed, plan.asOf, plan.given, plan.computed);
  const gated = gate(catalog, plan, view);
  const measured = plan.criteria && measure(plan, plan.criteria, view);
  const sums = measured && score(measured, view.candidates.length, gated.eligible);
  return { plan, view, gated, measured, sums, ...standingOf(plan, view, measured, sums, gated.eligible) };
}
