import { type Column, factAt } from '../../catalog/facts/column.ts';
import type { Fact } from '../../catalog/facts/fact.ts';
import { meritOf, type OrientedAttribute } from './oriented-attribute.ts';

/** The candidate with the best known fact; where nothing is better, the one that lists the most members. Of equals the first; null of none. */
export function bestFactAmong(oriented: OrientedAttribute, column: Column, candidates: readonly number[]): number | null {
  const { factIndex } = column;
  let best: number | null = null;
  let bestFact: Fact | null = null;
  let bestMerit = 0;
  for (const candidate of candidates) {
    if (best !== null && factIndex[candidate] === factIndex[best]) continue;
    const fact = factAt(column, candidate);
    const merit = meritOf(oriented, fact) || 0;
    if (bestFact !== null && compareFacts(fact, merit, bestFact, bestMerit) <= 0) continue;
    best = candidate;
    bestFact = fact;
    bestMerit = merit;
  }
  return best;
}

/** Above 0 where a is the better of two facts, below where b is. What says nothing but rests on a claim is better than nothing at all. */
function compareFacts(a: Fact, meritOfA: number, b: Fact, meritOfB: number): number {
  const aIsKnown = a.status === 'known';
  if (aIsKnown !== (b.status === 'known')) return aIsKnown ? 1 : -1;
  return meritOfA - meritOfB || memberCount(a) - memberCount(b) || Number(a.claim !== null) - Number(b.claim !== null);
}

function memberCount({ value }: Fact): number {
  return Array.isArray(value) ? value.length : 0;
}
