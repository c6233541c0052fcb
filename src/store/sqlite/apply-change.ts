import type { Cell, Kind } from '../../catalog/kind.ts';
import { ALL_KINDS, KINDS, type Member } from '../../catalog/kinds.ts';
import type { Origin } from '../../catalog/revision.ts';
import type { Applied, Beside, CatalogChange, ChangeRecord } from '../contract/catalog-log.ts';
import { recordFeed, recordSeed } from './applied-files.ts';
import type { Database } from './open.ts';
import { addRevision, newestRevision } from './revisions.ts';
import { rowWriter } from './rows.ts';

/** One row to add, to replace by another, or to retire: then `cells` is null. */
type Step = {
  readonly member: Member;
  readonly id: string;
  readonly what: 'added' | 'changed' | 'retired';
  readonly cells: readonly Cell[] | null;
};

/** The steps of a change, worked out before the lock is taken. */
export function stepsOf({ add, retire }: CatalogChange): Step[] {
  return ALL_KINDS.flatMap(([member, kind]) => {
    const retired = new Set(retire[member]);
    const added = (add[member] ?? []).map((value): Step => {
      const cells = kind.encode(value);
      const id = String(cells[0]);
      return { member, id, what: retired.delete(id) ? 'changed' : 'added', cells };
    });
    return [...[...retired].map((id): Step => ({ member, id, what: 'retired', cells: null })), ...added];
  });
}

/** Makes the steps the next revision, with what is kept beside it; the whole of one write transaction. */
export function applySteps(db: Database, steps: readonly Step[], record: ChangeRecord, beside: Beside): Applied {
  const newest = newestRevision(db)?.number ?? 0;
  if (newest !== record.basis) return { stale: true };
  const number = newest + 1;
  if (steps.length > 0) writeSteps(db, steps, record.origin, number);
  const revision = steps.length > 0 ? addRevision(db, { number, ...record }) : null;
  const by = { revision: revision?.number ?? newest, author: record.author, now: record.now };
  if (beside.feed !== undefined) recordFeed(db, beside.feed, by);
  if (beside.seed !== undefined) recordSeed(db, beside.seed, by);
  return { stale: false, revision };
}

function writeSteps(db: Database, steps: readonly Step[], origin: Origin, revision: number): void {
  const byMember = Map.groupBy(steps, ({ member }) => member);
  const writers = [...byMember].map(([member, own]) => ({
    own,
    writer: rowWriter(KINDS[member] as unknown as Kind<object>, db, revision),
  }));
  for (const { own, writer } of writers) for (const { id, cells } of own) if (cells !== null) writer.identify(id);
  for (const { own, writer } of writers)
    for (const { id, what, cells } of own) {
      if (what !== 'added') writer.close(id);
      if (cells !== null) writer.open(cells, origin);
    }
}
