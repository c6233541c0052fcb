import { type Column, factAt } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { meritOf, type OrientedAttribute } from './oriented-attribute.ts';

/** The candidate with the best known fact; where nothing is better, the one that lists the most members. Of equals the first; null of none. */
export function bestFactAmong(oriented: OrientedAttribute, column: Column, candidates: readonly number[]): number | null {
  const { factIndex } = column;
  let best: number | null = null;
  let bestFact: Fact | null = null;
  for (const candidate of candidates) {
    if (best !== null && factIndex[candidate] === factIndex[best]) continue;
    const fact = factAt(column, candidate);
    if (bestFact !== null && compareFacts(oriented, fact, bestFact) <= 0) continue;
    best = candidate;
    bestFact = fact;
  }
  return best;
}

/** Above 0 where a is the better of two facts, below where b is. What says nothing but rests on a claim is better than nothing at all. */
function compareFacts(oriented: OrientedAttribute, a: Fact, b: Fact): number {
  return (
    Number(a.status === 'known') - Number(b.status === 'known') ||
    (meritOf(oriented, a) || 0) - (meritOf(oriented, b) || 0) ||
    memberCount(a) - memberCount(b) ||
    Number(a.claim !== null) - Number(b.claim !== null)
  );
}

function memberCount({ value }: Fact): number {
  return Array.isArray(value) ? value.length : 0;
}
