import { methodNamed } from '../methods/registry.ts';
import { MAX_CONFIDENCE_DRAWS } from '../robustness/confidence.ts';
import { thinningOf } from '../robustness/hit-and-run.ts';
import type { AnalysisRequest } from './request.ts';

/**
 * The most work that one request may ask for, in units of about a nanosecond of one core. Published with the operation: the cost of
 * a request follows from its sizes alone, so that a client can know before it asks.
 */
export const WORK_BUDGET = 10_000_000_000;

/** Entries of the two rank-by-alternative tables of rank_acceptability: beyond this the answer would be too large to send. */
export const MAX_RANKED_ALTERNATIVES = 500;

type Part = { readonly path: readonly (string | number)[]; readonly units: number };

/** What each part of a request costs, m alternatives by n criteria. Measured by bench/scoring.ts; an upper bound where data decide. */
export function workOf(request: AnalysisRequest): Part[] {
  const [m, n] = [request.alternatives.length, request.criteria.length];
  const { analyses = {}, constraints, methods = [] } = request;
  const parts: Part[] = [];
  for (const [index, name] of methods.entries())
    parts.push({ path: ['methods', index], units: methodNamed(name).units({ alternatives: m, criteria: request.criteria }) });
  if (analyses.pareto) parts.push({ path: ['analyses', 'pareto'], units: 2 * m * m * n });
  if (analyses.weight_stability) parts.push({ path: ['analyses', 'weight_stability'], units: 10 * m * n * n });
  // breakpoints of an envelope are few, but can be as many as there are alternatives
  if (analyses.leader_envelope) parts.push({ path: ['analyses', 'leader_envelope'], units: 10 * m * n * (n + Math.min(m, 100)) });
  if (analyses.tipping_points) parts.push({ path: ['analyses', 'tipping_points'], units: 10 * analyses.tipping_points.length * m * n * n });
  if (analyses.potential_optimality)
    parts.push({ path: ['analyses', 'potential_optimality'], units: m * (4000 * n + 40 * m * n + 40 * n ** 3) });
  if (analyses.rank_acceptability) {
    const samples = analyses.rank_acceptability.samples ?? 10_000;
    const hardToSample = Boolean(constraints?.at_least || constraints?.bounds || constraints?.ratios);
    const uncertain = request.matrix.reduce((sum, row) => sum + row.filter((cell) => typeof cell !== 'number').length, 0);
    const perDraw = 1.2 * m * n + 20 * m + 20 * n + 100 * uncertain + (hardToSample ? 160 * thinningOf(n) : 0);
    const confidence =
      uncertain === 0 ? 0 : Math.min(samples, MAX_CONFIDENCE_DRAWS) * Math.min(m, MAX_RANKED_ALTERNATIVES) * (2 * uncertain + m);
    parts.push({ path: ['analyses', 'rank_acceptability'], units: samples * perDraw + confidence });
  }
  return parts;
}
