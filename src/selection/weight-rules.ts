import { type Candidate, type FactView, factAt } from '../catalog/fact-view.ts';
import type { Rule } from './choose-if.ts';
import type { Gate } from './gate.ts';
import { type Measured, valueAt } from './measure.ts';
import type { Criterion } from './plan.ts';
import { TIE } from './rank.ts';

/**
 * The scores as one criterion's weight t runs from 0 to 1 and the others keep their proportions: V_i(t) = base_i + slope_i t, with
 * base_i = R_i = sum_{j != k} w_j v_ij / (1 - w_k) and slope_i = v_ik - R_i (the lines of Goodwin and Wright's sensitivity graph).
 */
type Lines = { readonly base: Float64Array; readonly slope: Float64Array; readonly model: readonly string[] };

/** Narrower stretches of a weight can't be met by a request that is written down. */
const NARROWEST = 1e-6;

/** For each criterion, the first other model to lead as its weight goes up, and as it goes down: exact breakpoints of the upper envelope. */
export function weightRules(view: FactView, gate: Gate, measured: Measured, winner: string): Rule[] {
  const model = gate.eligible.map((candidate) => (view.candidates[candidate] as Candidate).model);
  const values = measured.criteria.map((criterion) => valuesOn(measured, criterion, gate.eligible));
  const total = new Float64Array(model.length);
  measured.criteria.forEach(({ weight }, k) => {
    for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + weight * (values[k]?.[i] as number);
  });
  return measured.criteria.flatMap((criterion, k) => {
    if (criterion.weight >= 1) return [];
    const lines = linesOf(total, values[k] as Float64Array, criterion.weight, model);
    return ([1, -1] as const).flatMap((direction): Rule[] => {
      const stretch = nextLeader(lines, winner, criterion.weight, direction);
      if (!stretch || Math.abs(stretch.to - stretch.from) < NARROWEST) return [];
      const [low, high] = direction === 1 ? [stretch.from, stretch.to] : [stretch.to, stretch.from];
      const choose = model[stretch.leader] as string;
      if (!leadsAlone(lines, choose, (low + high) / 2)) return [];
      const incumbent = leaderAt(lines, criterion.weight, direction);
      return [
        {
          choose,
          when: [{ criterion: criterion.id, ...(low > 0 ? { weight_above: low } : {}), ...(high < 1 ? { weight_below: high } : {}) }],
          kind: 'weight',
          claims: claimsOn(measured, criterion, [gate.eligible[incumbent] as number, gate.eligible[stretch.leader] as number]),
        },
      ];
    });
  });
}

function valuesOn(measured: Measured, criterion: Criterion, candidates: readonly number[]): Float64Array {
  const values = new Float64Array(candidates.length);
  for (const leaf of measured.leaves) {
    if (leaf.criterion !== criterion.id) continue;
    candidates.forEach((candidate, i) => {
      values[i] = (values[i] as number) + leaf.share * valueAt(leaf, candidate);
    });
  }
  return values;
}

function linesOf(total: Float64Array, values: Float64Array, weight: number, model: readonly string[]): Lines {
  const base = total.map((sum, i) => (sum - weight * (values[i] as number)) / (1 - weight));
  return { base, slope: values.map((value, i) => value - (base[i] as number)), model };
}

/** Walks the envelope from the present weight to the first stretch that another model leads, and to that stretch's end. */
function nextLeader(lines: Lines, winner: string, start: number, direction: 1 | -1): { leader: number; from: number; to: number } | null {
  const end = direction === 1 ? 1 : 0;
  let t = start;
  let leader = leaderAt(lines, start, direction);
  let entered: { leader: number; from: number } | null = null;
  if (lines.model[leader] !== winner) return null;
  for (let steps = 0; steps < lines.model.length; steps++) {
    const next = nextCrossing(lines, leader, t, direction);
    if (!next || direction * (next.t - end) >= 0) break;
    if (entered && lines.model[next.line] !== lines.model[entered.leader]) return { ...entered, to: next.t };
    if (!entered && lines.model[next.line] !== winner) entered = { leader: next.line, from: next.t };
    t = next.t;
    leader = next.line;
  }
  return entered && { ...entered, to: end };
}

/** The leading line at t; of those that tie, the one that is ahead just beyond. */
function leaderAt(lines: Lines, t: number, direction: 1 | -1): number {
  let best = 0;
  for (let i = 1; i < lines.model.length; i++) {
    const ahead = heightAt(lines, i, t) - heightAt(lines, best, t);
    const steeper = direction * ((lines.slope[i] as number) - (lines.slope[best] as number));
    if (ahead > TIE || (ahead >= -TIE && steeper > 0)) best = i;
  }
  return best;
}

function nextCrossing(lines: Lines, leader: number, t: number, direction: 1 | -1): { line: number; t: number } | null {
  const base = lines.base[leader] as number;
  const slope = lines.slope[leader] as number;
  let next: { line: number; t: number } | null = null;
  for (let i = 0; i < lines.model.length; i++) {
    const gain = (lines.slope[i] as number) - slope;
    if (direction * gain <= 1e-15) continue;
    const crossing = (base - (lines.base[i] as number)) / gain;
    if (direction * (crossing - t) < 0) continue;
    const sooner = next ? direction * (next.t - crossing) : 1;
    const steeper = next && sooner === 0 && direction * gain > direction * ((lines.slope[next.line] as number) - slope);
    if (sooner > 0 || steeper) next = { line: i, t: crossing };
  }
  return next;
}

function leadsAlone(lines: Lines, model: string, t: number): boolean {
  let own = Number.NEGATIVE_INFINITY;
  let other = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < lines.model.length; i++) {
    if (lines.model[i] === model) own = Math.max(own, heightAt(lines, i, t));
    else other = Math.max(other, heightAt(lines, i, t));
  }
  return own > other + 2 * TIE;
}

function heightAt(lines: Lines, line: number, t: number): number {
  return (lines.base[line] as number) + (lines.slope[line] as number) * t;
}

function claimsOn(measured: Measured, criterion: Criterion, candidates: readonly number[]): string[] {
  const ids = measured.leaves
    .filter((leaf) => leaf.criterion === criterion.id)
    .flatMap((leaf) => candidates.map((candidate) => factAt(leaf.column, candidate).claim?.id));
  return [...new Set(ids.filter((id) => id !== undefined))].sort();
}
