import type { MarketFeed } from '../rows/parsed-feed.ts';
import { genaiPrices } from './genai-prices.ts';
import { litellm } from './litellm.ts';
import { modelsDev } from './models-dev.ts';
import { modelsDevModels } from './models-dev-models.ts';
import { openrouter } from './openrouter.ts';
import { piAi } from './pi-ai.ts';

/**
 * The one list of feeds, in the order in which callers see their formats. A new feed is its file in this folder, a line here and its source in
 * db/seed/sources.json; types, schemas, commands and the hosts that may be fetched from follow from this list.
 */
const FEEDS = [modelsDev, modelsDevModels, litellm, openrouter, genaiPrices, piAi] as const satisfies readonly MarketFeed[];

export type MarketFormat = (typeof FEEDS)[number]['format'];
export const MARKET_FORMATS: readonly MarketFormat[] = FEEDS.map(({ format }) => format);

/** Our own formats: claims whose subjects are named as the catalog names them. */
export const CLAIM_FORMATS = ['claims-json', 'claims-csv'] as const;
export type ClaimFormat = (typeof CLAIM_FORMATS)[number];
export type FeedFormat = MarketFormat | ClaimFormat;
export const FEED_FORMATS: readonly FeedFormat[] = [...MARKET_FORMATS, ...CLAIM_FORMATS];

/** Whether a file of the format is of one day that it does not say itself. Claims say theirs one by one. */
export function needsDay(format: FeedFormat): boolean {
  return MARKET_FORMATS.some((market) => market === format);
}

export const marketFeeds = Object.fromEntries(FEEDS.map((feed) => [feed.format, feed])) as Readonly<
  Record<MarketFormat, MarketFeed<MarketFormat>>
>;

/** A feed that is published as one file at an address; others a caller makes a file of. */
export type PublishedFormat = Extract<(typeof FEEDS)[number], { readonly address: string }>['format'];
export const FEED_ADDRESSES = Object.fromEntries(
  FEEDS.flatMap(({ format, address }) => (address === null ? [] : [[format, address]])),
) as Readonly<Record<PublishedFormat, string>>;
export const PUBLISHED_FORMATS = Object.keys(FEED_ADDRESSES) as readonly PublishedFormat[];

/** Where the feeds are published: these hosts may be fetched from without a setting. */
export const MARKET_HOSTS: readonly string[] = [...new Set(Object.values(FEED_ADDRESSES).map((address) => new URL(address).host))];
