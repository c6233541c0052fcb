import { factAt } from '../catalog/facts/column.ts';
import { type FactView, HOSTING } from '../catalog/facts/fact-view.ts';
import { contendersAmong } from '../ranking/gate/contenders.ts';
import { type Eligibility, missesAt } from '../ranking/gate/gate.ts';
import type { RankingState } from '../ranking/state.ts';
import { numberIn } from '../scoring/number-in.ts';

/** One family held against a request. */
export type Side = {
  readonly family: string;
  /** Its members that can be had. */
  readonly candidates: readonly number[];
  /** Whether one of them meets the requirements. */
  readonly meets: 'yes' | 'no' | 'unknown';
  /** The one of those that do that scores highest. */
  readonly best: number | null;
};

export function sideOf(state: RankingState, family: string): Side {
  const { plan, view, eligibility, methodScores } = state;
  const members = eligibility.considered.filter(
    (i) => view.candidates[i]?.family === family && eligibility.availability.every((check) => missesAt(check, i).length === 0),
  );
  const own = isAboutService(state) ? members.filter((i) => isVendorsOwn(view, i)) : [];
  const candidates = own.length > 0 ? own : members;
  const eligible = candidates.filter((i) => eligibility.failedCount[i] === 0);
  const open = candidates.some((i) => mayMeet(eligibility, i));
  const scoreOf = (i: number) => (methodScores ? numberIn(methodScores.score, i) : 0);
  const best = contendersAmong(plan, view, eligible).reduce<number | null>(
    (top, i) => (top === null || scoreOf(i) > scoreOf(top) ? i : top),
    null,
  );
  return { family, candidates, meets: eligible.length > 0 ? 'yes' : open || candidates.length === 0 ? 'unknown' : 'no', best };
}

/** Whether nothing that is known keeps a candidate out. */
export function mayMeet({ checks }: Eligibility, candidate: number): boolean {
  return checks.every((check) => missesAt(check, candidate).every((code) => code === 'unknown'));
}

/**
 * Whether a request is about the vendor's own service, of which the article speaks where it speaks of certificates and data handling: one of
 * them is required, or they carry most of the weight.
 */
function isAboutService({ plan, performances }: RankingState): boolean {
  const weight = (performances?.parts ?? []).reduce((sum, part) => (part.attribute.scope === 'provider' ? sum + part.weight : sum), 0);
  return weight > 0.5 || plan.constraints.some((constraint) => constraint.attribute.scope === 'provider');
}

function isVendorsOwn(view: FactView, candidate: number): boolean {
  const hosting = view.columnNamed(HOSTING);
  const value = hosting && factAt(hosting, candidate).value;
  return Array.isArray(value) && value.includes('vendor_api');
}
