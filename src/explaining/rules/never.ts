import { dominators, type Values } from '../../scoring/domination.ts';
import type { Rule } from '../answer/verdict.ts';
import { type Contest, claimsBehind, type Evidence, type Option } from './contest.ts';

/** What weights would be put on: the values of an option's eligible candidates, and the evidence for who dominates whom. */
export type NeverTable = {
  readonly valuesOf: (option: Option) => readonly Values[];
  readonly evidence: (dominatedBy: readonly string[]) => readonly Evidence[];
};

/** "No weights make this option the best", as others are at least as good on everything. Null where some weights may. */
export function neverRule({ option, rivals }: Contest, { valuesOf, evidence }: NeverTable): Rule | null {
  const dominatedBy = dominators(
    valuesOf(option),
    rivals.map((rival) => ({ id: rival.id, candidates: valuesOf(rival) })),
  );
  return (
    dominatedBy && { choose: option.id, when: [], kind: 'never', dominated_by: dominatedBy, claims: claimsBehind(evidence(dominatedBy)) }
  );
}
