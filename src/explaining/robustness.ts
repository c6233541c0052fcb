import type { Candidate } from '../catalog/facts/fact-view.ts';
import type { Criterion } from '../ranking/ask/plan.ts';
import { type CriterionValues, criterionValues } from '../ranking/measure/criterion-values.ts';
import { analysisOf, scoresUnder } from '../ranking/rank/methods.ts';
import type { RankingState } from '../ranking/state.ts';
import type { AnalysisAnswer, MethodResults } from '../scoring/analysis/answer.ts';
import { type AnalysisRequest, type Constraints, MethodName } from '../scoring/analysis/request.ts';
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

/** The best that take part: the exact analyses grow with the square of them. */
const MOST_ALTERNATIVES = 200;
/** The product is worked out here, as it takes no zeros (see methods.ts). */
const COMPARED_METHODS = MethodName.options.filter((method) => method !== 'weighted_product');
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
  const uncertain = values.value.map((row, i) =>
    row.map((value, k) => {
      const [low, high] = [values.low[i]?.[k] as number, values.high[i]?.[k] as number];
      return high > low ? ([low, high] as [number, number]) : value;
    }),
  );
  const { samples = DEFAULTS.samples, seed = DEFAULTS.seed } = asked;
  return {
    values,
    names,
    exact: {
      ...analysisOf(values, names, point),
      constraints,
      methods: [...COMPARED_METHODS],
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
    rank_acceptability: Object.fromEntries(
      names.slice(0, state.plan.limit).map((name, i) => [
        name,
        {
          first: ranks.acceptability[i]?.[0] as number,
          standard_error: ranks.standard_error[i]?.[0] as number,
          by_rank: (ranks.acceptability[i] as number[]).slice(0, RANKS_SHOWN),
          first_with_unknowns: openRanks.acceptability[i]?.[0] as number,
          by_rank_with_unknowns: (openRanks.acceptability[i] as number[]).slice(0, RANKS_SHOWN),
        },
      ]),
    ),
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

function winners(questions: RobustnessQuestions, results: MethodResults): Partial<Record<MethodName, string[]>> {
  const firsts = (ranks: readonly number[]) => questions.names.filter((_, i) => ranks[i] === 1);
  const product = scoresUnder('weighted_product', questions.values);
  const found: Partial<Record<MethodName, string[]>> = { weighted_product: firsts(product.ranks) };
  for (const method of COMPARED_METHODS) {
    const { ranks } = results[method] as { readonly ranks: readonly number[] };
    found[method] = firsts(ranks);
  }
  return found;
}

/** Methods answer different questions; where one names another winner, on which criterion it parts from the weighted sum. */
function disagreement({ values, names }: RobustnessQuestions, methods: Partial<Record<MethodName, string[]>>): Warning[] {
  const sum = methods.weighted_sum as readonly string[];
  const differing = Object.entries(methods).filter(([, first]) => !first.some((name) => sum.includes(name)));
  if (differing.length === 0 || sum.length === 0) return [];
  const ours = names.indexOf(sum[0] as string);
  const why = differing.map(([method, first]) => {
    const theirs = names.indexOf(first[0] as string);
    const criterion = method === 'weighted_product' ? weakest(values, ours) : mostStretched(values, ours, theirs);
    return {
      method: method as MethodName,
      winners: first,
      criterion,
      reason: method === 'weighted_product' ? ('weak_on_criterion' as const) : ('relative_to_candidates' as const),
    };
  });
  return [{ code: 'methods_disagree', methods: why }];
}

/** A product forgives no weakness: the criterion on which the winner of the sum is worth least. */
function weakest({ criteria, value }: CriterionValues, row: number): string {
  const own = value[row] as readonly number[];
  const least = own.indexOf(Math.min(...own));
  return criteria[least]?.id as string;
}

/**
 * Methods that relate the candidates to one another stretch each criterion to the range that they span: the criterion on which that helps
 * their winner most against that of the weighted sum.
 */
function mostStretched({ criteria, value }: CriterionValues, ours: number, theirs: number): string {
  const gains = criteria.map(({ weight }, k) => {
    const column = value.map((row) => row[k] as number);
    const span = Math.max(...column) - Math.min(...column);
    const ahead = (column[theirs] as number) - (column[ours] as number);
    return span === 0 ? 0 : weight * (ahead / span - ahead);
  });
  return criteria[gains.indexOf(Math.max(...gains))]?.id as string;
}

function nameOf({ model, id }: Candidate, fold: 'model' | 'none'): string {
  return fold === 'model' ? model : id;
}
