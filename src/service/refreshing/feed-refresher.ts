import type { FeedBytes } from '../../feed-io/feed-text.ts';
import type { PublishedFormat } from '../../feeds/formats/market-feeds.ts';
import type { ImportReport } from '../../feeds/import-report.ts';
import { isRefused } from '../../feeds/plan/change-plan.ts';
import type { FeedRefresh, FeedRefreshes } from '../../store/contract/feed-refreshes.ts';
import type { CatalogChanges } from '../catalog-changes.ts';
import { dayOf } from '../today.ts';
import { dueAt } from './when-due.ts';

export type FeedRefresher = {
  /** Looks for feeds that are due now, without waiting for the next look. */
  readonly check: () => void;
  /** Resolves when nothing is being refreshed. */
  readonly idle: () => Promise<void>;
  /** Breaks off what is under way, which is due again at the next start. */
  readonly close: () => Promise<void>;
};

type World = {
  /** Those due together are refreshed in this order. */
  readonly feeds: readonly PublishedFormat[];
  readonly everyMs: number;
  readonly refreshes: FeedRefreshes;
  readonly fetch: (feed: PublishedFormat, stop: AbortSignal) => Promise<FeedBytes>;
  readonly importFeed: CatalogChanges['importFeed'];
  readonly clock: () => Date;
  /** `revision` null: the feed says nothing new. */
  readonly refreshed: (done: { readonly feed: PublishedFormat; readonly revision: number | null; readonly ms: number }) => void;
  readonly failed: (failure: { readonly feed: PublishedFormat; readonly error: string; readonly failures: number }) => void;
  /** What is due can't be found out or written down; it is tried again. */
  readonly broken: (error: unknown) => void;
};

/** Who the revisions of refreshed feeds are by. */
const AUTHOR = 'feeds';
const POLL_MS = 10_000;
/** Nobody else refreshes a feed for so long, unless it is extended: a process that dies holds the others up no longer. */
const LEASE_MS = 120_000;
const EXTEND_MS = 30_000;

/**
 * Keeps feeds fresh: one at a time over all processes on a storage, each when it is due. What was fetched is imported like any other file, by the
 * thread that changes the catalog; the live catalog notices the revision by itself.
 */
export function feedRefresher(world: World): FeedRefresher {
  const { feeds, everyMs, refreshes, clock } = world;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  /** The first of the feeds that have been due for longest; null where none is. */
  async function nextDue(): Promise<{ readonly feed: PublishedFormat; readonly state: FeedRefresh | undefined } | null> {
    const states = new Map((await refreshes.states()).map((state) => [state.feed, state]));
    const due = feeds
      .map((feed) => ({ feed, state: states.get(feed), at: dueAt(states.get(feed), everyMs) }))
      .filter(({ at }) => at <= clock().getTime())
      .sort((a, b) => a.at - b.at);
    return due[0] ?? null;
  }

  async function refreshDue(): Promise<void> {
    while (!stopping.signal.aborted) {
      const due = await nextDue();
      if (due === null) return;
      const now = clock();
      const token = await refreshes.take(due.feed, due.state?.attempts ?? 0, now, leaseFrom(now));
      if (token === null) return;
      await refresh(due.feed, token, (due.state?.failures ?? 0) + 1);
    }
  }

  async function refresh(feed: PublishedFormat, token: string, failures: number): Promise<void> {
    const began = performance.now();
    const extending = setInterval(() => refreshes.extend(token, leaseFrom(clock())).catch(world.broken), EXTEND_MS);
    const outcome = await attempt(world, feed, stopping.signal).finally(() => clearInterval(extending));
    if ('error' in outcome) {
      // what was cut off by the end of this process is no fault of the feed
      if (stopping.signal.aborted) return void (await refreshes.end(token, null, clock()));
      world.failed({ feed, error: outcome.error, failures });
      await refreshes.end(token, { succeeded: false, error: outcome.error }, clock());
      return;
    }
    await refreshes.end(token, { succeeded: true }, clock());
    world.refreshed({ feed, revision: outcome.revision, ms: Math.round(performance.now() - began) });
  }

  function check(): void {
    if (stopping.signal.aborted) return;
    running ??= refreshDue()
      .catch(world.broken)
      .finally(() => {
        running = null;
      });
  }

  const poll = setInterval(check, POLL_MS).unref();
  return {
    check,
    idle: async () => {
      await running;
    },
    async close() {
      clearInterval(poll);
      stopping.abort();
      await running;
    },
  };
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

type Attempt = Pick<ImportReport, 'revision'> | { readonly error: string };

/** Fetches and imports a feed as of today, whole or not at all. */
async function attempt({ fetch, importFeed, clock }: World, feed: PublishedFormat, stop: AbortSignal): Promise<Attempt> {
  try {
    const fetched = await fetch(feed, stop);
    if ('refused' in fetched) return { error: fetched.refused };
    const now = clock();
    const order = { bytes: fetched.bytes, asOf: dayOf(now), acceptGone: false, dryRun: false, author: AUTHOR, now };
    const outcome = await importFeed(feed, order);
    return isRefused(outcome) ? { error: `${outcome.refused.code}: ${outcome.refused.detail}` } : outcome;
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
