import { HOSTING } from '../catalog/facts/fact-view.ts';
import { LIFECYCLE } from '../catalog/facts/lifecycle.ts';
import { type Eligibility, failsAt, missesAt } from '../ranking/gate/gate.ts';
import type { RankingState } from '../ranking/state.ts';
import { numberIn } from '../scoring/number-in.ts';

/** Attributes that say which service a request means, and nothing of how good it is. */
export const WHICH_SERVICE: readonly string[] = [HOSTING, LIFECYCLE];

/** One family held against a request. */
export type Side = {
  readonly family: string;
  /** Its members that can be had; with a requirement on `lifecycle`, which stands in place of the rules on that, those too that can't. */
  readonly candidates: readonly number[];
  /** Whether one of them meets the requirements. */
  readonly meets: 'yes' | 'no' | 'unknown';
  /** The one of those that do that scores highest. */
  readonly best: number | null;
  /** The best one; where none meets the requirements, one of the service meant that fails the fewest of them. Null without candidates. */
  readonly nearest: number | null;
};

export function sideOf({ view, eligibility, methodScores }: RankingState, family: string): Side {
  const availability = eligibility.checks.filter(({ kind }) => kind === 'availability' || kind === 'market');
  const candidates = eligibility.considered.filter(
    (i) => view.candidates[i]?.family === family && availability.every((check) => missesAt(check, i).length === 0),
  );
  const eligible = candidates.filter((i) => eligibility.failedCount[i] === 0);
  const open = candidates.some((i) => mayMeet(eligibility, i));
  const scoreOf = (i: number) => (methodScores ? numberIn(methodScores.score, i) : 0);
  const best = eligible.reduce<number | null>((top, i) => (top === null || scoreOf(i) > scoreOf(top) ? i : top), null);
  const nearest = best ?? candidates.toSorted((a, b) => distance(eligibility, a) - distance(eligibility, b))[0] ?? null;
  return { family, candidates, meets: eligible.length > 0 ? 'yes' : open || candidates.length === 0 ? 'unknown' : 'no', best, nearest };
}

/** How far a candidate is from meeting the requirements; one of another service is farther than any of the service meant. */
function distance({ checks, failedCount }: Eligibility, candidate: number): number {
  const isAnother = checks.some((check) => WHICH_SERVICE.includes(check.attribute.id) && failsAt(check, candidate));
  return numberIn(failedCount, candidate) + (isAnother ? checks.length : 0);
}

/** Whether nothing that is known keeps a candidate out. */
export function mayMeet({ checks }: Eligibility, candidate: number): boolean {
  return checks.every((check) => missesAt(check, candidate).every((code) => code === 'unknown'));
}
