import { interiorOf, type WeightConstraints } from '../robustness/weight-space.ts';
import { isIncreasing, type NumberScale, scaleFaults } from '../value-scale.ts';
import { pairwiseFaults } from '../weights/pairwise.ts';
import type { WeightScheme } from '../weights/scheme.ts';
import { isKnown, scaleOf } from './performances.ts';
import type { AnalysisRequest, MethodName } from './request.ts';
import { MAX_RANKED_ALTERNATIVES, WORK_BUDGET, workOf } from './work.ts';

export type AnalysisFault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };
export type AnalysisFaults = {
  /** At odds with the documented shape. */
  readonly invalid: readonly AnalysisFault[];
  /** Well-formed, and cannot be computed. */
  readonly impossible: readonly AnalysisFault[];
};

/** Cells of one kind of fault beyond this are not listed one by one. */
const LISTED_CELLS = 100;

/** Every fault of a request that fits the schema. With none, `analyse` answers it. */
export function analysisFaults(request: AnalysisRequest): AnalysisFaults {
  const invalid = [
    ...duplicates(request.alternatives, (i) => ['alternatives', i]),
    ...duplicates(
      request.criteria.map(({ id }) => id),
      (j) => ['criteria', j, 'id'],
    ),
    ...duplicates(request.methods ?? [], (i) => ['methods', i]),
    ...shapeFaults(request),
    ...criterionFaults(request),
    ...weightFaults(request),
    ...constraintFaults(request),
    ...pairFaults(request),
    ...nothingAsked(request),
  ];
  // what can't be computed is only known of a request that means something
  return { invalid, impossible: invalid.length > 0 ? [] : [...cellFaults(request), ...infeasible(request), ...tooMuch(request)] };
}

/** The weight constraints by index, of a request all of whose ids are those of criteria. */
export function weightConstraintsOf({ criteria, constraints = {} }: AnalysisRequest): WeightConstraints {
  const index = new Map(criteria.map(({ id }, j) => [id, j]));
  const at = (id: string): number => index.get(id) as number;
  return {
    order: (constraints.order ?? []).map(at),
    atLeast: (constraints.at_least ?? []).map(([a, b]) => [at(a), at(b)] as const),
    bounds: Object.entries(constraints.bounds ?? {}).map(([id, [lo, hi]]) => [at(id), lo, hi] as const),
    ratios: (constraints.ratios ?? []).map(([a, b, lo, hi]) => [at(a), at(b), lo, hi] as const),
  };
}

/** Whether a method or an analysis works on value scales. */
function needsScales({ methods = [], analyses = {} }: AnalysisRequest): boolean {
  return methods.includes('weighted_sum') || needsValues(analyses) || Boolean(analyses.potential_optimality || analyses.rank_acceptability);
}

function needsValues(analyses: NonNullable<AnalysisRequest['analyses']>): boolean {
  return Boolean(analyses.weight_stability || analyses.leader_envelope || analyses.tipping_points);
}

function duplicates(ids: readonly string[], pathOf: (index: number) => (string | number)[]): AnalysisFault[] {
  const seen = new Set<string>();
  const faults: AnalysisFault[] = [];
  for (const [index, id] of ids.entries()) {
    if (seen.has(id)) faults.push({ path: pathOf(index), code: 'duplicate', detail: 'It is named twice.' });
    seen.add(id);
  }
  return faults;
}

function shapeFaults({ alternatives, criteria, matrix }: AnalysisRequest): AnalysisFault[] {
  const faults: AnalysisFault[] = [];
  if (matrix.length !== alternatives.length)
    faults.push({
      path: ['matrix'],
      code: 'wrong_length',
      detail: `${alternatives.length} rows are expected, one for each alternative; there are ${matrix.length}.`,
    });
  for (const [i, row] of matrix.entries()) {
    if (row.length !== criteria.length)
      faults.push({
        path: ['matrix', i],
        code: 'wrong_length',
        detail: `${criteria.length} cells are expected, one for each criterion; there are ${row.length}.`,
      });
    for (const [j, cell] of row.entries())
      if (Array.isArray(cell) && cell[0] > cell[1])
        faults.push({ path: ['matrix', i, j], code: 'reversed', detail: 'lo is not above hi.' });
  }
  return faults;
}

