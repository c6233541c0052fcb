import type { Candidate, FactView } from '../catalog/fact-view.ts';
import type { Rule } from './choose-if.ts';
import type { Gate } from './gate.ts';
import { factAt, type Measured, worthAt } from './measure.ts';
import { TIE } from './rank.ts';

/** V(t) = base + slope t: a candidate's score as one criterion's weight t runs from 0 to 1, the others in proportion. */
type Line = { readonly candidate: number; readonly base: number; readonly slope: number };

/** Narrower stretches of a weight can't be met by a request that is written down. */
const NARROWEST = 1e-6;

/**
 * For each criterion, the first other model to lead as its weight goes up, and as it goes down: exact breakpoints of the upper envelope of
 * the lines V_i(t) = t v_ik + (1 - t) R_i, R_i = sum_{j != k} w_j v_ij / (1 - w_k) (the line of Goodwin and Wright's sensitivity graph).
 */
export function weightRules(view: FactView, gate: Gate, measured: Measured, winner: string): Rule[] {
  const values = gate.eligible.map((candidate) => ({ candidate, by: valuesBy(measured, candidate) }));
  return measured.criteria.flatMap((criterion, k) => {
    if (criterion.weight >= 1) return [];
    const lines = values.map(({ candidate, by }): Line => {
      const total = measured.criteria.reduce((sum, { weight }, j) => sum + weight * (by[j] as number), 0);
      const rest = (total - criterion.weight * (by[k] as number)) / (1 - criterion.weight);
      return { candidate, base: rest, slope: (by[k] as number) - rest };
    });
    const modelOf = (line: Line) => (view.candidates[line.candidate] as Candidate).model;
    return ([1, -1] as const).flatMap((direction): Rule[] => {
      const stretch = nextLeader(lines, modelOf, winner, criterion.weight, direction);
      if (!stretch || Math.abs(stretch.to - stretch.from) < NARROWEST) return [];
      const [low, high] = direction === 1 ? [stretch.from, stretch.to] : [stretch.to, stretch.from];
      if (!leadsAlone(lines, modelOf, modelOf(stretch.leader), (low + high) / 2)) return [];
      const claims = measured.leaves
        .filter((leaf) => leaf.criterion === criterion.id)
        .flatMap((leaf) =>
          lines.filter((line) => modelOf(line) === winner || line === stretch.leader).map((line) => factAt(leaf, line.candidate).claim?.id),
        )
        .filter((id) => id !== undefined);
      return [
        {
          choose: modelOf(stretch.leader),
          when: [{ criterion: criterion.id, ...(low > 0 ? { weight_above: low } : {}), ...(high < 1 ? { weight_below: high } : {}) }],
          kind: 'weight',
          claims: [...new Set(claims)].sort(),
        },
      ];
    });
  });
}

function valuesBy(measured: Measured, candidate: number): number[] {
  return measured.criteria.map((criterion) =>
    measured.leaves.reduce((sum, leaf) => (leaf.criterion === criterion.id ? sum + leaf.share * worthAt(leaf, candidate).value : sum), 0),
  );
}

/** Walks the envelope from the present weight to the first stretch that another model leads, and to that stretch's end. */
function nextLeader(
  lines: readonly Line[],
  modelOf: (line: Line) => string,
  winner: string,
  start: number,
  direction: 1 | -1,
): { leader: Line; from: number; to: number } | null {
  const end = direction === 1 ? 1 : 0;
  let t = start;
  let leader = leaderAt(lines, start, direction);
  if (!leader || modelOf(leader) !== winner) return null;
  let entered: { leader: Line; from: number } | null = null;
  for (let steps = 0; steps < lines.length; steps++) {
    const next = nextCrossing(lines, leader, t, direction);
    if (!next || (direction === 1 ? next.t >= end : next.t <= end)) break;
    if (entered && modelOf(next.line) !== modelOf(entered.leader)) return { ...entered, to: next.t };
    if (!entered && modelOf(next.line) !== winner) entered = { leader: next.line, from: next.t };
    ({ t } = next);
    leader = next.line;
  }
  return entered && { ...entered, to: end };
}

function leaderAt(lines: readonly Line[], t: number, direction: 1 | -1): Line | undefined {
  let best: Line | undefined;
  for (const line of lines) {
    const ahead = best ? valueAt(line, t) - valueAt(best, t) : 1;
    if (ahead > TIE || (best && Math.abs(ahead) <= TIE && direction * (line.slope - best.slope) > 0)) best = line;
  }
  return best;
}

function nextCrossing(lines: readonly Line[], leader: Line, t: number, direction: 1 | -1): { line: Line; t: number } | null {
  let next: { line: Line; t: number } | null = null;
  for (const line of lines) {
    const steeper = direction * (line.slope - leader.slope);
    if (steeper <= 1e-15) continue;
    const crossing = (leader.base - line.base) / (line.slope - leader.slope);
    if (direction * (crossing - t) < 0) continue;
    const sooner = next ? direction * (next.t - crossing) : 1;
    if (sooner > 0 || (next && sooner === 0 && direction * (line.slope - next.line.slope) > 0)) next = { line, t: crossing };
  }
  return next;
}

function leadsAlone(lines: readonly Line[], modelOf: (line: Line) => string, model: string, t: number): boolean {
  let own = Number.NEGATIVE_INFINITY;
  let other = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    const value = valueAt(line, t);
    if (modelOf(line) === model) own = Math.max(own, value);
    else other = Math.max(other, value);
  }
  return own > other + 2 * TIE;
}

function valueAt(line: Line, t: number): number {
  return line.base + line.slope * t;
}
