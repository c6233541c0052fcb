import { factAt } from '../catalog/facts/column.ts';
import type { Candidate } from '../catalog/facts/fact-view.ts';
import { isPlan, KIND, PROVIDER_KIND } from '../catalog/facts/market.ts';
import { planMisses } from '../ranking/gate/market-rules.ts';
import type { RankingState } from '../ranking/state.ts';
import { claimIds, type WrittenCaveat, written } from './fact-caveats.ts';

/**
 * Adds what to know of a candidate that the rules on the market let in: a model of unknown kind, a provider of unknown kind, a price that is
 * part of a plan. Null in the article view, where families are ranked.
 */
export function marketCaveats({ plan: { selection }, view }: RankingState): ((candidate: number, found: WrittenCaveat[]) => void) | null {
  if ('view' in selection && selection.view === 'article') return null;
  const kind = view.columnNamed(KIND);
  const provider = view.columnNamed(PROVIDER_KIND);
  const basis = view.priceBasis();
  const unknownKind = kind && written('unknown_kept', kind.attribute);
  const unknownProvider = provider && written('unknown_kept', provider.attribute);
  return (candidate, found) => {
    const { offer } = view.candidates[candidate] as Candidate;
    if (unknownKind && factAt(kind, candidate).value === null) found.push(unknownKind);
    if (offer === null) return;
    if (unknownProvider && factAt(provider, candidate).value === null) found.push(unknownProvider);
    const fact = basis && factAt(basis, candidate);
    if (!fact || planMisses(fact).length === 0) return;
    found.push(written('part_of_plan', basis.attribute, claimIds(fact), isPlan(fact.value) ? String(fact.value) : undefined));
  };
}
