import { floatIn } from '../../number-in.ts';
import type { AbilityParameters, Item } from '../parameters.ts';
import { abilitiesOf, byRespondent, fittable, type ItemKind, linkedCells, type ResultMatrix } from './matrix.ts';

/** What fitting does not find out but is told. */
export type FitSettings = {
  /** As in AbilityParameters. */
  readonly eps: number;
  readonly rounds: number;
  /** The prior of slopes, a ~ N(mean, sd^2), cut off at `least` and `most`. */
  readonly slope: { readonly mean: number; readonly sd: number; readonly least: number; readonly most: number };
  /** The prior of c ~ N(0, sd^2). */
  readonly intercept: { readonly sd: number };
  /** The prior of sd^2: inverse gamma of so many degrees of freedom on the median of all items; and the least sd that an item may have. */
  readonly noise: { readonly freedom: number; readonly least: number };
  /** The prior of an ability's variance: inverse gamma of so many degrees of freedom on a share of the general factor's. */
  readonly deviation: { readonly freedom: number; readonly share: number };
  /** Degrees of freedom of the t distribution that results are weighed by, so that a wrong row does not bend an item. */
  readonly tail: number;
};

export const FIT_SETTINGS: FitSettings = {
  eps: 0.02,
  rounds: 200,
  slope: { mean: 1, sd: 0.35, least: 0.2, most: 3 },
  intercept: { sd: 3 },
  noise: { freedom: 4, least: 0.15 },
  // with less, abilities without a result of their own were placed too surely when whole abilities were held out
  deviation: { freedom: 20, share: 0.1 },
  tail: 4,
};

/** An item as fitted, with the number of results it was fitted to. */
export type FittedItem = Item & { readonly results: number };
export type Fitted = Omit<AbilityParameters, 'kappa' | 'abilities' | 'items'> & {
  /** The variance of each ability's deviation. */
  readonly variances: Readonly<Record<string, number>>;
  readonly items: Readonly<Record<string, FittedItem>>;
  readonly results: number;
  readonly respondents: number;
};

/** The state of EM: per item, per ability and per cell. */
type State = {
  a: Float64Array;
  c: Float64Array;
  /** sd^2. */
  noise: Float64Array;
  seA: Float64Array;
  seC: Float64Array;
  general: number;
  deviations: Float64Array;
  /** Weight, and mean and variance of the ability behind each cell. */
  weight: Float64Array;
  theta: Float64Array;
  variance: Float64Array;
};

type Problem = {
  readonly matrix: ResultMatrix;
  readonly settings: FitSettings;
  readonly y: Float64Array;
  readonly abilities: readonly string[];
  /** The ability of each item, by place. */
  readonly abilityOf: readonly number[];
  readonly ofRespondent: readonly (readonly number[])[];
  readonly ofItem: readonly (readonly number[])[];
};

/**
 * Item parameters, variances and nothing of single models, by EM (Dempster, Laird, Rubin 1977): abilities are worked out given the items, by
 * the closed form of standing.ts, then each item is a ridge regression on them that counts their variance in, then each result gets its
 * weight under a t distribution. The same matrix gives the same parameters.
 */
export function fitAbilities(given: ResultMatrix, settings: FitSettings = FIT_SETTINGS): Fitted {
  const problem = problemOf(fittable(given), settings);
  const state = startOf(problem);
  for (let round = 0; round < settings.rounds; round++) {
    expectAbilities(problem, state);
    weighResults(problem, state);
    fitItems(problem, state);
  }
  const { matrix, abilities, ofItem, ofRespondent } = problem;
  const items = matrix.items.flatMap((kind, j) => {
    const results = ofItem[j]?.length ?? 0;
    return results === 0 ? [] : [[kind.id, fittedItem(kind, state, { j, results })] as const];
  });
  return {
    eps: settings.eps,
    general_variance: state.general,
    variances: Object.fromEntries(abilities.map((ability, k) => [ability, floatIn(state.deviations, k)])),
    items: Object.fromEntries(items),
    results: matrix.cells.length,
    respondents: ofRespondent.filter((cells) => cells.length > 0).length,
  };
}

function fittedItem(
  { ability, link, chance, negated }: ItemKind,
  state: State,
  { j, results }: { j: number; results: number },
): FittedItem {
  const parameters = { a: floatIn(state.a, j), c: floatIn(state.c, j), sd: Math.sqrt(floatIn(state.noise, j)) };
  const kind = { ability, link, chance, ...(negated ? { negated } : {}) };
  return { ...kind, ...parameters, se_a: floatIn(state.seA, j), se_c: floatIn(state.seC, j), results };
}

function problemOf(matrix: ResultMatrix, settings: FitSettings): Problem {
  const abilities = abilitiesOf(matrix);
  const ofItem: number[][] = matrix.items.map(() => []);
  for (const [index, { item }] of matrix.cells.entries()) ofItem[item]?.push(index);
  return {
    matrix,
    settings,
    y: linkedCells(matrix, settings.eps),
    abilities,
    abilityOf: matrix.items.map(({ ability }) => abilities.indexOf(ability)),
    ofRespondent: byRespondent(matrix),
    ofItem,
  };
}

