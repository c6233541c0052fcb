import type { ComputedView } from '../criteria/registry.ts';
import type { Plan } from './ask/plan.ts';
import type { Gate } from './gate/gate.ts';
import type { Measured } from './measure/measure.ts';
import type { Ranked } from './rank/rank.ts';
import type { Scores } from './rank/score.ts';

/** All that the steps before the explanation worked out. */
export type RankingState = {
  readonly plan: Plan;
  readonly view: ComputedView;
  readonly gated: Gate;
  /** Null where nothing is preferred. */
  readonly measured: Measured | null;
  /** By the weighted sum; of those that are eligible. */
  readonly sums: Scores | null;
  /** By the method asked for; of those that stand. */
  readonly scores: Scores | null;
  readonly standing: readonly Ranked[];
};
