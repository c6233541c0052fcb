import { factAt } from '../catalog/column.ts';
import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { ChooseIf, Condition } from './answer.ts';
import type { Rule } from './choose-if.ts';
import { filled } from './filled.ts';
import type { Gate } from './gate.ts';
import type { Measured } from './measure.ts';
import type { Criterion } from './plan.ts';
import { TIE } from './rank.ts';

/**
 * The scores as one criterion's weight t runs from 0 to 1 and the others keep their proportions (the lines of Goodwin and Wright's
 * sensitivity graph), each a straight line: V_i(t) = (1 - t) R_i + t v_ik, where R_i = sum_{j != k} w_j v_ij / (1 - w_k). All heights here
 * are taken times 1 - w_k, which moves no crossing: H_i(t) = (1 - t) (total_i - w_k v_ik) + t (1 - w_k) v_ik.
 */
type Lines = {
  readonly total: readonly number[];
  readonly values: readonly number[];
  readonly weight: number;
  readonly model: readonly number[];
};
type Direction = 1 | -1;
type Stretch = { readonly leader: number; readonly from: number; readonly to: number };

/** Narrower stretches of a weight can't be met by a request that is written down. */
const NARROWEST = 1e-6;
/** Nearer to 0 or 1 than this, a breakpoint is only what rounding made of 0 or 1. */
const EDGE = 1e-12;

/** For each criterion, the first other model to lead as its weight goes up, and as it goes down: exact breakpoints of the upper envelope. */
export function weightRules(view: FactView, gate: Gate, measured: Measured, winner: string): Rule[] {
  const { eligible } = gate;
  const model: number[] = [];
  for (const i of eligible) model.push(view.modelNumber[i] as number);
  const own = view.modelNumber[view.byModel.get(winner)?.[0] as number] as number;
  const values = measured.criteria.map((criterion) => valuesOn(measured, criterion, eligible));
  const total = weightedSum(measured.criteria, values, eligible.length);
  const rules: Rule[] = [];
  for (let k = 0; k < values.length; k++) {
    const criterion = measured.criteria[k] as Criterion;
    if (criterion.weight >= 1) continue;
    const lines = { total, values: values[k] as readonly number[], weight: criterion.weight, model };
    for (const direction of [1, -1] as const) {
      const start = leaderNow(lines, direction);
      const stretch = model[start] === own ? nextLeader(lines, start, direction) : null;
      if (!stretch || Math.abs(stretch.to - stretch.from) < NARROWEST) continue;
      if (!leadsAlone(lines, model[stretch.leader] as number, (stretch.from + stretch.to) / 2)) continue;
      const sides = [eligible[start] as number, eligible[stretch.leader] as number];
      rules.push({
        choose: (view.candidates[sides[1] as number] as Candidate).model,
        when: [conditionOf(criterion.id, Math.min(stretch.from, stretch.to), Math.max(stretch.from, stretch.to))],
        kind: 'weight',
        claims: claimsOn(measured, criterion, sides),
      });
    }
  }
  return rules;
}

function conditionOf(criterion: string, low: number, high: number): Condition {
  if (low <= EDGE) return { criterion, weight_below: high };
  return high >= 1 - EDGE ? { criterion, weight_above: low } : { criterion, weight_above: low, weight_below: high };
}

/** By place among the candidates. */
function valuesOn({ leaves }: Measured, criterion: Criterion, candidates: readonly number[]): number[] {
  const values = filled(candidates.length, 0);
  for (const leaf of leaves) {
    if (leaf.criterion !== criterion.id) continue;
    const { share } = leaf;
    const { value } = leaf.worth;
    const { reading } = leaf.column;
    for (let i = 0; i < values.length; i++)
      values[i] = (values[i] as number) + share * (value[reading[candidates[i] as number] as number] as number);
  }
  return values;
}