function criterionFaults(request: AnalysisRequest): AnalysisFault[] {
  const scalesNeeded = needsScales(request);
  return request.criteria.flatMap((criterion, j): AnalysisFault[] => {
    const faults: AnalysisFault[] = [];
    const scale = scaleOf(criterion);
    const path = ['criteria', j, 'scale'];
    if (scale === null) {
      if (scalesNeeded)
        faults.push({
          path,
          code: 'scale_needed',
          detail: 'weighted_sum and all analyses but pareto work on fixed scales: give worst and best.',
        });
    } else {
      const flaws = scaleFaults(scale);
      faults.push(...flaws.map((flaw) => ({ ...flaw, path: [...path, ...flaw.path] })));
      if (!withinReach(scale))
        faults.push({ path, code: 'out_of_range', detail: 'Anchors are at most 1e300 in magnitude, on a log scale 1e-150 to 1e150.' });
      if (flaws.length === 0 && isIncreasing(scale) !== (criterion.direction === 'max'))
        faults.push({
          path,
          code: 'against_direction',
          detail: `The scale runs the other way than direction: ${criterion.direction} says.`,
        });
    }
    const { preference } = criterion;
    if (preference && 'p' in preference && 'q' in preference && preference.p < preference.q)
      faults.push({ path: ['criteria', j, 'preference', 'p'], code: 'below_q', detail: 'p is not below q.' });
    return faults;
  });
}

function withinReach(scale: NumberScale): boolean {
  if (scale.kind === 'steps') return scale.points.every(([raw]) => Math.abs(raw) <= 1e300);
  const [lo, hi] = scale.kind === 'log' ? [1e-150, 1e150] : [0, 1e300];
  return [scale.worst, scale.best].every((anchor) => Math.abs(anchor) >= lo && Math.abs(anchor) <= hi);
}

