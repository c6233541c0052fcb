import { linked } from './link.ts';
import { type AbilityParameters, byText, itemIn, type Result } from './parameters.ts';

/** What is believed of a model's ability, on the scale of links: a normal distribution. */
export type Belief = { readonly theta: number; readonly variance: number };

export type AbilityBelief = Belief & {
  /** How many results are of this ability itself, not only of others. */
  readonly own_results: number;
  /** 1 - variance / prior variance: 0 without any result. */
  readonly reliability: number;
};

/** Where a model stands, from its own results. */
export type Standing = {
  readonly general: Belief;
  /** By ability, all that the calibration has. */
  readonly abilities: Readonly<Record<string, AbilityBelief>>;
  /** How many results the calibration knows the items of. */
  readonly results: number;
};

/** Sums over the results of one ability: of a^2 / sd^2 and of a (y - c) / sd^2. */
type Evidence = { information: number; pull: number; count: number };

/**
 * The posterior of one model's abilities, in closed form (a two-level normal model; shared/design/abilities.md, part 3):
 * with W_k, X_k the sums of ability k and D_k = 1 + V_k W_k, P = 1/Vg + sum W_k / D_k, g = (sum X_k / D_k) / P,
 * theta_k = (g + V_k X_k) / D_k, var_k = V_k / D_k + 1 / (P D_k^2). It depends on these results and the parameters alone; a better result
 * never lowers an ability, and every result lowers every variance, whatever its value. Sums run in order of item ids, so that the order of
 * `results` does not matter to the bit.
 */
export function standingOf(parameters: AbilityParameters, results: readonly Result[]): Standing {
  const evidence = gathered(parameters, results);
  const abilities = Object.keys(parameters.abilities).sort(byText);
  let precision = 1 / parameters.general_variance;
  let pull = 0;
  let count = 0;
  for (const ability of abilities) {
    const { variance } = parameters.abilities[ability] as { variance: number };
    const own = evidence.get(ability);
    if (own === undefined) continue;
    const shrink = 1 + variance * own.information;
    precision += own.information / shrink;
    pull += own.pull / shrink;
    count += own.count;
  }
  const general = { theta: pull / precision, variance: 1 / precision };
  const beliefs = abilities.map((ability) => {
    const { variance } = parameters.abilities[ability] as { variance: number };
    return [ability, believed(general, evidence.get(ability), variance, parameters.general_variance)] as const;
  });
  return { general, abilities: Object.fromEntries(beliefs), results: count };
}

function believed(general: Belief, own: Evidence | undefined, ownVariance: number, generalVariance: number): AbilityBelief {
  const { information, pull, count } = own ?? { information: 0, pull: 0, count: 0 };
  const shrink = 1 + ownVariance * information;
  const theta = (general.theta + ownVariance * pull) / shrink;
  const variance = ownVariance / shrink + general.variance / (shrink * shrink);
  return { theta, variance, own_results: count, reliability: 1 - variance / (generalVariance + ownVariance) };
}

function gathered(parameters: AbilityParameters, results: readonly Result[]): Map<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  for (const { item: id, value } of [...results].sort((a, b) => byText(a.item, b.item) || a.value - b.value)) {
    const item = itemIn(parameters, id);
    if (item === null) continue;
    const own = evidence.get(item.ability) ?? { information: 0, pull: 0, count: 0 };
    const precision = 1 / (item.sd * item.sd);
    own.information += item.a * item.a * precision;
    own.pull += item.a * (linked(item, value, parameters.eps) - item.c) * precision;
    own.count++;
    evidence.set(item.ability, own);
  }
  return evidence;
}
