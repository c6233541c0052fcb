import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { Criterion } from '../ranking/ask/plan.ts';
import { type CriterionValues, criterionValues } from '../ranking/measure/criterion-values.ts';
import { analysisOf, scoresUnder } from '../ranking/rank/methods.ts';
import type { RankingState } from '../ranking/state.ts';
import type { AnalysisAnswer, MethodResults } from '../scoring/analysis/answer.ts';
import type { AnalysisRequest, Constraints } from '../scoring/analysis/request.ts';
import { DEFAULT_METHOD, METHODS, type MethodName, methodNamed } from '../scoring/methods/registry.ts';
import { numberIn } from '../scoring/number-in.ts';
import type { Warning } from './answer/ranking.ts';
import type { Robustness } from './answer/robustness.ts';
import { robustnessText } from './prose.ts';

/**
 * What a ranking asks of the bare engine to say how sure it is. Two questions: what is not known stands at what the policy makes of it in
 * the one, and is drawn like the weights in the other. Both are plain data, fit to be answered in another thread.
 */
export type RobustnessQuestions = {
  readonly values: CriterionValues;
  readonly names: readonly string[];
  readonly exact: AnalysisRequest;
  readonly drawn: AnalysisRequest;
};

type Ranks = NonNullable<AnalysisAnswer['rank_acceptability']>;
type Winners = Partial<Record<MethodName, string[]>>;

/** The best that take part: the exact analyses grow with the square of them. */
const MOST_ALTERNATIVES = 200;
const COMPARED = METHODS.filter(({ comparedInRobustness }) => comparedInRobustness);
/** The engine takes these with the exact question. The others are worked out here, as an analysis would refuse some values. */
const METHODS_ASKED = COMPARED.filter(({ onValues }) => onValues === 'run');
const METHODS_WITH_FORM = COMPARED.filter(({ onValues }) => onValues !== 'run');
const DEFAULTS = { samples: 10_000, seed: 1 } as const;
/** Ranks whose acceptability is shown. */
const RANKS_SHOWN = 10;

/** Null where nothing was scored. */
export function robustnessQuestions(
  state: RankingState,
  asked: { readonly samples?: number | undefined; readonly seed?: number | undefined },
): RobustnessQuestions | null {
  const { performances, ranked, view, plan } = state;
  if (!performances || ranked.length === 0) return null;
  const candidates = ranked.slice(0, MOST_ALTERNATIVES).map((entry) => entry.candidate);
  const names = candidates.map((i) => nameOf(view.candidates[i] as Candidate, plan.fold));
  const values = criterionValues(performances, candidates);
  const constraints = consistentWith(values.criteria);
  const point = values.value.map((row) => [...row]);
  const uncertain = values.value.map((row, i) => {
    const [low, high] = [rowIn(values.low, i), rowIn(values.high, i)];
    return row.map((value, k): number | [number, number] =>
      numberIn(high, k) > numberIn(low, k) ? [numberIn(low, k), numberIn(high, k)] : value,
    );
  });
  const { samples = DEFAULTS.samples, seed = DEFAULTS.seed } = asked;
  return {
    values,
    names,
    exact: {
      ...analysisOf(values, names, point),
      constraints,
      methods: METHODS_ASKED.map(({ name }) => name),
      analyses: { weight_stability: true, leader_envelope: true, potential_optimality: true, rank_acceptability: { samples, seed } },
    },
    drawn: { ...analysisOf(values, names, uncertain), constraints, analyses: { rank_acceptability: { samples, seed } } },
  };
}

/** Weightings that keep the order of the criteria; those of one weight are not ordered among themselves. */
function consistentWith(criteria: readonly Criterion[]): Constraints {
  const falling = [...criteria].sort((a, b) => b.weight - a.weight);
  const groups: string[][] = [];
  falling.forEach((criterion, i) => {
    const before = falling[i - 1];
    if (before && before.weight - criterion.weight <= 1e-12) groups.at(-1)?.push(criterion.id);
    else groups.push([criterion.id]);
  });
  if (groups.every((group) => group.length === 1)) return { order: groups.flat() };
  const pairs = groups
    .slice(1)
    .flatMap((group, i) => (groups[i] as string[]).flatMap((above) => group.map((below): [string, string] => [above, below])));
  return { at_least: pairs };
}

