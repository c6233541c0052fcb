import { claimsAt } from '../../catalog/facts/column.ts';
import { valuesOf } from '../../ranking/measure/criterion-values.ts';
import type { Performances } from '../../ranking/measure/measure.ts';
import { dominators } from '../../scoring/domination.ts';
import type { Rule } from '../answer/verdict.ts';

/** A compared model with the offers that are eligible, and those that would be without the caller's requirements. */
export type Compared = { readonly model: string; readonly eligible: readonly number[]; readonly available: readonly number[] };

/**
 * Which of the compared no weights on these criteria make the best. Whatever dominates the best offer of a model scores no less than it, so
 * it is among those compared; only a tie at the last place could hide one.
 */
export function neverRules(performances: Performances, compared: readonly Compared[]): Rule[] {
  const rows = compared.map(({ model, eligible }) => ({
    id: model,
    candidates: eligible.map((candidate) => valuesOf(performances, candidate)),
  }));
  return compared.slice(1).flatMap(({ model, eligible }, i): Rule[] => {
    const own = rows[i + 1];
    const rivals = rows.filter((row) => row !== own);
    const dominatedBy = dominators(own?.candidates ?? [], rivals);
    if (!dominatedBy) return [];
    const behind = [eligible, ...compared.filter((other) => dominatedBy.includes(other.model)).map((other) => other.eligible)].flat();
    const claims = performances.parts.flatMap((part) => behind.flatMap((candidate) => claimsAt(part.column, candidate)));
    return [{ choose: model, when: [], kind: 'never', dominated_by: dominatedBy, claims: [...new Set(claims)].sort() }];
  });
}
