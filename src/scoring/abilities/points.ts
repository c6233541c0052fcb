import { linked, unlinked } from './link.ts';
import { type AbilityParameters, byText, type Item, itemIn, type Result } from './parameters.ts';
import { type AbilityBelief, type Belief, type Standing, standingOf } from './standing.ts';

/** The normal quantile of a two-sided 90% interval. */
export const Z90 = 1.6448536269514722;

/** Reliability from which an ability with a result of its own counts as known. */
export const KNOWN_RELIABILITY = 0.9;
/** How far a result may lie from what the model's others suggest, in standard deviations of the estimate. */
const OUT_OF_LINE = 3;

/** A place in points of an item, with its 90% interval. */
export type Points = { readonly raw: number; readonly interval: readonly [number, number] };
export type AbilityStatus = 'known' | 'estimated' | 'unknown';

/** Known with a result of its own and a reliability of 0.9; without any result of the model nothing is known but what all models are. */
export function abilityStatus(standing: Standing, ability: string): AbilityStatus {
  const belief = standing.abilities[ability];
  if (belief === undefined || standing.results === 0) return 'unknown';
  return belief.own_results > 0 && belief.reliability >= KNOWN_RELIABILITY ? 'known' : 'estimated';
}

/** The ability told in points of an item: where a result without noise of its own would lie. Null for an item that is not calibrated. */
export function abilityPoints(parameters: AbilityParameters, belief: Belief, itemId: string): Points | null {
  const item = itemIn(parameters, itemId);
  if (item === null) return null;
  const spread = Z90 * parameters.kappa * Math.sqrt(belief.variance);
  const at = (theta: number) => unlinked(item, item.a * theta + item.c, parameters.eps);
  return { raw: at(belief.theta), interval: ascending(at(belief.theta - spread), at(belief.theta + spread)) };
}

/**
 * The result to expect of a model on an item that nobody reported: y = a theta + c, sd^2 = a^2 var + sd^2 + se_a^2 theta^2 + se_c^2 (the last
 * two: how well the item itself is known). Null for an item that is not calibrated.
 */
export function estimateOf(parameters: AbilityParameters, standing: Standing, itemId: string): Points | null {
  const item = itemIn(parameters, itemId);
  const belief = item === null ? undefined : standing.abilities[item.ability];
  if (item === null || belief === undefined) return null;
  const { mean, sd } = expected(item, belief);
  const spread = Z90 * parameters.kappa * sd;
  const at = (y: number) => unlinked(item, y, parameters.eps);
  return { raw: at(mean), interval: ascending(at(mean - spread), at(mean + spread)) };
}

/** What is expected of a result on the scale of links. */
export function expected(item: Item, { theta, variance }: Belief): { readonly mean: number; readonly sd: number } {
  const { a, c, sd, se_a, se_c } = item;
  return { mean: a * theta + c, sd: Math.sqrt(a * a * variance + sd * sd + se_a * se_a * theta * theta + se_c * se_c) };
}

/** Results that lie far from what the same model's other results suggest, with how many standard deviations, in order of items. */
export function resultsOutOfLine(
  parameters: AbilityParameters,
  results: readonly Result[],
): { readonly item: string; readonly z: number; readonly estimate: Points }[] {
  return [...results]
    .sort((a, b) => byText(a.item, b.item))
    .flatMap((result) => {
      const item = itemIn(parameters, result.item);
      const others = standingOf(
        parameters,
        results.filter((other) => other.item !== result.item),
      );
      const estimate = estimateOf(parameters, others, result.item);
      if (item === null || estimate === null || others.results === 0) return [];
      const { mean, sd } = expected(item, others.abilities[item.ability] as AbilityBelief);
      const z = (linked(item, result.value, parameters.eps) - mean) / (sd * parameters.kappa);
      return Math.abs(z) > OUT_OF_LINE ? [{ item: result.item, z, estimate }] : [];
    });
}

function ascending(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}
