import type { Candidate } from '../catalog/facts/fact-view.ts';
import { detailsOf } from '../criteria/registry.ts';
import { missesAt } from '../ranking/gate/gate.ts';
import { highestScore, lowestScore } from '../ranking/measure/measure.ts';
import type { RankingState } from '../ranking/state.ts';
import { numberIn } from '../scoring/number-in.ts';
import { Exclusion, RankingEntry } from './answer/ranking.ts';
import { CONTRIBUTION } from './contribution-members.ts';
import { each, eachWhere, kept, keptWith } from './declared-members.ts';
import { declared } from './declared-object.ts';
import type { Explanation } from './explain.ts';
import { failuresFor, failuresWriter } from './failure-members.ts';

/** What only the candidate itself decides: how it is named. */
const BY_CANDIDATE = keptWith({
  partOf: ({ state }: Explanation) => state.view.candidates,
  source: (candidates, candidate) => candidates[candidate] as Candidate,
  size: ({ length }) => length,
  indices: () => null,
  isCompiled: () => true,
});

/** A ranked candidate. Given is its rank. */
export const ENTRY = declared<RankingEntry, Explanation, number>(RankingEntry, {
  rank: each((_explanation, _candidate, rank) => rank),
  model: kept(BY_CANDIDATE, ({ model }) => model),
  offer: kept(BY_CANDIDATE, ({ offer }) => offer),
  score: each(({ state }, candidate) => state.methodScores && numberIn(state.methodScores.score, candidate)),
  score_range: each(({ state }, candidate) => scoreRange(state, candidate), scoreRangeWriter),
  contributions: each(contributionsOf, contributionsWriter),
  caveats: each(({ caveatsOf }, candidate) => caveatsOf(candidate).map(({ caveat }) => caveat), caveatsWriter),
  details: eachWhere(computesSomething, ({ state }, candidate) => detailsOf(state.view, candidate)),
});

/** A candidate that is out. */
export const EXCLUSION = declared<Exclusion, Explanation>(Exclusion, {
  model: kept(BY_CANDIDATE, ({ model }) => model),
  offer: kept(BY_CANDIDATE, ({ offer }) => offer),
  failed: each(
    ({ state }, candidate) => failuresFor(state.eligibility.checks, candidate),
    ({ state }, before) => failuresWriter(state.eligibility.checks, before),
  ),
  details: eachWhere(computesSomething, ({ state }, candidate) => detailsOf(state.view, candidate, (id) => failsOn(state, candidate, id))),
});

function scoreRange({ performances, isAdditive }: RankingState, candidate: number): readonly [number, number] | null {
  return performances && isAdditive ? [lowestScore(performances, candidate), highestScore(performances, candidate)] : null;
}

function scoreRangeWriter({ state }: Explanation, before: string): (candidate: number) => string {
  return (candidate) => {
    const range = scoreRange(state, candidate);
    return range ? `${before}[${range[0]},${range[1]}]` : `${before}null`;
  };
}

function contributionsOf({ state }: Explanation, candidate: number): RankingEntry['contributions'] {
  const { performances, isAdditive } = state;
  return (performances?.parts ?? []).map((part) => CONTRIBUTION.valueOf(part, candidate, isAdditive));
}

function contributionsWriter({ state }: Explanation, before: string): (candidate: number) => string {
  const { performances, isAdditive } = state;
  const writers = (performances?.parts ?? []).map((part, k) => CONTRIBUTION.writer(part, k === 0 ? '' : ','));
  const start = `${before}[`;
  return (candidate) => {
    let text = start;
    for (const write of writers) text += write(candidate, isAdditive);
    return `${text}]`;
  };
}

function caveatsWriter({ caveatsOf }: Explanation, before: string): (candidate: number) => string {
  const start = `${before}[`;
  return (candidate) => {
    const caveats = caveatsOf(candidate);
    let text = start;
    for (let k = 0; k < caveats.length; k++) text += k === 0 ? caveats[k]?.text : `,${caveats[k]?.text}`;
    return `${text}]`;
  };
}

/** Whether a candidate fails a check on the attribute with this id. */
function failsOn({ eligibility }: RankingState, candidate: number, id: string): boolean {
  return eligibility.checks.some((check) => check.attribute.id === id && missesAt(check, candidate).length > 0);
}

function computesSomething({ state }: Explanation): boolean {
  return state.view.computed.size > 0;
}
