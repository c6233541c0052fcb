import type { Catalog } from '../../catalog/catalog.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { memoizeWeak } from '../../catalog/memoize.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { drawnOn } from '../../explaining/caveats.ts';
import type { RankingRequest } from '../../ranking/ask/request.ts';
import { usedAttributes } from '../../ranking/measure/measure.ts';
import { rankingState } from '../../ranking/pipeline.ts';
import type { RankedCandidate } from '../../ranking/rank/rank.ts';
import type { RankingState } from '../../ranking/state.ts';

/** One request answered by one catalog on one day, with look-ups by id and by name. */
export type DriftSide = {
  readonly catalog: Catalog;
  readonly asOf: string;
  readonly state: RankingState;
  /** The index of a candidate in the view, by its id; undefined where the view lacks it. */
  readonly indexOf: (id: string) => number | undefined;
  /** Ranked entries in their order, by model where the ranking is folded, else by candidate id. */
  readonly entriesByName: ReadonlyMap<string, RankedCandidate>;
  /** All attributes that the decision uses, by id: required, preferred, inputs of computed criteria, and those of availability. */
  readonly used: ReadonlyMap<string, Attribute>;
};

export function driftSide(catalog: Catalog, request: RankingRequest, asOf: string): DriftSide {
  const state = rankingState(catalog, { ...request, as_of: asOf }, asOf);
  const { plan, view, performances, eligibility, ranked } = state;
  const availability = eligibility.checks.filter(({ kind }) => kind === 'availability').map(({ attribute }) => attribute);
  const used = [...usedAttributes(plan, performances), ...drawnOn(catalog, view), ...availability];
  return {
    catalog,
    asOf,
    state,
    indexOf: (id) => indicesById(view.candidates).get(id),
    entriesByName: new Map(ranked.map((entry) => [entryName(state, candidateAt(state, entry.candidate)), entry])),
    used: new Map(used.map((attribute) => [attribute.id, attribute])),
  };
}

const indicesById = memoizeWeak(
  (candidates: readonly Candidate[]): ReadonlyMap<string, number> => new Map(candidates.map(({ id }, index) => [id, index])),
);

export function candidateAt({ view }: RankingState, index: number): Candidate {
  return view.candidates[index] as Candidate;
}

export function entryName({ plan }: RankingState, { id, model }: Candidate): string {
  return plan.fold === 'model' ? model : id;
}

/** The names of those shown, in their order. */
export function shownNames({ state, entriesByName }: DriftSide): string[] {
  return [...entriesByName.keys()].slice(0, state.plan.limit);
}
