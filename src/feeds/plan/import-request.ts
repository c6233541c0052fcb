import type { Catalog } from '../../catalog/catalog.ts';
import type { FeedFormat } from '../formats/market-feeds.ts';
import type { MarketFeed, ParsedFeed } from '../rows/parsed-feed.ts';

export type ImportRequest = {
  readonly catalog: Catalog;
  /** Ids of the offers that imports have added: an import may retire no others. */
  readonly imported: ReadonlySet<string>;
  readonly feed: Pick<MarketFeed<FeedFormat>, 'format' | 'source'>;
  readonly parsed: ParsedFeed;
  /** The day of the file, YYYY-MM-DD: the `as_of` of its claims. */
  readonly asOf: string;
  /** Whether a file may retire more than half of the feed's subjects. */
  readonly acceptGone: boolean;
  /** The id of a claim from its content. It is handed in because pure code has no hash function. */
  readonly claimId: (content: string) => string;
};
