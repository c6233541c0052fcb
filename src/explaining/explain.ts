import { stampOf } from '../catalog/catalog-stamp.ts';
import type { RankedCandidate } from '../ranking/rank/rank.ts';
import type { RankingState } from '../ranking/state.ts';
import type { Ranking } from './answer/ranking.ts';
import { caveatsBy } from './caveats.ts';
import { type Excluded, excluded } from './excluded.ts';
import type { WrittenCaveat } from './fact-caveats.ts';
import { infeasible } from './infeasible.ts';
import { nearMisses } from './near-misses/near-misses.ts';
import { resolvedRequest } from './resolved-request.ts';
import { verdictOf } from './verdict.ts';
import { warnings } from './warnings.ts';

/** The parts of an answer, each worked out from the state of the ranking. `ranking-members.ts` puts them into the answer. */
export type Explanation = {
  readonly state: RankingState;
  readonly catalog: Ranking['catalog'];
  readonly resolved: Ranking['resolved'];
  /** The ranked candidates that the answer shows. */
  readonly shown: readonly RankedCandidate[];
  readonly caveatsOf: (candidate: number) => readonly WrittenCaveat[];
  readonly excluded: Excluded;
  readonly nearMisses: Ranking['near_misses'];
  readonly infeasible: Ranking['infeasible'];
  readonly verdict: Ranking['verdict'];
  readonly warnings: Ranking['warnings'];
};

/** Step "explain": the reasons behind the ranking. */
export function explain(state: RankingState): Explanation {
  const { catalog, plan, ranked } = state;
  return {
    state,
    catalog: stampOf(catalog),
    resolved: resolvedRequest(catalog, plan),
    shown: ranked.slice(0, plan.limit),
    caveatsOf: caveatsBy(state),
    excluded: excluded(state),
    nearMisses: nearMisses(state),
    infeasible: infeasible(state),
    verdict: verdictOf(state),
    warnings: warnings(state),
  };
}
