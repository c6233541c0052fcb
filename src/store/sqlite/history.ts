import type { Change } from '../../catalog/change.ts';
import { finish } from '../../catalog/steps.ts';
import { inSlices } from '../in-slices.ts';
import { changeSteps } from './changes.ts';
import { type Database, openReader } from './open.ts';
import { listRevisions, type Revision } from './revisions.ts';

export type CatalogHistory = {
  readonly revisions: () => readonly Revision[];
  readonly changes: (since: number, revision: number) => Promise<readonly Change[]>;
};

/** Differences that are kept: pages of one are asked one after the other, and it never changes. */
const KEPT = 4;

/** The revisions of a database and what sets them apart, worked out a few milliseconds at a time. */
export function catalogHistory(db: Database): CatalogHistory {
  const kept = new Map<string, Promise<Change[]>>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: many at once would share the event loop among themselves and leave less of it to others. */
  function workedOut(since: number, revision: number): Promise<Change[]> {
    const changes = last.then(() => changesBetween(db, since, revision));
    last = changes.catch(() => {});
    return changes;
  }

  return {
    revisions: () => listRevisions(db),
    changes(since, revision) {
      const key = `${since}-${revision}`;
      const changes = kept.get(key) ?? workedOut(since, revision);
      changes.catch(() => kept.delete(key));
      kept.delete(key);
      kept.set(key, changes);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
      return changes;
    },
  };
}

async function changesBetween(db: Database, since: number, revision: number): Promise<Change[]> {
  if (db.memory) return finish(changeSteps(db, since, revision));
  const reader = openReader(db.name);
  try {
    reader.exec('BEGIN');
    return await inSlices(changeSteps(reader, since, revision), NEVER);
  } finally {
    reader.close();
  }
}

const NEVER = new AbortController().signal;