function weightedSum(criteria: readonly Criterion[], values: readonly (readonly number[])[], size: number): number[] {
  const total = filled(size, 0);
  for (let k = 0; k < criteria.length; k++) {
    const { weight } = criteria[k] as Criterion;
    const own = values[k] as readonly number[];
    for (let i = 0; i < size; i++) total[i] = (total[i] as number) + weight * (own[i] as number);
  }
  return total;
}

/** The leading line at the present weight; of those that tie, the one that is ahead just beyond. */
function leaderNow(lines: Lines, direction: Direction): number {
  const { total } = lines;
  let best = 0;
  for (let i = 1; i < total.length; i++) {
    const ahead = (total[i] as number) - (total[best] as number);
    if (ahead < -TIE) continue;
    if (ahead > TIE || direction * (slopeOf(lines, i) - slopeOf(lines, best)) > 0) best = i;
  }
  return best;
}

/** Walks the envelope from the present weight to the first stretch that another model leads, and to that stretch's end. */
function nextLeader(lines: Lines, start: number, direction: Direction): Stretch | null {
  const { model } = lines;
  const end = direction === 1 ? 1 : 0;
  let t = lines.weight;
  let leader = start;
  let entered: { leader: number; from: number } | null = null;
  for (let steps = 0; steps < model.length; steps++) {
    const line = nextCrossing(lines, leader, t, direction);
    const crossing = line === -1 ? end : crossingOf(lines, leader, line);
    if (direction * (crossing - end) >= 0) break;
    if (entered && model[line] !== model[entered.leader]) return { leader: entered.leader, from: entered.from, to: crossing };
    if (!entered && model[line] !== model[start]) entered = { leader: line, from: crossing };
    t = crossing;
    leader = line;
  }
  return entered && { leader: entered.leader, from: entered.from, to: end };
}

/** The line that next rises above the leader; of those that cross in one point, the steepest. -1: none. */
function nextCrossing(lines: Lines, leader: number, t: number, direction: Direction): number {
  const { total, values, weight } = lines;
  const value = values[leader] as number;
  const rest = (total[leader] as number) - weight * value;
  let next = -1;
  let nearest = Number.POSITIVE_INFINITY;
  let steepest = 0;
  for (let i = 0; i < total.length; i++) {
    const behind = rest - ((total[i] as number) - weight * (values[i] as number));
    const gain = behind + (1 - weight) * ((values[i] as number) - value);
    if (direction * gain <= 1e-15) continue;
    const crossing = direction * (behind / gain);
    if (crossing < direction * t || crossing > nearest || (crossing === nearest && direction * gain <= steepest)) continue;
    next = i;
    nearest = crossing;
    steepest = direction * gain;
  }
  return next;
}

function crossingOf(lines: Lines, leader: number, line: number): number {
  const behind = restOf(lines, leader) - restOf(lines, line);
  return behind / (slopeOf(lines, line) - slopeOf(lines, leader));
}

function leadsAlone(lines: Lines, model: number, t: number): boolean {
  let own = Number.NEGATIVE_INFINITY;
  let other = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < lines.model.length; i++) {
    const height = restOf(lines, i) + slopeOf(lines, i) * t;
    if (lines.model[i] !== model) other = Math.max(other, height);
    else own = Math.max(own, height);
  }
  return own > other + 2 * TIE * (1 - lines.weight);
}

/** The height at weight 0. */
function restOf({ total, values, weight }: Lines, line: number): number {
  return (total[line] as number) - weight * (values[line] as number);
}

function slopeOf(lines: Lines, line: number): number {
  return (1 - lines.weight) * (lines.values[line] as number) - restOf(lines, line);
}

function claimsOn(measured: Measured, criterion: Criterion, candidates: readonly number[]): ChooseIf['claims'] {
  const ids: string[] = [];
  for (const leaf of measured.leaves) {
    if (leaf.criterion !== criterion.id) continue;
    for (const candidate of candidates) {
      const id = factAt(leaf.column, candidate).claim?.id;
      if (id !== undefined && !ids.includes(id)) ids.push(id);
    }
  }
  return ids.sort();
}
