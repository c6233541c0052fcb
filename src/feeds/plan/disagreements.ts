import type { Catalog } from '../../catalog/catalog.ts';
import type { Claim, ClaimEntry, ClaimValue } from '../../catalog/claim.ts';
import { agree } from '../../catalog/facts/fact.ts';
import { type Candidate, factView } from '../../catalog/facts/fact-view.ts';

/** A fact on which a feed and the claim that would stand without it say different things. */
export type Disagreement = {
  readonly subject: string;
  readonly attribute: string;
  /** `claim` is null where the feed's statement is no claim yet. */
  readonly feed: { readonly value: ClaimValue | null; readonly source: string; readonly claim: string | null };
  readonly other: { readonly value: ClaimValue | null; readonly source: string; readonly claim: string };
};

export type DisagreementReader = (candidate: Candidate, entry: ClaimEntry, id: string | null) => Disagreement | null;

/**
 * Holds the plain statements of one source against what the catalog would say on that day without it. The article is left out: its claims
 * are what the others are there to judge. A statement on an offer that only confines what its model can do is one too.
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