/** The engine's answers in the words of the catalog. `shown` are those that the ranking shows. */
export function robustnessOf(
  questions: RobustnessQuestions,
  exact: AnalysisAnswer,
  drawn: AnalysisAnswer,
  state: RankingState,
): { robustness: Robustness; warnings: Warning[] } {
  const { names } = questions;
  const { rank_acceptability: ranks, weight_stability, leader_envelope, potential_optimality, results } = exact;
  const openRanks = drawn.rank_acceptability;
  if (!ranks || !openRanks || !weight_stability || !leader_envelope || !potential_optimality || !results)
    throw new Error('the engine left out what it was asked for');
  const methods = winners(questions, results);
  const statement = {
    samples: ranks.samples,
    seed: ranks.seed,
    alternatives: names.length,
    consistent_with: state.plan.ordered ? ('order' as const) : ('order_of_weights' as const),
    rank_acceptability: Object.fromEntries(names.slice(0, state.plan.limit).map((name, i) => [name, acceptabilityOf(i, ranks, openRanks)])),
    weight_stability: weight_stability.map(({ ranking_lo: _lo, ranking_hi: _hi, ...stability }) => stability),
    leaders: leader_envelope.map(({ criterion, segments }) => ({ criterion, segments })),
    potentially_optimal: potential_optimality.filter(({ kind }) => kind !== 'no').map(({ alternative }) => alternative),
    methods,
  };
  return {
    robustness: { ...statement, text: robustnessText(statement) },
    warnings: disagreement(questions, methods),
  };
}

function acceptabilityOf(index: number, ranks: Ranks, openRanks: Ranks): Robustness['rank_acceptability'][string] {
  const [byRank, byOpenRank] = [rowIn(ranks.acceptability, index), rowIn(openRanks.acceptability, index)];
  return {
    first: numberIn(byRank, 0),
    standard_error: numberIn(rowIn(ranks.standard_error, index), 0),
    by_rank: byRank.slice(0, RANKS_SHOWN),
    first_with_unknowns: numberIn(byOpenRank, 0),
    by_rank_with_unknowns: byOpenRank.slice(0, RANKS_SHOWN),
  };
}

/** Who is first by each method; those that have a form of their own for values come first. */
function winners({ values, names }: RobustnessQuestions, results: MethodResults): Winners {
  const firsts = (ranks: readonly number[]) => names.filter((_, i) => ranks[i] === 1);
  const found: Winners = {};
  for (const { name } of METHODS_WITH_FORM) found[name] = firsts(scoresUnder(name, values, names).ranks);
  for (const { name } of METHODS_ASKED) {
    const result = results[name];
    if (!result) throw new Error(`the engine left out ${name}`);
    found[name] = firsts(result.ranks);
  }
  return found;
}

/** Methods answer different questions; where one names another winner, on which criterion it parts from the weighted sum. */
function disagreement({ values, names }: RobustnessQuestions, winnersBy: Winners): Warning[] {
  const sum = winnersBy[DEFAULT_METHOD] ?? [];
  const [ours] = sum;
  if (ours === undefined) return [];
  const weighted = { value: values.value, weights: values.criteria.map(({ weight }) => weight) };
  const methods = Object.entries(winnersBy).flatMap(([name, winners]) => {
    const [theirs] = winners;
    const { departure } = methodNamed(name as MethodName);
    if (!departure || theirs === undefined || winners.some((winner) => sum.includes(winner))) return [];
    const index = departure.criterion(weighted, names.indexOf(ours), names.indexOf(theirs));
    return [{ method: name as MethodName, winners, criterion: (values.criteria[index] as Criterion).id, reason: departure.reason }];
  });
  return methods.length === 0 ? [] : [{ code: 'methods_disagree', methods }];
}

function rowIn(rows: readonly (readonly number[])[], index: number): readonly number[] {
  return rows[index] as readonly number[];
}

function nameOf({ model, id }: Candidate, fold: 'model' | 'none'): string {
  return fold === 'model' ? model : id;
}
