import { type Catalog, compileSteps } from '../catalog/catalog.ts';
import { warmSteps } from '../catalog/facts/fact-view.ts';
import { finish, type Steps } from '../catalog/steps.ts';
import { inSlices } from '../store/in-slices.ts';
import { loadSteps } from '../store/sqlite/load.ts';
import { type Database, openReader } from '../store/sqlite/open.ts';
import { currentRevision, revisionNumbered } from '../store/sqlite/revisions.ts';

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

/** Follows the newest revision of a database, from the one given, and loads any other on demand; a few milliseconds of work at a time. */
export function liveCatalog(db: Database, first: Catalog, { clock, swapped, failed }: Events): LiveCatalog {
  const watcher = db.memory ? db : openReader(db.name);
  const closing = new AbortController();
  const kept = new Map<number, Catalog>();
  const loading = new Map<number, Promise<Catalog>>();
  let current = first;
  let lastOld: Promise<unknown> = Promise.resolve();
  let refreshing: Promise<Catalog> | null = null;
  let reported = 0;

  const load = (revision: number) => loadInSlices(db, revision, clock(), closing.signal);

  /** Old ones one after the other, each once for all who wait: they must not hold up the next revision, nor one another. */
  function loadOld(revision: number): Promise<Catalog> {
    const loaded = lastOld.then(() => load(revision));
    loading.set(revision, loaded);
    lastOld = loaded.catch(() => {}).finally(() => loading.delete(revision));
    return loaded;
  }

  function keep(catalog: Catalog): void {
    kept.delete(catalog.revision);
    kept.set(catalog.revision, catalog);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as number);
  }

  async function takeUp(): Promise<Catalog> {
    for (;;) {
      const newest = currentRevision(watcher)?.number ?? 0;
      if (newest <= current.revision) return current;
      const began = performance.now();
      const next = await load(newest);
      closing.signal.throwIfAborted();
      keep(current);
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
    if (!kept.has(revision) && revisionNumbered(watcher, revision) === null) return null;
    const catalog = kept.get(revision) ?? (await (loading.get(revision) ?? loadOld(revision)));
    keep(catalog);
    return catalog;
  }

  const poll = setInterval(look, POLL_MS).unref();
  return {
    current: () => current,
    at,
    refresh,
    async close() {
      clearInterval(poll);
      closing.abort();
      await Promise.allSettled([lastOld, refreshing]);
      if (watcher !== db) watcher.close();
    },
  };
}

/**
 * On a connection of its own and in one read transaction, so that nothing that is committed meanwhile is seen. A database in memory has one
 * connection: there nothing may come between the rows, and all is done at once.
 */
async function loadInSlices(db: Database, revision: number, now: Date, signal: AbortSignal): Promise<Catalog> {
  signal.throwIfAborted();
  const reader = db.memory ? db : openReader(db.name);
  try {
    if (reader !== db) reader.exec('BEGIN');
    const steps = catalogSteps(reader, revision, now);
    return reader === db ? finish(steps) : await inSlices(steps, signal);
  } finally {
    if (reader !== db) reader.close();
  }
}

function* catalogSteps(db: Database, revision: number, now: Date): Steps<Catalog> {
  const catalog = yield* compileSteps(yield* loadSteps(db, revision));
  // What a ranking that says nothing on its view would have to wait for: worked out before anybody can ask.
  yield* warmSteps(catalog, { view: 'verified' }, now.toISOString().slice(0, 10));
  return catalog;
}
