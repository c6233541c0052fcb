import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { RevisionEntry } from '../../catalog/revision.ts';
import { Change, ChangeCounts, countChanges } from '../../catalog/rows/change.ts';
import type { Service } from '../deps.ts';
import type { Refused } from '../refused.ts';

export const Revision = RevisionEntry.meta({ id: 'Revision', description: 'A revision of the catalog: when it was added, and by whom.' });
export const RevisionPage = RevisionEntry.extend({ catalog: CatalogStamp }).meta({ id: 'RevisionPage', description: 'One revision.' });
export type RevisionPage = z.infer<typeof RevisionPage>;

export const ChangesPage = z
  .strictObject({
    catalog: CatalogStamp,
    revision: Revision,
    since: z.int().min(0).meta({ description: 'The revision that it is held against; 0 is a catalog with nothing in it.' }),
    counts: ChangeCounts,
    items: z.array(Change).max(100).meta({ description: 'The changes, ordered by id.' }),
    next: z.string().max(600).meta({ description: 'The cursor of the next page; absent on the last.' }).optional(),
  })
  .meta({ id: 'ChangesPage', description: 'What sets a revision apart from an earlier one.' });

/** All revisions, the newest first. */
export async function listRevisions({ catalog, history }: Pick<Service, 'catalog' | 'history'>): Promise<{
  readonly catalog: CatalogStamp;
  readonly revisions: readonly RevisionEntry[];
}> {
  return { revisions: await history.revisions(), catalog: stampOf(catalog()) };
}

/** One revision: when it was added, how and by whom. */
export async function revisionPage(service: Pick<Service, 'catalog' | 'history'>, number: number): Promise<RevisionPage | Refused> {
  const revision = await revisionNumbered(service, number);
  return revision ? { catalog: stampOf(service.catalog()), ...revision } : NO_REVISION;
}

/** All changes in order of id, and how many of each table. */
export type RevisionChanges = {
  readonly catalog: CatalogStamp;
  readonly revision: RevisionEntry;
  /** The revision that it is held against; 0: a catalog with nothing in it. */
  readonly since: number;
  readonly counts: ChangeCounts;
  readonly changes: readonly Change[];
};

/** What sets a revision apart from an earlier one; left out: from the one before. */
export async function revisionChanges(
  service: Pick<Service, 'catalog' | 'history'>,
  number: number,
  since: number = number - 1,
): Promise<RevisionChanges | Refused> {
  const revision = await revisionNumbered(service, number);
  if (!revision) return NO_REVISION;
  if (since >= number) {
    const detail = `Expected a revision before ${number}: less than ${number}.`;
    return { refused: 'faults', shape: [{ parameter: 'since', code: 'too_big', detail }], meaning: [] };
  }
  const changes = await service.history.changes(since, number);
  return { catalog: stampOf(service.catalog()), revision, since, counts: countChanges(changes), changes };
}

const NO_REVISION: Refused = { refused: 'not_found', detail: 'There is no revision of this number.' };

async function revisionNumbered({ history }: Pick<Service, 'history'>, number: number): Promise<RevisionEntry | undefined> {
  return (await history.revisions()).find((revision) => revision.number === number);
}
