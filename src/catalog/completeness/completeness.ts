import type { Catalog } from '../catalog.ts';
import { factView } from '../facts/fact-view.ts';
import { type KnownShare, knownShare } from './known-share.ts';
import { type StaleShare, staleShare } from './stale-share.ts';
import { standingIn } from './standing.ts';

/** How complete and how fresh a catalog is, against its floors. */
export type Completeness = {
  /** Whether every floor is met. */
  readonly met: boolean;
  /** In order of id. */
  readonly known: readonly KnownShare[];
  /** In order of id. */
  readonly fresh: readonly StaleShare[];
};

/**
 * Measures the leaders of a catalog, in the verified view, against its floors. `on` (YYYY-MM-DD) is the day; left out, each floor of age is
 * measured on the day that it names, and what is known on the latest of these.
 */
export function completenessOf(catalog: Catalog, on?: string): Completeness {
  const day = on ?? latestDay(catalog);
  const view = factView(catalog, { view: 'verified' }, day);
  const standing = standingIn(catalog, view);
  const known: KnownShare[] = [];
  const fresh: StaleShare[] = [];
  for (const floor of catalog.floors.values()) {
    const { rule } = floor;
    if (rule.of === 'facts') fresh.push(staleShare(catalog, floor, rule, { view, on: on ?? rule.on }));
    else known.push(knownShare(catalog, floor, rule, standing));
  }
  return { met: [...known, ...fresh].every((floor) => floor.met), known, fresh };
}

/** The latest day that a floor of age names; that of the revision where none does. */
function latestDay({ floors, createdAt }: Catalog): string {
  const days = [...floors.values()].flatMap(({ rule }) => (rule.of === 'facts' ? [rule.on] : []));
  return days.sort().at(-1) ?? createdAt.slice(0, 10);
}