function weightFaults(request: AnalysisRequest): AnalysisFault[] {
  const { weights, criteria, methods = [], analyses = {} } = request;
  if (weights === undefined) {
    const needed = methods.length > 0 || needsValues(analyses);
    return needed ? [{ path: ['weights'], code: 'missing', detail: 'The methods and analyses asked for need weights.' }] : [];
  }
  const { path, entries } = listOf(weights);
  const faults: AnalysisFault[] = [];
  if (entries.length !== criteria.length)
    faults.push({
      path,
      code: 'wrong_length',
      detail: `${criteria.length} entries are expected, one for each criterion; there are ${entries.length}.`,
    });
  if (!Array.isArray(weights) && weights.scheme === 'pairwise') {
    faults.push(...pairwiseFaults(weights.matrix).map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
  } else if (!entries.some((weight) => (weight as number) > 0)) {
    faults.push({ path, code: 'nothing_positive', detail: 'At least one is positive.' });
  }
  return faults;
}

function listOf(weights: WeightScheme): { path: string[]; entries: readonly unknown[] } {
  if (Array.isArray(weights)) return { path: ['weights'], entries: weights };
  if ('ranks' in weights) return { path: ['weights', 'ranks'], entries: weights.ranks };
  if ('points' in weights) return { path: ['weights', 'points'], entries: weights.points };
  return { path: ['weights', 'matrix'], entries: weights.matrix };
}

function constraintFaults({ criteria, constraints = {} }: AnalysisRequest): AnalysisFault[] {
  const known = new Set(criteria.map(({ id }) => id));
  const faults: AnalysisFault[] = [];
  const named = (id: string, path: (string | number)[]): void => {
    if (!known.has(id)) faults.push({ path: ['constraints', ...path], code: 'unknown_criterion', detail: 'No criterion has this id.' });
  };
  const pair = (a: string, b: string, path: (string | number)[]): void => {
    named(a, [...path, 0]);
    named(b, [...path, 1]);
    if (a === b) faults.push({ path: ['constraints', ...path, 1], code: 'duplicate', detail: 'Two different criteria are compared.' });
  };
  const reversed = (lo: number, hi: number, path: (string | number)[]): void => {
    if (lo > hi) faults.push({ path: ['constraints', ...path], code: 'reversed', detail: 'lo is not above hi.' });
  };
  const { order = [], at_least = [], bounds = {}, ratios = [] } = constraints;
  for (const [i, id] of order.entries()) named(id, ['order', i]);
  faults.push(...duplicates(order, (i) => ['constraints', 'order', i]));
  for (const [i, [a, b]] of at_least.entries()) pair(a, b, ['at_least', i]);
  for (const [id, [lo, hi]] of Object.entries(bounds)) {
    named(id, ['bounds', id]);
    reversed(lo, hi, ['bounds', id]);
  }
  for (const [i, [a, b, lo, hi]] of ratios.entries()) {
    pair(a, b, ['ratios', i]);
    reversed(lo, hi, ['ratios', i, 3]);
  }
  return faults;
}

function pairFaults({ alternatives, analyses = {} }: AnalysisRequest): AnalysisFault[] {
  const known = new Set(alternatives);
  return (analyses.tipping_points ?? []).flatMap(([first, second], i): AnalysisFault[] => {
    const path = ['analyses', 'tipping_points', i];
    const unknown = [first, second].flatMap((id, k) =>
      known.has(id) ? [] : [{ path: [...path, k], code: 'unknown_alternative', detail: 'No alternative has this id.' }],
    );
    return first === second
      ? [...unknown, { path: [...path, 1], code: 'duplicate', detail: 'Two different alternatives are compared.' }]
      : unknown;
  });
}

function nothingAsked({ methods = [], analyses = {} }: AnalysisRequest): AnalysisFault[] {
  const asked = methods.length > 0 || Object.values(analyses).some((analysis) => analysis !== undefined && analysis !== false);
  return asked ? [] : [{ path: [], code: 'nothing_asked', detail: 'Name at least one method or analysis.' }];
}

/** What a method can't take, at the cell. */
function cellFaults({ methods = [], matrix }: AnalysisRequest): AnalysisFault[] {
  const onKnown = methods.filter((method) => method !== 'weighted_sum');
  const faults: AnalysisFault[] = [];
  for (const [i, row] of matrix.entries())
    for (const [j, cell] of row.entries()) {
      if (faults.length >= LISTED_CELLS) return faults;
      const path = ['matrix', i, j];
      if (!isKnown(cell)) {
        if (onKnown.length === 0) continue;
        const code = cell === null ? 'unknown_cell' : 'uncertain_cell';
        faults.push({
          path,
          code,
          detail: `${listed(onKnown)} can't take a performance that is not known exactly; weighted_sum and rank_acceptability can.`,
        });
      } else if (methods.includes('weighted_product') && cell < 1e-300)
        faults.push({ path, code: 'not_positive', detail: "weighted_product can't take a performance of 0 or less (below 1e-300)." });
    }
  return faults;
}

function listed(methods: readonly MethodName[]): string {
  return methods.length < 2 ? methods.join() : `${methods.slice(0, -1).join(', ')} and ${methods.at(-1)}`;
}

function infeasible(request: AnalysisRequest): AnalysisFault[] {
  if (!request.constraints || interiorOf(request.criteria.length, weightConstraintsOf(request)) !== null) return [];
  return [{ path: ['constraints'], code: 'infeasible_constraints', detail: 'No weights satisfy all constraints together.' }];
}

function tooMuch(request: AnalysisRequest): AnalysisFault[] {
  const parts = workOf(request);
  const total = parts.reduce((sum, { units }) => sum + units, 0);
  const faults: AnalysisFault[] = [];
  if (request.analyses?.rank_acceptability && request.alternatives.length > MAX_RANKED_ALTERNATIVES) {
    const detail = `rank_acceptability takes at most ${MAX_RANKED_ALTERNATIVES} alternatives: its tables have a row and a column for each.`;
    faults.push({ path: ['analyses', 'rank_acceptability'], code: 'too_many_alternatives', detail });
  }
  const [largest] = parts.toSorted((a, b) => b.units - a.units);
  if (largest && total > WORK_BUDGET) {
    const detail = `The request asks for ${total.toExponential(1)} units of work, most of them here; ${WORK_BUDGET.toExponential(1)} is the most.`;
    faults.push({ path: largest.path, code: 'beyond_work_budget', detail });
  }
  return faults;
}