function startOf({ matrix: { items, cells }, y, abilities, ofItem }: Problem): State {
  const zeros = () => new Float64Array(items.length);
  return {
    a: zeros().fill(1),
    c: Float64Array.from(ofItem, (own) => own.reduce((sum, i) => sum + floatIn(y, i), 0) / Math.max(1, own.length)),
    noise: zeros().fill(0.25),
    seA: zeros(),
    seC: zeros(),
    general: 1,
    deviations: new Float64Array(abilities.length).fill(0.2),
    weight: new Float64Array(cells.length).fill(1),
    theta: new Float64Array(cells.length),
    variance: new Float64Array(cells.length),
  };
}

/** The E step: the ability behind each cell, then the variances, as second moments over respondents. */
function expectAbilities({ matrix, settings, y, abilities, abilityOf, ofRespondent }: Problem, state: State): void {
  const { a, c, noise, deviations } = state;
  const second = { general: 0, respondents: 0, sums: new Float64Array(abilities.length), counts: new Float64Array(abilities.length) };
  for (const own of ofRespondent) {
    if (own.length === 0) continue;
    const [information, pull] = [new Float64Array(abilities.length), new Float64Array(abilities.length)];
    for (const i of own) {
      const j = matrix.cells[i]?.item as number;
      const k = abilityOf[j] as number;
      const precision = floatIn(state.weight, i) / floatIn(noise, j);
      information[k] = floatIn(information, k) + floatIn(a, j) ** 2 * precision;
      pull[k] = floatIn(pull, k) + floatIn(a, j) * (floatIn(y, i) - floatIn(c, j)) * precision;
    }
    let [precision, sum] = [1 / state.general, 0];
    for (const [k, variance] of deviations.entries()) {
      const shrink = 1 + variance * floatIn(information, k);
      precision += floatIn(information, k) / shrink;
      sum += floatIn(pull, k) / shrink;
    }
    const g = sum / precision;
    second.general += g * g + 1 / precision;
    second.respondents++;
    for (const i of own) {
      const k = abilityOf[matrix.cells[i]?.item as number] as number;
      const shrink = 1 + floatIn(deviations, k) * floatIn(information, k);
      state.theta[i] = (g + floatIn(deviations, k) * floatIn(pull, k)) / shrink;
      state.variance[i] = floatIn(deviations, k) / shrink + 1 / (precision * shrink * shrink);
    }
    for (const [k, variance] of deviations.entries()) {
      const share = floatIn(information, k);
      if (share === 0) continue;
      const shrink = 1 + variance * share;
      const d = (variance * (floatIn(pull, k) - share * g)) / shrink;
      second.sums[k] = floatIn(second.sums, k) + d * d + variance / shrink + ((variance * share) / shrink) ** 2 / precision;
      second.counts[k] = floatIn(second.counts, k) + 1;
    }
  }
  state.general = second.general / Math.max(1, second.respondents);
  const { freedom, share } = settings.deviation;
  for (const [k, count] of second.counts.entries())
    deviations[k] = (freedom * share * state.general + floatIn(second.sums, k)) / (freedom + count);
}

/** What a result deviates by, squared, as expected over its ability. */
function squaredError({ matrix, y }: Problem, { a, c, theta, variance }: State, i: number): number {
  const j = matrix.cells[i]?.item as number;
  const off = floatIn(y, i) - floatIn(a, j) * floatIn(theta, i) - floatIn(c, j);
  return off * off + floatIn(a, j) ** 2 * floatIn(variance, i);
}

/** Weights of a t distribution (Lange, Little, Taylor 1989). */
function weighResults(problem: Problem, state: State): void {
  const { tail } = problem.settings;
  for (const [i, { item }] of problem.matrix.cells.entries())
    state.weight[i] = (tail + 1) / (tail + squaredError(problem, state, i) / floatIn(state.noise, item));
}

/** The M step: of each item a ridge regression of results on abilities whose variance counts in, then what is left over. */
function fitItems(problem: Problem, state: State): void {
  const { settings, ofItem, y } = problem;
  const { slope, intercept, noise } = settings;
  const pooled = median([...state.noise].filter((_, j) => (ofItem[j]?.length ?? 0) > 0));
  for (const [j, own] of ofItem.entries()) {
    if (own.length === 0) continue;
    const precision = 1 / floatIn(state.noise, j);
    let [aa, ac, cc] = [1 / slope.sd ** 2, 0, 1 / intercept.sd ** 2];
    let [ay, cy] = [slope.mean / slope.sd ** 2, 0];
    for (const i of own) {
      const share = floatIn(state.weight, i) * precision;
      const theta = floatIn(state.theta, i);
      aa += share * (theta * theta + floatIn(state.variance, i));
      ac += share * theta;
      cc += share;
      ay += share * floatIn(y, i) * theta;
      cy += share * floatIn(y, i);
    }
    const determinant = aa * cc - ac * ac;
    state.a[j] = Math.min(slope.most, Math.max(slope.least, (ay * cc - cy * ac) / determinant));
    state.c[j] = (cy - ac * floatIn(state.a, j)) / cc;
    state.seA[j] = Math.sqrt(cc / determinant);
    state.seC[j] = Math.sqrt(aa / determinant);
    const left = own.reduce((sum, i) => sum + floatIn(state.weight, i) * squaredError(problem, state, i), 0);
    state.noise[j] = Math.max(noise.least ** 2, (noise.freedom * pooled + left) / (noise.freedom + own.length));
  }
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : low / 2 + high / 2;
}
