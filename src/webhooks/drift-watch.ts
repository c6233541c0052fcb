import type { Catalog } from '../catalog/catalog.ts';
import type { Decision } from '../decisions/decision.ts';
import { driftOf, recordedOf } from '../decisions/drift/drift.ts';
import type { Drift } from '../decisions/drift/drift-answer.ts';
import type { Watches } from '../store/contract/watches.ts';

export type DriftWatch = {
  /** Checks every watched decision, after what is being checked now; more than one wish while it is busy counts as one. */
  readonly check: () => void;
  readonly close: () => Promise<void>;
};

type World = {
  readonly watches: Watches;
  readonly find: (id: string) => Promise<Decision | null>;
  readonly current: () => Catalog;
  readonly at: (revision: number) => Promise<Catalog | null>;
  /** Has the facts ready that a decision looks at, so that holding it against the catalog holds up nobody. */
  readonly warm: (catalog: Catalog, request: unknown, day: string) => Promise<unknown>;
  readonly clock: () => Date;
  /** Messages were written. */
  readonly told: () => void;
  readonly failed: (error: unknown, decision: string) => void;
};

/** After so long a decision that could not be checked is tried again: another process may hold the database. */
const RETRY_MS = 10_000;
/** How often it is looked whether a new day has begun, on which what is dated may have changed. */
const POLL_MS = 60_000;

/**
 * Holds the watched decisions against each new catalog, and against each new day; one after the other, with room for requests in between.
 * What was missed while no process ran is found at the start: findings are compared with what was found last, not with a revision.
 */
export function driftWatch(world: World): DriftWatch {
  const { watches, current, clock, told, failed } = world;
  let closed = false;
  let wanted = false;
  let checkedDay = '';
  let running: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;

  async function checkAll(): Promise<void> {
    while (wanted && !closed) {
      wanted = false;
      const now = current();
      const today = clock().toISOString().slice(0, 10);
      checkedDay = today;
      for (const id of await watches.watched()) {
        if (closed) return;
        const count = await checkOne(world, id, now, today).catch((error: unknown) => {
          again(error, id);
          return 0;
        });
        if (count > 0) told();
      }
    }
  }

  function again(error: unknown, id: string): void {
    if (closed) return;
    failed(error, id);
    clearTimeout(retry);
    retry = setTimeout(check, RETRY_MS).unref();
  }

  function check(): void {
    wanted = true;
    if (closed) return;
    running ??= checkAll()
      .catch((error: unknown) => again(error, ''))
      .finally(() => {
        running = null;
        if (wanted) check();
      });
  }

  const poll = setInterval(() => {
    if (clock().toISOString().slice(0, 10) !== checkedDay) check();
  }, POLL_MS).unref();
  return {
    check,
    async close() {
      clearInterval(poll);
      clearTimeout(retry);
      closed = true;
      await running;
    },
  };
}

/** Holds one decision against a catalog and keeps what is found; answers how many messages that makes. */
async function checkOne(world: World, id: string, now: Catalog, today: string): Promise<number> {
  const decision = await world.find(id);
  if (!decision) return 0;
  const drift = await driftNow(world, decision, now, today);
  await new Promise((resume) => setImmediate(resume));
  return drift ? world.watches.found(id, decision.head.title, drift, world.clock()) : 0;
}

/** Null where the catalog that the decision rests on is not here: it was made elsewhere. */
async function driftNow({ at, warm }: World, decision: Decision, now: Catalog, today: string): Promise<Drift | null> {
  const { revision, hash } = decision.head.catalog;
  const then = await at(revision);
  if (then?.hash !== hash) return null;
  const recorded = recordedOf(decision);
  await warm(then, recorded.request, recorded.result.resolved.as_of);
  await warm(now, recorded.request, today);
  return driftOf(recorded, then, now, today);
}
