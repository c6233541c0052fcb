/** Values of one candidate, by criterion. */
type Values = ArrayLike<number>;
export type Rival = { readonly id: string; readonly candidates: readonly Values[] };

/**
 * Those that keep an option from ever being first, whatever the weights: for each of its candidates one of theirs is at least as good on every
 * criterion (weak Pareto dominance; equal throughout is a tie at best). Everyone who does so alone, or else enough to do it together; null
 * where one of its candidates is dominated by nobody.
 */
export function dominators(own: readonly Values[], rivals: readonly Rival[]): string[] | null {
  const beaten = rivals.map(({ id, candidates }) => ({
    id,
    of: own.map((values) => candidates.some((other) => isAtLeastAsGood(other, values))),
  }));
  if (own.length === 0 || !own.every((_, i) => beaten.some(({ of }) => of[i]))) return null;
  const alone = beaten.filter(({ of }) => of.every(Boolean));
  if (alone.length > 0) return alone.map(({ id }) => id);
  const open = new Set(own.keys());
  const together: string[] = [];
  for (const { id, of } of beaten) {
    const taken = [...open].filter((i) => of[i]);
    if (taken.length > 0) together.push(id);
    for (const i of taken) open.delete(i);
  }
  return together;
}

function isAtLeastAsGood(a: Values, b: Values): boolean {
  for (let i = 0; i < b.length; i++) if ((a[i] as number) < (b[i] as number)) return false;
  return true;
}
