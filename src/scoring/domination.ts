import { numberIn } from './number-in.ts';

/** Values of one candidate, by criterion; more is better. */
export type Values = readonly number[];
/** Somebody with several candidates, the best of which counts. */
export type Rival = { readonly id: string; readonly candidates: readonly Values[] };

/**
 * Those that keep somebody from ever being first, whatever the weights: for each of its own candidates one of theirs is at least as good on
 * every criterion (weak Pareto dominance; equal throughout is a tie at best). Everyone who does so alone, or else enough to do it together;
 * null where one of its candidates is dominated by nobody, or where it has none.
 */
export function dominators(own: readonly Values[], rivals: readonly Rival[]): string[] | null {
  const beaten = rivals.map(({ id, candidates }) => ({
    id,
    candidates: own.map((values) => candidates.some((other) => isAtLeastAsGood(other, values))),
  }));
  if (own.length === 0 || !own.every((_, i) => beaten.some(({ candidates }) => candidates[i]))) return null;
  const alone = beaten.filter(({ candidates }) => candidates.every(Boolean));
  if (alone.length > 0) return alone.map(({ id }) => id);
  const open = new Set(own.keys());
  const together: string[] = [];
  for (const { id, candidates } of beaten) {
    const taken = [...open].filter((i) => candidates[i]);
    if (taken.length > 0) together.push(id);
    for (const i of taken) open.delete(i);
  }
  return together;
}

function isAtLeastAsGood(a: Values, b: Values): boolean {
  for (let j = 0; j < b.length; j++) if (numberIn(a, j) < numberIn(b, j)) return false;
  return true;
}
