import type { Catalog } from '../catalog/catalog.ts';
import type { CatalogData } from '../catalog/catalog-data.ts';
import { indexSteps } from '../catalog/derived/index-catalog.ts';
import { warmSteps } from '../catalog/facts/fact-view.ts';
import type { Steps } from '../catalog/steps.ts';
import type { CatalogLog } from '../store/contract/catalog-log.ts';
import { inSlices } from '../store/in-slices.ts';
import { recentlyUsed } from './recently-used.ts';

/** The catalog while it changes. A revision, once loaded, is a value: who holds one keeps it, whatever comes later. */
export type LiveCatalog = {
  readonly current: () => Catalog;
  /** Any revision that ever was; null where there was none. The ones asked last are kept. */
  readonly at: (revision: number) => Promise<Catalog | null>;
  /** Takes up the newest revision now, without waiting to be noticed: for who has just added one. */
  readonly refresh: () => Promise<Catalog>;
  readonly close: () => Promise<void>;
};

type Events = {
  readonly clock: () => Date;
  readonly swapped: (catalog: Catalog, ms: number) => void;
  /** The revision that could not be taken up, said once for each; the one before stays, and it is tried again. */
  readonly failed: (error: unknown, revision: number) => void;
};

/** How often it is looked whether this or another process has added a revision. */
const POLL_MS = 1000;
/** Old revisions that are kept: as many as a replay or a comparison of two dates needs side by side, and some. */
const KEPT = 4;

/** Follows the newest revision of a store, from the one given, and loads any other on demand; a few milliseconds of work at a time. */
export function liveCatalog(log: CatalogLog, first: Catalog, { clock, swapped, failed }: Events): LiveCatalog {
  const closing = new AbortController();
  const old = oldRevisions(load);
  let current = first;
  let refreshing: Promise<Catalog> | null = null;
  let reported = 0;

  async function load(revision: number): Promise<Catalog> {
    const data = await log.read(revision, closing.signal);
    return inSlices(catalogSteps(data, clock()), closing.signal);
  }

  async function takeUp(): Promise<Catalog> {
    for (;;) {
      const newest = (await log.newest())?.number ?? 0;
      if (newest <= current.revision) return current;
      const began = performance.now();
      const next = await load(newest);
      closing.signal.throwIfAborted();
      old.keep(current);
      current = next;
      swapped(next, performance.now() - began);
    }
  }

  function refresh(): Promise<Catalog> {
    refreshing ??= takeUp().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  function look(): void {
    if (refreshing === null) refresh().catch(report);
  }

  function report(error: unknown): void {
    if (closing.signal.aborted || reported > current.revision) return;
    reported = current.revision + 1;
    failed(error, reported);
  }

  async function at(revision: number): Promise<Catalog | null> {
    if (revision > current.revision) await refresh().catch(report);
    if (revision === current.revision) return current;
    return old.kept(revision) ?? ((await log.revision(revision)) === null ? null : old.loaded(revision));
  }

  const poll = setInterval(look, POLL_MS).unref();
  return {
    current: () => current,
    at,
    refresh,
    async close() {
      clearInterval(poll);
      closing.abort();
      await Promise.allSettled([old.idle(), refreshing]);
    },
  };
}

type OldRevisions = {
  readonly keep: (catalog: Catalog) => void;
  /** A revision that is kept, which makes it one of those asked last. */
  readonly kept: (revision: number) => Catalog | undefined;
  /** A revision that is there, loaded once for all who wait for it. */
  readonly loaded: (revision: number) => Promise<Catalog>;
  /** Resolves when nothing is being loaded. */
  readonly idle: () => Promise<unknown>;
};

/** Old revisions are loaded one after the other: they must not hold up the next revision, nor one another. */
function oldRevisions(load: (revision: number) => Promise<Catalog>): OldRevisions {
  const recent = recentlyUsed<number, Catalog>(KEPT);
  const loading = new Map<number, Promise<Catalog>>();
  let last: Promise<unknown> = Promise.resolve();

  function start(revision: number): Promise<Catalog> {
    const catalog = last.then(() => load(revision));
    loading.set(revision, catalog);
    last = catalog.catch(() => {}).finally(() => loading.delete(revision));
    return catalog;
  }

  const keep = (catalog: Catalog) => recent.put(catalog.revision, catalog);
  return {
    keep,
    kept: recent.get,
    async loaded(revision) {
      const catalog = recent.get(revision) ?? (await (loading.get(revision) ?? start(revision)));
      keep(catalog);
      return catalog;
    },
    idle: () => last,
  };
}

function* catalogSteps(data: CatalogData, now: Date): Steps<Catalog> {
  const catalog = yield* indexSteps(data);
  // What a ranking that says nothing on its view would have to wait for: worked out before anybody can ask.
  yield* warmSteps(catalog, { view: 'verified' }, now.toISOString().slice(0, 10));
  return catalog;
}
