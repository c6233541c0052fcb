import type { Revision } from '../catalog/revision.ts';
import type { Change } from '../catalog/rows/change.ts';
import type { CatalogLog } from '../store/contract/catalog-log.ts';
import { recentlyUsed } from './recently-used.ts';

export type CatalogHistory = {
  /** All revisions, the newest first. */
  readonly revisions: () => Promise<readonly Revision[]>;
  /** What sets a revision apart from an earlier one (0: from nothing), in order of id. */
  readonly changes: (since: number, revision: number) => Promise<readonly Change[]>;
};

/** Differences that are kept: pages of one are asked one after the other, and it never changes. */
const KEPT = 4;

/** The revisions of a store and what sets them apart. Those asked last are kept. */
export function catalogHistory(log: CatalogLog): CatalogHistory {
  const kept = recentlyUsed<string, Promise<readonly Change[]>>(KEPT);
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: many at once would share the event loop among themselves and leave less of it to others. */
  function workedOut(since: number, revision: number): Promise<readonly Change[]> {
    const changes = last.then(() => log.changes(since, revision));
    last = changes.catch(() => {});
    return changes;
  }

  return {
    revisions: log.revisions,
    changes(since, revision) {
      const key = `${since}-${revision}`;
      const known = kept.get(key);
      if (known) return known;
      const changes = workedOut(since, revision);
      changes.catch(() => kept.drop(key));
      kept.put(key, changes);
      return changes;
    },
  };
}
