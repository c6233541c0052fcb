import type { Catalog } from '../../catalog/catalog.ts';
import type { Claim, ClaimEntry, ClaimValue } from '../../catalog/claim.ts';
import { agree } from '../../catalog/facts/fact.ts';
import { type Candidate, factView } from '../../catalog/facts/fact-view.ts';

/** A fact on which a feed differs from the claim that would win without it. */
export type Disagreement = {
  readonly subject: string;
  readonly attribute: string;
  /** `claim` is null where the feed's statement is not a claim yet. */
  readonly feed: { readonly value: ClaimValue | null; readonly source: string; readonly claim: string | null };
  readonly other: { readonly value: ClaimValue | null; readonly source: string; readonly claim: string };
};

export type DisagreementReader = (candidate: Candidate, entry: ClaimEntry, id: string | null) => Disagreement | null;

/**
 * Compares the plain statements of one source with what the catalog would say on that day without it. Claims of articles are left out: the
 * other sources are there to judge them. An offer that serves less than its model can do counts as a disagreement.
 */
export function disagreementReader(catalog: Catalog, source: string, asOf: string): DisagreementReader {
  const articles = [...catalog.sources.values()].filter(({ kind }) => kind === 'article').map(({ id }) => id);
  const view = factView(catalog, { except: [source, ...articles] }, asOf);
  return (candidate, entry, id) => {
    const attribute = catalog.attributes.get(entry.attribute);
    if (attribute === undefined || entry.when !== undefined) return null;
    const { claim } = view.factOf(attribute, candidate);
    if (claim === null || claim.value_status === 'not_found' || agree(entry as Claim, claim)) return null;
    return {
      subject: candidate.id,
      attribute: entry.attribute,
      feed: { value: entry.value, source, claim: id },
      other: { value: claim.value, source: claim.source, claim: claim.id },
    };
  };
}
