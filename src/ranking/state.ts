import type { ComputedView } from '../criteria/registry.ts';
import type { Plan } from './ask/plan.ts';
import type { Eligibility } from './gate/gate.ts';
import type { Performances } from './measure/measure.ts';
import type { RankedCandidate } from './rank/rank.ts';
import type { Scores } from './rank/score.ts';

/** All that the steps before the explanation worked out. */
export type RankingState = {
  readonly plan: Plan;
  readonly view: ComputedView;
  /** Whether a score by the method is a sum of contributions, so that no candidate moves another's. */
  readonly isAdditive: boolean;
  readonly eligibility: Eligibility;
  /** Null where nothing is preferred. */
  readonly performances: Performances | null;
  /** By the weighted sum; of those that are eligible. */
  readonly additiveScores: Scores | null;
  /** By the method asked for; of those that stand. */
  readonly methodScores: Scores | null;
  readonly ranked: readonly RankedCandidate[];
};
