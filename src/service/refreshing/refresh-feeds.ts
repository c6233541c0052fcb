import type { BaseLogger } from 'pino';
import { FETCH_RULES, type FetchRules, fetchFeedBytes } from '../../feed-io/fetch-feed.ts';
import { FEED_ADDRESSES, MARKET_HOSTS, type PublishedFormat } from '../../feeds/formats/market-feeds.ts';
import type { FeedRefreshes } from '../../store/contract/feed-refreshes.ts';
import type { CatalogChanges } from '../catalog-changes.ts';
import { type FeedRefresher, feedRefresher } from './feed-refresher.ts';

type World = {
  readonly feeds: readonly PublishedFormat[];
  /** 0: nothing is ever refreshed. */
  readonly everyHours: number;
  /** Hosts beside those of the feeds that a redirect may lead to. */
  readonly hosts: readonly string[];
  readonly refreshes: FeedRefreshes;
  readonly changes: Pick<CatalogChanges, 'importFeed'>;
  readonly clock: () => Date;
  readonly logger: BaseLogger;
};

const MS_PER_HOUR = 3_600_000;
const NOTHING: FeedRefresher = { check: () => {}, idle: async () => {}, close: async () => {} };

/** Refreshing in a running service, from where each feed is published. */
export function refreshFeeds({ feeds, everyHours, hosts, refreshes, changes, clock, logger }: World): FeedRefresher {
  if (feeds.length === 0 || everyHours === 0) return NOTHING;
  const rules: FetchRules = { ...FETCH_RULES, hosts: [...MARKET_HOSTS, ...hosts] };
  return feedRefresher({
    feeds,
    everyMs: everyHours * MS_PER_HOUR,
    refreshes,
    fetch: (feed, stop) => fetchFeedBytes(FEED_ADDRESSES[feed], { ...rules, stop }),
    importFeed: changes.importFeed,
    clock,
    refreshed: (done) => logger.info(done, 'a feed was refreshed'),
    failed: (failure) => logger.warn(failure, 'a feed cannot be refreshed; it is tried again'),
    broken: (err) => logger.error({ err }, 'what feeds are due cannot be read or written; it is tried again'),
  });
}
