import { claimsAt, factAt } from '../../catalog/facts/column.ts';
import type { Candidate } from '../../catalog/facts/fact-view.ts';
import { failuresFor } from '../../explaining/failure-members.ts';
import type { Failure } from '../../ranking/gate/failure.ts';

import type { DriftChange, DriftCode } from './drift-answer.ts';
import { candidateAt, type DriftSide, shownNames } from './drift-side.ts';

/** Why a candidate that was eligible no longer is: gone, retired, or failing a requirement. Empty where it still is. */
export function lossOf(before: DriftSide, after: DriftSide, candidate: Candidate, isChosen: boolean): DriftChange[] {
  const [then, now] = [before.indexOf(candidate.id), after.indexOf(candidate.id)];
  if (then === undefined || before.state.eligibility.failedCount[then] !== 0) return [];
  const about = { severity: isChosen ? ('critical' as const) : ('info' as const), model: candidate.model, offer: candidate.offer };
  if (now === undefined)
    return [{ code: 'left_catalog', ...about, attribute: null, before: candidate.id, after: null, claims: claimsOn(before, candidate) }];
  if (after.state.eligibility.failedCount[now] === 0) return [];
  return failuresFor(after.state.eligibility.checks, now).map((failure) => {
    const code: DriftCode = failure.code === 'retired' ? 'retired' : 'became_ineligible';
    return { code, ...about, ...difference(before, after, candidate, failure) };
  });
}

/** Entries that are shown now and were not eligible then: new to the catalog, or kept out by a requirement that they meet now. */
export function entrants(before: DriftSide, after: DriftSide): DriftChange[] {
  return shownNames(after).flatMap((name): DriftChange[] => {
    if (before.entriesByName.has(name)) return [];
    const { candidate: index } = after.entriesByName.get(name) as { candidate: number };
    const candidate = candidateAt(after.state, index);
    const about = { severity: 'info' as const, model: candidate.model, offer: candidate.offer };
    const { state, indexOf } = before;
    const then = indexOf(candidate.id);
    if (state.plan.fold === 'model' ? !state.view.byModel.has(name) : then === undefined)
      return [{ code: 'new_entrant', ...about, attribute: null, before: null, after: candidate.id, claims: claimsOn(after, candidate) }];
    const failures = then === undefined ? [] : failuresFor(state.eligibility.checks, then);
    if (failures.length > 0)
      return failures.map((failure) => ({ code: 'became_eligible', ...about, ...difference(before, after, candidate, failure) }));
    return [{ code: 'became_eligible', ...about, attribute: null, before: null, after: candidate.id, claims: claimsOn(after, candidate) }];
  });
}

/** The claims on a candidate that the decision uses: the evidence that the candidate exists. */
function claimsOn({ state, indexOf, used }: DriftSide, { id }: Candidate): string[] {
  const index = indexOf(id);
  if (index === undefined) return [];
  return [...new Set([...used.values()].flatMap((attribute) => claimsAt(state.view.column(attribute), index)))];
}

function difference(before: DriftSide, after: DriftSide, { id }: Candidate, { attribute }: Failure) {
  const [then, now] = [before, after].map(({ state, indexOf, used }) => {
    const [index, wanted] = [indexOf(id), used.get(attribute)];
    if (index === undefined || !wanted) return { value: null, claims: [] };
    const column = state.view.column(wanted);
    return { value: factAt(column, index).value, claims: claimsAt(column, index) };
  });
  return {
    attribute,
    before: then?.value ?? null,
    after: now?.value ?? null,
    claims: [...new Set([...(then?.claims ?? []), ...(now?.claims ?? [])])],
  };
}
