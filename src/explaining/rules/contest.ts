import { type Column, claimsAt } from '../../catalog/facts/column.ts';
import type { OrientedAttribute } from './oriented-attribute.ts';

/** One of those that rules choose between: a model of a ranking, or what a comparison names. Candidates are indices in `view.candidates`. */
export type Option = {
  readonly id: string;
  /** The candidates of it that can carry a rule: the engine can choose them. */
  readonly eligible: readonly number[];
  /** The candidates of it that can break a rule of somebody else. */
  readonly available: readonly number[];
};

/** One attribute over the options. */
export type Row = {
  readonly oriented: OrientedAttribute;
  readonly column: Column;
  /** The candidate whose fact speaks for an option; null where nothing does. */
  readonly spokesmanOf: (option: Option) => number | null;
};

/** One option against the others: what a rule is about. */
export type Contest<O extends Option = Option> = {
  readonly option: O;
  readonly others: readonly O[];
  /** Those of the others that have a candidate that can break a rule. */
  readonly rivals: readonly O[];
  /** All such candidates. */
  readonly rivalCandidates: readonly number[];
};

export function contestOf<O extends Option>(options: readonly O[], option: O): Contest<O> {
  const others = options.filter((other) => other !== option);
  const rivals = others.filter(({ available }) => available.length > 0);
  return { option, others, rivals, rivalCandidates: rivals.flatMap(({ available }) => available) };
}

/** What some candidates are known for on an attribute. */
export type Evidence = { readonly column: Column; readonly candidates: readonly (number | null)[] };

/** The ids of the claims behind the evidence, each once, in order. */
export function claimsBehind(evidence: readonly Evidence[], claimsOf: typeof claimsAt = claimsAt): string[] {
  const claims = new Set<string>();
  for (const { column, candidates } of evidence)
    for (const candidate of candidates) if (candidate !== null) for (const id of claimsOf(column, candidate)) claims.add(id);
  return [...claims].sort();
}
