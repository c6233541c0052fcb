import { readFileSync } from 'node:fs';
import { assemble } from '../../../src/assembly.ts';
import { compileCatalog } from '../../../src/catalog/catalog.ts';
import { FETCH_RULES, type FetchRules, fetchFeedBytes } from '../../../src/feed-io/fetch-feed.ts';
import type { PublishedFormat } from '../../../src/feeds/formats/market-feeds.ts';
import { feedRefresher } from '../../../src/service/refreshing/feed-refresher.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

export const HOUR_MS = 3_600_000;
export const sample = (feed: string) => readFileSync(new URL(`../../feeds/samples/${feed}.json`, import.meta.url));

type Refreshing = {
  readonly database: string;
  /** A server that has each feed at `/<feed>`, on the loopback. */
  readonly server: { readonly host: string; readonly ca: string };
  readonly feeds: readonly PublishedFormat[];
  readonly clock: () => Date;
  readonly rules?: Partial<FetchRules>;
};

/** A service that refreshes feeds as src/main.ts puts it together, but for where the feeds are. */
export async function refreshingService({ database, server, feeds, clock, rules = {} }: Refreshing) {
  const store = openStore(database, clock());
  const { deps, live, close } = assemble(store, compileCatalog(await store.catalog.read()), { database, clock });
  const [refreshed, failed, broken]: [object[], { feed: string; error: string; failures: number }[], unknown[]] = [[], [], []];
  const refresher = feedRefresher({
    feeds,
    everyMs: 24 * HOUR_MS,
    refreshes: store.refreshes,
    fetch: (feed, stop) =>
      fetchFeedBytes(`https://${server.host}/${feed}`, {
        ...FETCH_RULES,
        hosts: [server.host],
        allowsAddress: (address) => address === '127.0.0.1',
        ca: server.ca,
        ...rules,
        stop,
      }),
    importFeed: deps.changes.importFeed,
    clock,
    refreshed: ({ feed, revision }) => refreshed.push({ feed, revision }),
    failed: (failure) => failed.push(failure),
    broken: (error) => broken.push(error),
  });
  return {
    ...{ store, deps, live, refresher, refreshed, failed, broken },
    /** Looks for what is due and waits until nothing is left of it. */
    async check() {
      refresher.check();
      await refresher.idle();
    },
    async close() {
      const ended = refresher.close();
      await close();
      await ended;
      await store.close();
    },
  };
}
