import type { Catalog } from '../catalog/catalog.ts';
import type { ComputedView } from '../criteria/registry.ts';
import type { Plan } from './ask/plan.ts';
import type { Eligibility } from './gate/gate.ts';
import type { Performances } from './measure/measure.ts';
import type { RankedCandidate } from './rank/rank.ts';
import type { Scores } from './rank/score.ts';

/** All that the steps before the explanation worked out: what each part of the explanation works from. */
export type RankingState = {
  readonly catalog: Catalog;
  readonly plan: Plan;
  readonly view: ComputedView;
  /** Whether a score by the method is a sum of contributions, so that no candidate moves another's. */
  readonly isAdditive: boolean;
  readonly eligibility: Eligibility;
  /** Null where nothing is preferred. */
  readonly performances: Performances | null;
  /** By the weighted sum, of all that are eligible; null where nothing is preferred. */
  readonly additiveScores: Scores | null;
  /** By the method of the request, of all that are ranked; null where nothing is preferred. */
  readonly methodScores: Scores | null;
  /** Best first. Folded by model, each model is there once, with its best offer. */
  readonly ranked: readonly RankedCandidate[];
};
