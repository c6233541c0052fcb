import type { Eligibility } from '../ranking/gate/gate.ts';
import type { RankingState } from '../ranking/state.ts';
import { numberIn } from '../scoring/number-in.ts';
import type { Ranking } from './answer/ranking.ts';

/** Who is out: how many fail each requirement, and the candidates to show. */
export type Excluded = { readonly byRequirement: Ranking['excluded']['by_requirement']; readonly shown: readonly number[] };

export function excluded({ plan, eligibility }: RankingState): Excluded {
  return { byRequirement: countsByRequirement(eligibility), shown: fewestFailedFirst(eligibility, plan.excludedLimit) };
}

/** Every requirement has a count; of the other checks only those that somebody fails. */
function countsByRequirement({ checks, failedBy }: Eligibility): Record<string, number> {
  const counts: Record<string, number> = {};
  checks.forEach(({ kind, attribute }, c) => {
    const failed = numberIn(failedBy, c);
    if (failed > 0 || kind === 'requirement') counts[attribute.id] = (counts[attribute.id] ?? 0) + failed;
  });
  return counts;
}

/** Those that failed the fewest requirements first, then by id; at most `limit`. */
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
