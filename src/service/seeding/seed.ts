import type { Revision } from '../../catalog/revision.ts';
import type { Seed } from '../../catalog/seed/check-seed.ts';
import type { CatalogLog } from '../../store/contract/catalog-log.ts';
import { type Kept, planSeed, type SeedChange } from './plan-seed.ts';
import { parseSeed, readSeedFolder } from './read-seed.ts';

export type SeedResult = {
  /** The newest revision, this seed's or the one that was there. */
  readonly revision: Revision;
  readonly changed: boolean;
  readonly changes: readonly SeedChange[];
  readonly kept: readonly Kept[];
};

/** Seeds the catalog from a folder unless the same files have been applied before (null then, and nothing but their bytes is read). */
export async function seedFromFolder(log: CatalogLog, now: Date, folder?: string): Promise<SeedResult | null> {
  const files = readSeedFolder(folder);
  return (await log.seedApplied()) === files.fingerprint ? null : applySeed(log, parseSeed(files), now, files.fingerprint);
}

/**
 * Makes the rows of origin `seed` what the seed states, in one transaction: a new revision if that changes anything. What an operator or an
 * import has added, retired or still needs is left alone and named in `kept`. Where several processes seed at once, whoever comes late plans
 * anew on what the others have made.
 */
export async function applySeed(log: CatalogLog, seed: Seed, now: Date, fingerprint: string | null = null): Promise<SeedResult> {
  for (;;) {
    const newest = await log.newest();
    const { change, changes, kept, note } = planSeed(seed, await log.liveRows(), await log.claimsTakenBack());
    if (newest === null && changes.length === 0) throw new Error('the seed is empty');
    const record = { origin: 'seed', author: 'seed', now, note, basis: newest?.number ?? 0 } as const;
    const applied = await log.apply(change, record, { seed: fingerprint });
    if (applied.stale) continue;
    const revision = applied.revision ?? newest;
    if (revision === null) throw new Error('a change of a catalog without revisions made none');
    return { revision, changed: applied.revision !== null, changes, kept };
  }
}
