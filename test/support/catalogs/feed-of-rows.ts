import type { MarketFormat } from '../../../src/feeds/formats/market-feeds.ts';
import type { FeedRow, MarketFeed, ParsedFeed } from '../../../src/feeds/rows/parsed-feed.ts';
import { type SeedFiles, smallSeed } from '../../service/seeding/small-seed.ts';
import { offerRow, states } from './market-catalog.ts';

/** A feed whose file is a list of rows as JSON: what imports do with rows can be tested without a format. */
export const FEED_OF_ROWS: MarketFeed<MarketFormat> = {
  format: 'models-dev',
  address: 'https://example.org/feed',
  source: 'feed-models-dev',
  parserVersion: 1,
  read: (text) => {
    try {
      const rows: FeedRow[] = JSON.parse(text);
      return { count: rows.length, rows, rejected: [] } satisfies ParsedFeed;
    } catch {
      return { broken: 'the file is cut off' };
    }
  },
};

/** The small seed with the source of the feed. */
export function seedWithFeed(): SeedFiles {
  const files = smallSeed();
  files['sources.json']['feed-models-dev'] = {
    kind: 'registry',
    title: 'A feed',
    locator: 'https://example.org/feed',
    license: null,
    retrieved: null,
  };
  return files;
}

/** Rows of one model at so many providers, two statements each. */
export function manyRows(count: number, price = 0.2): FeedRow[] {
  return Array.from({ length: count }, (_, i) =>
    offerRow('llama-4-scout', {
      provider: `provider-${i}`,
      row: `/provider-${i}/models/llama-4-scout`,
      statements: [states('price_input', price + i), states('context_window', 8192 + i)],
    }),
  );
}
