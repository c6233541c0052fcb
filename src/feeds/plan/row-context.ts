import type { Catalog } from '../../catalog/catalog.ts';
import { type ClaimEntry, isPlain } from '../../catalog/claim.ts';
import type { Offer } from '../../catalog/entries.ts';
import { type Candidate, factView } from '../../catalog/facts/fact-view.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';
import { type CheckedRow, plainEntry, type SaidElsewhere } from '../checks/sanity-check.ts';
import type { ImportRequest } from './import-request.ts';
import type { MatchedRow } from './match-rows.ts';

/** A matched row with its claims. */
export type StatedRow = { readonly match: MatchedRow; readonly entries: readonly ClaimEntry[] };

export function candidateFor(catalog: Catalog, { model, offer }: MatchedRow): Candidate {
  const family = catalog.models.get(model)?.family ?? null;
  return { id: offer?.id ?? model, model, family, offer: offer?.id ?? null, provider: offer?.provider ?? null };
}

/** What the checks may look at beside a row: the catalog without the feed and without articles, and the other rows of the file. */
export function rowContext({ catalog, feed, asOf }: ImportRequest, rows: readonly StatedRow[]): (row: StatedRow) => CheckedRow {
  const articles = [...catalog.sources.values()].filter(({ kind }) => kind === 'article').map(({ id }) => id);
  const view = factView(catalog, { except: [feed.source, ...articles] }, asOf);
  const byModel = Map.groupBy(rows, ({ match }) => match.model);

  function others(candidate: Candidate, attribute: string): SaidElsewhere[] {
    const known = catalog.attributes.get(attribute);
    if (known === undefined) return [];
    return view.claimsOn(known, candidate).flatMap(({ claim: { value, source, ...claim } }) => {
      const isOne = typeof value === 'number' || typeof value === 'string';
      return isOne && isPlain({ value, source, ...claim }) ? [{ value, source }] : [];
    });
  }
  function vendorPrice({ model, offer }: MatchedRow, attribute: string): SaidElsewhere | null {
    const known = catalog.attributes.get(attribute);
    const provider = vendorOf(model);
    if (known === undefined || offer === null || offer.provider === provider) return null;
    const id = `${model}@${provider}`;
    const { value, claim } = view.factOf(known, { id, model, family: null, offer: id, provider });
    if (typeof value === 'number' && claim?.subject === id) return { value, source: claim.source };
    const own = byModel.get(model)?.find(({ match }) => match.subject === id);
    const listed = plainEntry(own?.entries ?? [], attribute)?.value;
    return typeof listed === 'number' ? { value: listed, source: feed.source } : null;
  }
  function rivalPrices({ model, offer }: MatchedRow, attribute: string): number[] {
    const known = catalog.attributes.get(attribute);
    const isRival = (other: Offer | null) => other !== null && other.provider !== offer?.provider && other.provider !== vendorOf(model);
    const listed = (byModel.get(model) ?? []).filter(({ match }) => isRival(match.offer));
    const elsewhere = known === undefined ? [] : (catalog.offersByModel.get(model) ?? []).filter(isRival);
    const values = [
      ...listed.map(({ entries }) => plainEntry(entries, attribute)?.value),
      ...elsewhere.map(({ id, provider }) => view.factOf(known as Attribute, { id, model, family: null, offer: id, provider }).value),
    ];
    return values.filter((value) => typeof value === 'number' && value > 0) as number[];
  }
  return ({ match, entries }) => {
    const candidate = candidateFor(catalog, match);
    return {
      candidate,
      entries,
      asOf,
      others: (attribute) => others(candidate, attribute),
      vendorPrice: (attribute) => vendorPrice(match, attribute),
      rivalPrices: (attribute) => rivalPrices(match, attribute),
    };
  };
}

/** The vendor's own offer is that of the provider that is called as the vendor is. */
function vendorOf(model: string): string {
  return model.slice(0, model.indexOf('/'));
}
