import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate } from '../catalog/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import { drawnOn } from '../selection/caveats.ts';
import { usedAttributes } from '../selection/measure.ts';
import type { Ranked } from '../selection/rank.ts';
import { type Decided, decide } from '../selection/rank-catalog.ts';
import type { RankingRequest } from '../selection/request.ts';

/** One request as one catalog answers it on one day: what it decided, and where to find whom. */
export type DriftSide = {
  readonly catalog: Catalog;
  readonly asOf: string;
  readonly decided: Decided;
  /** By candidate id: its place in the view. */
  readonly places: ReadonlyMap<string, number>;
  /** By what stands once (the model where the ranking is folded, else the candidate): its rank, in order. */
  readonly seats: ReadonlyMap<string, Ranked>;
  /** All attributes that the decision looks at, by id: required, preferred, drawn on by what is computed, and whether a model can be had. */
  readonly used: ReadonlyMap<string, Attribute>;
};

export function driftSide(catalog: Catalog, request: RankingRequest, asOf: string): DriftSide {
  const decided = decide(catalog, { ...request, as_of: asOf }, asOf);
  const { plan, view, measured, gated, standing } = decided;
  const availability = gated.checks.filter(({ kind }) => kind === 'availability').map(({ attribute }) => attribute);
  const used = [...usedAttributes(plan, measured), ...drawnOn(catalog, view), ...availability];
  return {
    catalog,
    asOf,
    decided,
    places: new Map(view.candidates.map(({ id }, place) => [id, place])),
    seats: new Map(standing.map((entry) => [seatName(decided, candidateAt(decided, entry.candidate)), entry])),
    used: new Map(used.map((attribute) => [attribute.id, attribute])),
  };
}

export function candidateAt({ view }: Decided, place: number): Candidate {
  return view.candidates[place] as Candidate;
}

export function seatName({ plan }: Decided, { id, model }: Candidate): string {
  return plan.fold === 'model' ? model : id;
}

/** The names of those shown, in their order. */
export function shownSeats({ decided, seats }: DriftSide): string[] {
  return [...seats.keys()].slice(0, decided.plan.limit);
}
