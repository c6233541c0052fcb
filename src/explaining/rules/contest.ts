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
export type Contest = {
  readonly option: Option;
  readonly others: readonly Option[];
  /** Those of the others that have a candidate that can break a rule. */
  readonly rivals: readonly Option[];
  /** All such candidates. */
  readonly rivalCandidates: readonly number[];
};

export function contestOf(options: readonly Option[], option: Option): Contest {
  const others = options.filter((other) => other !== option);
  const rivals = others.filter(({ available }) => available.length > 0);
  const rivalCandidates: number[] = [];
  for (const { available } of rivals) for (const candidate of available) rivalCandidates.push(candidate);
  return { option, others, rivals, rivalCandidates };
}

/** What some candidates are known for on an attribute. */
export type Evidence = { readonly column: Column; readonly candidates: readonly (number | null)[] };

/** The ids of the claims behind the evidence, each once, in order. */
export function claimsBehind(evidence: readonly Evidence[], claimsOf: typeof claimsAt = claimsAt): string[] {
  const claims: string[] = [];
  for (const { column, candidates } of evidence)
    for (const candidate of candidates) if (candidate !== null) for (const id of claimsOf(column, candidate)) insertOnce(claims, id);
  return claims;
}

/** Inserts an id in its order, unless it is there. A rule rests on a few claims, often the same: for so few a sort costs more. */
function insertOnce(sorted: string[], id: string): void {
  let place = sorted.length;
  while (place > 0 && (sorted[place - 1] as string) > id) place--;
  if (sorted[place - 1] === id) return;
  for (let i = sorted.length; i > place; i--) sorted[i] = sorted[i - 1] as string;
  sorted[place] = id;
}
