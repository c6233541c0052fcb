import { compareIds } from '../../catalog/catalog.ts';
import { numberIn } from '../../scoring/number-in.ts';
import { normaliseWeights } from '../../scoring/weights/direct.ts';
import { type PairwiseWeights, pairwiseWeights } from '../../scoring/weights/pairwise.ts';
import { rankOrderCentroid } from '../../scoring/weights/roc.ts';
import type { Preference } from './request.ts';

/** The pairwise judgements of a request, with the weights that they come to and how consistent they are. */
export type Judgements = { readonly criteria: readonly string[]; readonly found: PairwiseWeights };

/** The name of a criterion with its weight. */
export type WeightedName = readonly [name: string, weight: number];

/**
 * The weights of a preference, whichever way it gives them: they add up to 1, and go in order of id, so that the order in which a request names
 * its criteria changes nothing, down to the last bit of a sum. `judgements`: those of the preference. Null where it names no criteria.
 */
export function weightsOf(prefer: Preference, judgements: Judgements | null): WeightedName[] | null {
  if (judgements) return withWeights(judgements.criteria, judgements.found.weights).sort(byName);
  // swing points over their sum: von Winterfeldt and Edwards 1986, Decision Analysis and Behavioral Research, 8.4
  const points = prefer.weights ?? prefer.swing;
  if (points) {
    const entries = Object.entries(points).sort(byName);
    const names = entries.map(([name]) => name);
    return withWeights(names, normaliseWeights(entries.map(([, weight]) => weight)));
  }
  return prefer.order ? orderWeights(prefer.order) : null;
}

export function judgementsOf({ pairwise }: Preference): Judgements | null {
  return pairwise ? { criteria: pairwise.criteria, found: pairwiseWeights(pairwise.matrix) } : null;
}

function orderWeights(order: NonNullable<Preference['order']>): WeightedName[] {
  const ranks = order.flatMap((entry, rank): WeightedName[] => [entry].flat().map((name) => [name, rank])).sort(byName);
  const names = ranks.map(([name]) => name);
  return withWeights(names, rankOrderCentroid(ranks.map(([, rank]) => rank)));
}

function withWeights(names: readonly string[], weights: readonly number[]): WeightedName[] {
  return names.map((name, i): WeightedName => [name, numberIn(weights, i)]);
}

function byName([a]: WeightedName, [b]: WeightedName): number {
  return compareIds(a, b);
}
