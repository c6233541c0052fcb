import { factAt } from '../catalog/facts/column.ts';
import type { Judgements } from '../ranking/ask/weights.ts';
import { type MeasuredPart, valueAt } from '../ranking/measure/measure.ts';
import type { RankingState } from '../ranking/state.ts';
import type { Warning } from './answer/ranking.ts';
import { mixedModes } from './mixed-modes.ts';

/** What to know about the request as a whole, but for its robustness. */
export function warnings(state: RankingState): Warning[] {
  const { plan, eligibility, performances } = state;
  const { considered, eligible } = eligibility;
  const found: Warning[] = [];
  if (considered.length === 0) found.push({ code: 'no_candidates' });
  for (const criterion of plan.criteria ?? []) if (criterion.weight === 0) found.push({ code: 'zero_weight', criterion: criterion.id });
  if (plan.judgements?.found.consistent === false) found.push(inconsistent(plan.judgements));
  if (!performances || eligible.length < 2) return found;
  for (const part of performances.parts) if (isEqualOn(part, eligible)) found.push(indiscriminate(part, eligible));
  return [...found, ...mixedModes(state)];
}

/** Whether all candidates have the same value. */
function isEqualOn(part: MeasuredPart, candidates: readonly number[]): boolean {
  let first = Number.NaN;
  for (const candidate of candidates) {
    const value = valueAt(part, candidate);
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return false;
  }
  return true;
}

/** A part on which all candidates have the same value. */
function indiscriminate({ criterion, attribute, column }: MeasuredPart, candidates: readonly number[]): Warning {
  const isKnown = candidates.some((i) => factAt(column, i).status === 'known');
  const code = isKnown ? 'criterion_does_not_discriminate' : 'criterion_unknown_for_all';
  return criterion === attribute.id ? { code, criterion } : { code, criterion, attribute: attribute.id };
}

function inconsistent({ criteria, found }: Judgements): Warning {
  const { worstTriple } = found;
  const code = 'inconsistent_judgements';
  return worstTriple ? { code, criteria: worstTriple.criteria.map((i) => criteria[i] as string) } : { code };
}
