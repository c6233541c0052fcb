import type { CatalogData } from '../../../src/catalog/catalog-data.ts';
import type { Revision } from '../../../src/catalog/revision.ts';
import type { Seed } from '../../../src/catalog/seed/check-seed.ts';
import { finish } from '../../../src/catalog/steps.ts';
import { planSeed } from '../../../src/service/seeding/plan-seed.ts';
import type { Beside, CatalogChange, ChangeRecord } from '../../../src/store/contract/catalog-log.ts';
import { applySteps, stepsOf } from '../../../src/store/sqlite/apply-change.ts';
import { loadSteps } from '../../../src/store/sqlite/load.ts';
import type { Database } from '../../../src/store/sqlite/open.ts';
import { newestRevision } from '../../../src/store/sqlite/revisions.ts';
import { liveRows } from '../../../src/store/sqlite/rows.ts';

/** What a store over the connection would do, at once: so that tests need not wait for what they start from. */

/** Makes the rows of the seed those that it states, and answers the newest revision. */
export function seedNow(db: Database, seed: Seed, now: Date, fingerprint: string | null = null): Revision {
  const { change, note } = planSeed(seed, liveRows(db), new Set());
  const record = { origin: 'seed', author: 'seed', now, note, basis: newestRevision(db)?.number ?? 0 } as const;
  return applied(db, change, record, { seed: fingerprint });
}

/** A revision whole; without a number the newest. */
export function catalogIn(db: Database, number?: number): CatalogData {
  return db.transaction(() => finish(loadSteps(db, number)))();
}

/** Adds a revision with entries more, as an operator would. */
export function addEntries(db: Database, add: CatalogChange['add'], now: Date): Revision {
  return applied(db, { add, retire: {} }, { origin: 'operator', author: 'a-test', now, note: '', basis: newestRevision(db)?.number ?? 0 });
}

/** Makes a change the next revision. */
export function applied(db: Database, change: CatalogChange, record: ChangeRecord, beside: Beside = {}): Revision {
  db.transaction(() => applySteps(db, stepsOf(change), record, beside)).immediate();
  const newest = newestRevision(db);
  if (newest === null) throw new Error('there is no revision');
  return newest;
}
